package documents

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/document"
)

func TestEveryDocumentIsThere(t *testing.T) {
	paths := map[string]bool{}
	for i, d := range All() {
		assert.Equalf(t, claim.Slugs()[i], d.Slug, "the order")
		assert.Truef(t, d.Title.Complete(), "title of %s in both languages", d.Slug)
		assert.NotEmptyf(t, d.Path, "path of %s", d.Slug)
		assert.Falsef(t, paths[d.Path], "path of %s is another's", d.Slug)
		paths[d.Path] = true
		if d.Slug.Collection() == claim.K8sDocs {
			assert.NotEmptyf(t, d.Commit, "commit of %s", d.Slug)
			assert.Equalf(t, "CC-BY-4.0", d.License, "licence of %s", d.Slug)
			assert.NotEmptyf(t, d.Authors, "authors of %s", d.Slug)
		}
	}
	assert.Lenf(t, written, len(claim.Slugs()), "files without a slug")
	_, ok := BySlug("no-such-page")
	assert.False(t, ok)
}

var hash = regexp.MustCompile("^[0-9a-f]{16}$")

// TestOnlyHashesAreKept: no text of a document is in this repository.
func TestOnlyHashesAreKept(t *testing.T) {
	for _, d := range All() {
		assert.Regexpf(t, hash, d.Hash, "text of %s", d.Slug)
		assert.NotEmptyf(t, d.Sections, "sections of %s", d.Slug)
		slugs := map[string]bool{}
		for _, s := range d.Sections {
			assert.Falsef(t, slugs[s.Slug], "section %s of %s is there twice", s.Slug, d.Slug)
			slugs[s.Slug] = true
			assert.Truef(t, s.Title == (claim.Text{}) || s.Title.Complete(), "title of %s, %s in both languages", d.Slug, s.Slug)
			assert.Truef(t, s.Reason == (claim.Text{}) || s.Reason.Complete(), "reason of %s, %s in both languages", d.Slug, s.Slug)
			for _, unit := range s.Units {
				require.Regexpf(t, hash, unit, "%s, %s", d.Slug, s.Slug)
			}
		}
	}
}

// TestReasonsAreOfUnits finds reasons for what the document does not say, or
// what a claim says already.
func TestReasonsAreOfUnits(t *testing.T) {
	for _, d := range All() {
		units, claimed := map[string]bool{}, map[string]bool{}
		for _, s := range d.Sections {
			for _, unit := range s.Units {
				units[unit] = true
			}
		}
		for _, c := range claims.All() {
			for _, s := range c.Sources {
				for _, unit := range s.Sentences {
					claimed[unit] = claimed[unit] || s.Document == d.Slug
				}
			}
		}
		for _, r := range d.Reasoned {
			assert.Truef(t, r.Reason.Complete(), "a reason of %s in both languages", d.Slug)
			for _, unit := range r.Units {
				assert.Truef(t, units[unit], "%s has no unit %s", d.Slug, unit)
				assert.Falsef(t, claimed[unit], "unit %s of %s is claimed, and needs no reason", unit, d.Slug)
			}
		}
	}
}

// TestEverywhereIsSomewhere finds reasons for what no document says.
func TestEverywhereIsSomewhere(t *testing.T) {
	there := map[string]bool{}
	for _, d := range All() {
		for _, s := range d.Sections {
			for _, unit := range s.Units {
				there[unit] = true
			}
		}
	}
	seen := map[string]bool{}
	for _, r := range everywhere {
		for _, unit := range r.Units {
			assert.Truef(t, there[unit], "no document has %s", unit)
			assert.Falsef(t, seen[unit], "%s is there twice", unit)
			seen[unit] = true
		}
	}
}

// TestClaimsPointAtWhatIsThere: the register and the documents agree, which
// shows without their texts.
func TestClaimsPointAtWhatIsThere(t *testing.T) {
	for _, c := range claims.All() {
		for _, s := range c.Sources {
			d, ok := BySlug(s.Document)
			require.Truef(t, ok, "document %s of %s", s.Document, c.ID)
			i := slices.IndexFunc(d.Sections, func(section claim.Section) bool { return section.Slug == s.Section })
			if !assert.GreaterOrEqualf(t, i, 0, "section %s of %s for %s", s.Section, s.Document, c.ID) {
				continue
			}
			section := d.Sections[i]
			assert.Truef(t, section.Title.Complete(), "section %s of %s has claims and needs a title", s.Section, s.Document)
			assert.Falsef(t, s.Kind == claim.Sentence && len(s.Sentences) == 0, "%s points at no sentence of %s", c.ID, s.Document)
			for _, unit := range s.Sentences {
				there := func(section claim.Section) bool {
					return section.Heading == unit || slices.Contains(section.Units, unit)
				}
				// The lines of the article may span sections.
				assert.Truef(t, there(section) || s.Lines != "" && slices.ContainsFunc(d.Sections, there), "%s points at %s, which %s does not have in %s", c.ID, unit, s.Document, s.Section)
			}
		}
	}
}

// TestOpenMayNotGrow holds the number of statements that nobody has looked at.
func TestOpenMayNotGrow(t *testing.T) {
	for _, d := range All() {
		open := document.Cover(d, claims.All()).Open
		assert.LessOrEqualf(t, open, d.Open, "open statements of %s: claim them, or give a reason why they need no claim", d.Slug)
		assert.GreaterOrEqualf(t, open, d.Open, "fewer statements of %s are open than its file says: write %d there", d.Slug, open)
	}
}

// TestUnitFilesAreAsWritten holds the two halves of their form together.
func TestUnitFilesAreAsWritten(t *testing.T) {
	for _, d := range All() {
		kept, err := unitFiles.ReadFile("units/" + string(d.Slug) + ".txt")
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, document.WriteUnits(&b, d.Hash, d.Sections))
		assert.Equalf(t, string(kept), b.String(), "units of %s", d.Slug)
	}
	entries, err := unitFiles.ReadDir("units")
	require.NoError(t, err)
	for _, e := range entries {
		_, ok := BySlug(claim.Slug(strings.TrimSuffix(e.Name(), ".txt")))
		assert.Truef(t, ok, "units/%s belongs to no document", e.Name())
	}
}
