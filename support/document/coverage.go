package document

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// Coverage says how much of a document the suite asserts, by distinct units.
// It is counted from what is registered, and needs no text.
type Coverage struct {
	Units    int `json:"units"`
	Claimed  int `json:"claimed"`
	Reasoned int `json:"reasoned"` // need no claim, for a reason that is given
	Open     int `json:"open"`     // neither
	Claims   int `json:"claims"`   // with a source in the document
}

// Cover counts the coverage of a document.
func Cover(about claim.Document, claims []claim.Claim) Coverage {
	var c Coverage
	claimed := map[string]bool{}
	for _, one := range claims {
		if slices.ContainsFunc(one.Sources, func(s claim.Source) bool { return s.Document == about.Slug }) {
			c.Claims++
		}
		for _, s := range one.Sources {
			for _, hash := range s.Sentences {
				claimed[hash] = claimed[hash] || s.Document == about.Slug
			}
		}
	}
	counted := map[string]bool{}
	for _, section := range about.Sections {
		for _, hash := range section.Units {
			if counted[hash] {
				continue
			}
			counted[hash] = true
			_, reasoned := about.Reason(hash)
			switch {
			case claimed[hash]:
				c.Claimed++
			case reasoned:
				c.Reasoned++
			default:
				c.Open++
			}
		}
	}
	c.Units = len(counted)
	return c
}

// Sections lists the sections of the text with their units, as the register
// has them where it knows them.
func (d *Document) Sections() []claim.Section {
	var out []claim.Section
	for _, u := range d.Units {
		i := slices.IndexFunc(out, func(s claim.Section) bool { return s.Slug == u.Section })
		if i < 0 {
			out = append(out, d.known(u.Section))
			i = len(out) - 1
		}
		if u.Kind != Heading && !slices.Contains(out[i].Units, u.Hash) {
			out[i].Units = append(out[i].Units, u.Hash)
		}
	}
	return out
}

func (d *Document) known(slug string) claim.Section {
	for _, s := range d.About.Sections {
		if s.Slug == slug {
			s.Units = nil
			return s
		}
	}
	return claim.Section{Slug: slug}
}

// WriteUnits writes what is kept of a text: its hash, and those of its units, a
// line for each section. It is a file of support/documents/units.
func WriteUnits(w io.Writer, hash string, sections []claim.Section) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Made by `volconf claims units` from the text: a line for each section.\ntext: %s\n", hash)
	for _, s := range sections {
		b.WriteString(strings.Join(slices.Concat([]string{s.Slug}, s.Units), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
