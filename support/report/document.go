package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
)

// Document is what a report says of a document: where its text is, and how much
// of it the suite asserts.
type Document struct {
	Slug       claim.Slug        `json:"slug"`
	Title      claim.Text        `json:"title"`
	Repository string            `json:"repository,omitempty"`
	Page       string            `json:"page,omitempty"`
	Commit     string            `json:"commit,omitempty"`
	Authors    string            `json:"authors,omitempty"`
	License    string            `json:"license,omitempty"`
	Coverage   document.Coverage `json:"coverage"`
	Sections   []Section         `json:"sections"` // those that a claim stands in, in the order of the document
}

// Section is a section of a document as the pages name it.
type Section struct {
	Slug  string     `json:"slug"`
	Title claim.Text `json:"title"`
}

// DescribeAll tells of the documents of which claims have something to say.
func DescribeAll(documents []claim.Document, claims []claim.Claim) []Document {
	var out []Document
	for _, about := range documents {
		d := describe(about, claims)
		if d.Coverage.Claims > 0 {
			out = append(out, d)
		}
	}
	return out
}

func describe(about claim.Document, claims []claim.Claim) Document {
	d := Document{
		Slug: about.Slug, Title: about.Title, Repository: about.Repository, Page: about.Page,
		Commit: about.Commit, Authors: about.Authors, License: about.License, Coverage: document.Cover(about, claims), Sections: []Section{},
	}
	for _, s := range about.Sections {
		stands := func(source claim.Source) bool { return source.Document == about.Slug && source.Section == s.Slug }
		if slices.ContainsFunc(claims, func(c claim.Claim) bool { return slices.ContainsFunc(c.Sources, stands) }) {
			d.Sections = append(d.Sections, Section{s.Slug, about.SectionTitle(s.Slug)})
		}
	}
	return d
}

// Link is where a reader finds the text, empty if it is nowhere.
func (d Document) Link() string {
	if d.Repository == "" {
		return ""
	}
	return "https://github.com/" + d.Repository + "/blob/" + d.Commit + "/" + d.Page
}

// licence is what a reader must be told of texts that are somebody else's.
type licence struct {
	Notice    claim.Text
	Documents []Document
}

// licences groups the documents that have one, by where they are from.
func licences(documents []Document) []licence {
	var out []licence
	for _, d := range documents {
		if d.License == "" {
			continue
		}
		notice := d.notice()
		i := slices.IndexFunc(out, func(l licence) bool { return l.Notice == notice })
		if i < 0 {
			out = append(out, licence{Notice: notice})
			i = len(out) - 1
		}
		out[i].Documents = append(out[i].Documents, d)
	}
	return out
}

func (d Document) notice() claim.Text {
	return both(func(l Lang) string {
		return fmt.Sprintf(l.In(wordLicence), d.Repository, d.Commit, d.Authors, d.License)
	})
}

// title names a document; one that nobody described names itself.
func title(documents []Document, slug claim.Slug) claim.Text {
	for _, d := range documents {
		if d.Slug == slug {
			return d.Title
		}
	}
	return Same(string(slug))
}

// corner is a section of a document: what claims are grouped by.
type corner struct {
	document claim.Slug
	section  string
}

func cornerOf(s claim.Source) corner {
	return corner{cmp.Or(s.Document, claim.Article), s.Section}
}

// corners lists those of the documents in their order, and then those that only
// claims know of.
func corners(documents []Document, homes []claim.Source) []corner {
	var out []corner
	for _, d := range documents {
		for _, s := range d.Sections {
			out = append(out, corner{d.Slug, s.Slug})
		}
	}
	for _, home := range homes {
		if at := cornerOf(home); !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// cornerTitle names a section, with its document where the claims are of several.
func cornerTitle(documents []Document, at corner) claim.Text {
	section := Same(at.section)
	for _, d := range documents {
		for _, s := range d.Sections {
			if d.Slug == at.document && s.Slug == at.section {
				section = s.Title
			}
		}
	}
	if at.document == claim.Article {
		return section
	}
	of := title(documents, at.document)
	return both(func(l Lang) string { return l.In(of) + ": " + l.In(section) })
}
