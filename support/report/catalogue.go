package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// The marks between which the README's count of claims is kept.
const (
	CountBegin = "<!-- claims: made by `volconf claims docs` -->"
	CountEnd   = "<!-- end of claims -->"
)

const madeBy = "<!-- Made by `volconf claims docs` from support/claims and support/documents: change those, not this file. -->\n\n"

// Page is a file that is made from the register.
type Page struct {
	Path    string // below suites/
	Content []byte
}

// Catalogue makes suites/CLAIMS.md and a page for each document that a claim
// stands in.
func Catalogue(documents []claim.Document, claims []claim.Claim) []Page {
	c := catalogue{claims: claims}
	for _, about := range documents {
		c.documents = append(c.documents, describe(about, claims))
	}
	pages := []Page{{"CLAIMS.md", c.index()}}
	for _, d := range c.documents {
		if d.Coverage.Claims > 0 {
			pages = append(pages, Page{"claims/" + string(d.Slug) + ".md", c.page(d)})
		}
	}
	return pages
}

type catalogue struct {
	documents []Document
	claims    []claim.Claim
}

func (c catalogue) index() []byte {
	var b strings.Builder
	b.WriteString(madeBy + "# Claims\n\n")
	fmt.Fprintf(&b, "What the suite asserts: %s, each listed where the first of its documents says it. "+
		"The standing says what became of a document's own words; the Test always asserts what is so.\n", plural(len(c.claims), "claim", "claims"))
	fmt.Fprintf(&b, "\n## Documents\n\nA statement is a sentence, a row of a table, a manifest or a comment in one. "+
		"It is claimed, or needs no claim for a reason that is given, or is open: a test holds that no document gets more of those.\n\n")
	mdCoverage(&b, English, c.documents, func(d Document) string {
		if d.Coverage.Claims == 0 {
			return mdText(d.Title.En)
		}
		return fmt.Sprintf("[%s](claims/%s.md)", mdText(d.Title.En), d.Slug)
	})
	for _, l := range licences(c.documents) {
		fmt.Fprintf(&b, "\n%s %s\n", mdText(l.Notice.En), strings.Join(mdLinks(English, l.Documents), " · "))
	}
	c.reaches(&b)
	b.WriteString("\n## By feature\n\n" + featureTable(c.claims))
	return []byte(b.String())
}

func (c catalogue) reaches(b *strings.Builder) {
	fmt.Fprintf(b, "\n## By reach\n\nHow far into a cluster a Test must get: counts of different clusters are compared within one reach.\n\n| Reach | Claims |\n|---|---:|\n")
	for _, reach := range claim.Reaches() {
		n := 0
		for _, one := range c.claims {
			if one.Reach == reach {
				n++
			}
		}
		fmt.Fprintf(b, "| `%s` | %d |\n", reach, n)
	}
}

// page lists the claims that stand in a document, by its sections.
func (c catalogue) page(d Document) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s\n\n", madeBy, bilingual(d.Title))
	k := d.Coverage
	fmt.Fprintf(&b, "%s; of %d statements %d are claimed, %d need no claim, %d are open.\n", plural(k.Claims, "claim", "claims"), k.Units, k.Claimed, k.Reasoned, k.Open)
	if d.License != "" {
		fmt.Fprintf(&b, "\n%s [%s](%s)\n", mdText(d.notice().En), mdText(d.Page), d.Link())
	}
	listed := map[string]bool{}
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "\n## %s\n\n| Claim | Statement | Document | Standing | Kubernetes | Reach |\n|---|---|---|---|---|---|\n", bilingual(s.Title))
		for _, one := range c.claims {
			for i, source := range one.Sources {
				if source.Document == d.Slug && source.Section == s.Slug {
					c.row(&b, one, i, listed[one.ID])
					listed[one.ID] = true
				}
			}
		}
	}
	return []byte(b.String())
}

func bilingual(t claim.Text) string {
	if t.Ko == "" || t.Ko == t.En {
		return mdText(t.En)
	}
	return mdText(t.En) + " · " + mdText(t.Ko)
}

// row is a claim as one of its sources has it. The first row of a page is where
// links to the claim lead.
func (c catalogue) row(b *strings.Builder, one claim.Claim, i int, again bool) {
	name := "`" + one.ID + "`"
	if !again {
		name = fmt.Sprintf(`<a id="%s"></a>`, one.ID) + name
	}
	source := one.Sources[i]
	fmt.Fprintf(b, "| %s | %s<br>%s | %s | %s | %s | %s |\n", name, mdText(one.Statement.En), mdText(one.Statement.Ko),
		strings.Join(append([]string{mdText(here(source))}, c.elsewhere(one, source.Document)...), "<br>"), mdText(standing(one, source)), one.Versions, one.Reach)
}

// here words a source on the page of its own document and section.
func here(s claim.Source) string {
	if how := howItIsThere(s); how.En != "" {
		return how.En
	}
	return string(s.Kind)
}

// elsewhere links to the pages of the other documents that make the claim.
func (c catalogue) elsewhere(one claim.Claim, from claim.Slug) []string {
	var out []string
	linked := map[claim.Slug]bool{from: true}
	for _, s := range one.Sources {
		if !linked[s.Document] {
			linked[s.Document] = true
			out = append(out, fmt.Sprintf("also [%s](%s.md#%s)", mdText(title(c.documents, s.Document).En), s.Document, one.ID))
		}
	}
	return out
}

func standing(c claim.Claim, source claim.Source) string {
	said := string(source.Standing)
	if source.Remark.En != "" {
		said += ": " + source.Remark.En
	}
	if c.Untried != "" {
		said += " (untried: " + c.Untried + ")"
	}
	return said
}

// featureTable lists the claims by feature, each with a link to its home, and a
// mark that links to this page lead to.
func featureTable(claims []claim.Claim) string {
	var b strings.Builder
	b.WriteString("| Feature | Claims |\n|---|---|\n")
	for _, feature := range claim.Features() {
		var links []string
		for _, c := range ofFeature(claims, feature) {
			links = append(links, fmt.Sprintf(`<a id="%s"></a>[%s](claims/%s.md#%s)`, c.ID, c.ID, c.Home().Document, c.ID))
		}
		if len(links) > 0 {
			fmt.Fprintf(&b, "| `%s` | %s |\n", feature, strings.Join(links, ", "))
		}
	}
	return b.String()
}

func ofFeature(claims []claim.Claim, feature claim.Feature) []claim.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c claim.Claim) bool { return c.Feature != feature })
}

// countOf says how many claims there are, and of which features.
func countOf(claims []claim.Claim) string {
	var features []string
	for _, feature := range claim.Features() {
		if n := len(ofFeature(claims, feature)); n > 0 {
			features = append(features, fmt.Sprintf("`%s` %d", feature, n))
		}
	}
	return fmt.Sprintf("%d claims: %s.", len(claims), strings.Join(features, ", "))
}

// ReplaceCount puts the count of claims between the marks of a README.
func ReplaceCount(readme []byte, claims []claim.Claim) ([]byte, error) {
	before, rest, begins := bytes.Cut(readme, []byte(CountBegin))
	_, after, ends := bytes.Cut(rest, []byte(CountEnd))
	if !begins || !ends {
		return nil, fmt.Errorf("the README has no place for the count of claims: write the lines %q and %q where it belongs", CountBegin, CountEnd)
	}
	return fmt.Appendf(nil, "%s%s\n\n%s\n\n%s%s", before, CountBegin, countOf(claims), CountEnd, after), nil
}
