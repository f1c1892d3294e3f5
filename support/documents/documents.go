// Package documents is what is known of each text that the suite asserts: a
// file per document. The texts are not here; units/ has the hashes of what they
// say, made by `volconf claims units`.
package documents

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/volconf/volconf/support/claim"
)

//go:embed units
var unitFiles embed.FS

// written is what the files of this package say.
var written = map[claim.Slug]claim.Document{}

func write(d claim.Document) { written[d.Slug] = d }

// The text that the pages of Kubernetes' own documentation were taken from.
const (
	website = "kubernetes/website"
	commit  = "5a52c384728ecdc487a9faa69326c5432631b8f3" // of 2026-01-22: the documentation of v1.35
)

// page completes a document that is a page of Kubernetes' own documentation.
func page(name string, d claim.Document) {
	d.Repository, d.Commit, d.Page = website, commit, "content/en/docs/"+name+".md"
	d.Path = "kubernetes/" + strings.ReplaceAll(name, "/", "_") + ".md"
	d.Authors, d.License = "The Kubernetes Authors", "CC-BY-4.0"
	d.Format, d.Fetched = claim.Hugo, "2026-11-22"
	write(d)
}

// All returns the documents in the order of reports.
var All = sync.OnceValue(func() []claim.Document {
	var out []claim.Document
	for _, slug := range claim.Slugs() {
		d, ok := written[slug]
		if !ok {
			panic(fmt.Errorf("document %s is in no file of support/documents", slug))
		}
		out = append(out, withUnits(d))
	}
	return out
})

// BySlug finds a document.
func BySlug(slug claim.Slug) (claim.Document, bool) {
	i := slices.IndexFunc(All(), func(d claim.Document) bool { return d.Slug == slug })
	if i < 0 {
		return claim.Document{}, false
	}
	return All()[i], true
}

// withUnits joins what is written of a document with what was read of its text:
// a line for each section. A slip stops the program at start.
func withUnits(d claim.Document) claim.Document {
	content, err := unitFiles.ReadFile("units/" + string(d.Slug) + ".txt")
	if err != nil {
		panic(fmt.Errorf("document %s: %w", d.Slug, err))
	}
	titled := d.Sections
	d.Sections = nil
	for line := range strings.Lines(string(content)) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
			continue
		case words[0] == "text:" && len(words) == 2:
			d.Hash = words[1]
			continue
		}
		section := claim.Section{Slug: words[0]}
		if i := slices.IndexFunc(titled, func(s claim.Section) bool { return s.Slug == words[0] }); i >= 0 {
			section = titled[i]
			titled = slices.Delete(slices.Clone(titled), i, i+1)
		}
		section.Units = words[1:]
		d.Sections = append(d.Sections, section)
	}
	if len(titled) > 0 {
		panic(fmt.Errorf("document %s has no section %q", d.Slug, titled[0].Slug))
	}
	d.Reasoned = slices.Concat(d.Reasoned, reasonedHere(d))
	return d
}
