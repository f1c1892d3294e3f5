package report

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
)

// WriteAnnotated writes the document as a page on which each claimed sentence
// is marked by its verdict, with the claims and the sentences that no claim
// covers below it. link leads to the page of the report; empty leaves it out.
func (r *Report) WriteAnnotated(w io.Writer, lang Lang, d *document.Document, link string) error {
	notes := r.annotate(d)
	body, err := d.Render(notes.mark)
	if err != nil {
		return err
	}
	return renderPage(w, "annotated", annotatedPage{
		page:    newPage(lang, "volconf: "+cmp.Or(d.Title, "document"), pageFile("annotated.css")),
		Heading: both(r.Title), Subheading: both(r.Subtitle), DocumentLang: languageOf(d),
		Body: body, Link: link, Claims: notes.claims, Lost: notes.lost(r, d.About.Slug), Unclaimed: notes.unclaimed, Open: notes.open,
		Standings: notes.standings(), Verdicts: notes.verdicts(),
	})
}

type annotatedPage struct {
	page
	Heading, Subheading claim.Text
	DocumentLang        Lang
	Body                template.HTML
	Link                string
	Claims              []annotatedClaim
	Lost                []told // their sentences are not in the document
	Unclaimed           []unclaimedUnit
	Open                int
	Standings           []claim.Standing
	Verdicts            []Verdict
}

// told is a claim with what became of the document's own words for it.
type told struct {
	Result
	Standing claim.Standing
	Remark   claim.Text
}

// annotatedClaim is a claim with its number on the page and where its first
// sentence stands.
type annotatedClaim struct {
	told
	N    int
	Unit int
}

// unclaimedUnit is a sentence that no claim covers.
type unclaimedUnit struct {
	document.Unit
	Index  int
	Reason claim.Text // empty if it is open
}

type notes struct {
	byHash    map[string][]told
	number    map[string]int // of a claim, in the order of the document
	claims    []annotatedClaim
	unclaimed []unclaimedUnit
	open      int
}

func (r *Report) annotate(d *document.Document) *notes {
	n := &notes{byHash: map[string][]told{}, number: map[string]int{}}
	for _, result := range r.Claims {
		for _, s := range result.Sources {
			for _, hash := range s.Sentences {
				if cornerOf(s).document == d.About.Slug {
					n.byHash[hash] = append(n.byHash[hash], told{result, s.Standing, s.Remark})
				}
			}
		}
	}
	for i, u := range d.Units {
		for _, result := range n.byHash[u.Hash] {
			if n.number[result.ID] == 0 {
				n.claims = append(n.claims, annotatedClaim{result, len(n.claims) + 1, i})
				n.number[result.ID] = len(n.claims)
			}
		}
		if len(n.byHash[u.Hash]) == 0 && u.Kind != document.Heading {
			reason, known := d.About.Reason(u.Hash)
			if !known {
				n.open++
			}
			n.unclaimed = append(n.unclaimed, unclaimedUnit{u, i, reason})
		}
	}
	return n
}

// lost lists the claims that point at sentences of the document of which none is there.
func (n *notes) lost(r *Report, slug claim.Slug) []told {
	var out []told
	for _, result := range r.Claims {
		var points []claim.Source
		for _, s := range result.Sources {
			if cornerOf(s).document == slug && len(s.Sentences) > 0 {
				points = append(points, s)
			}
		}
		if len(points) > 0 && n.number[result.ID] == 0 {
			worst := claim.Worst(points)
			out = append(out, told{result, worst.Standing, worst.Remark})
		}
	}
	return out
}

func (n *notes) standings() []claim.Standing {
	var out []claim.Standing
	for _, s := range []claim.Standing{claim.Imprecise, claim.Dated, claim.Wrong} {
		if slices.ContainsFunc(n.claims, func(c annotatedClaim) bool { return c.Standing == s }) {
			out = append(out, s)
		}
	}
	return out
}

func (n *notes) verdicts() []Verdict {
	var out []Verdict
	for _, v := range Verdicts() {
		if slices.ContainsFunc(n.claims, func(c annotatedClaim) bool { return c.Verdict == v }) {
			out = append(out, v)
		}
	}
	return out
}

// mark puts a sentence between its mark and the numbers of its claims. A claim
// that passes says what is so; where that is not what the sentence says, the
// mark shows the sentence's standing too.
func (n *notes) mark(i int, u document.Unit) document.Mark {
	results := n.byHash[u.Hash]
	if len(results) == 0 {
		return document.Mark{Open: template.HTML(fmt.Sprintf(`<span id="s-%d">`, i)), Close: "</span>"} //nolint:gosec // a number
	}
	var refs strings.Builder
	for _, result := range results {
		number := n.number[result.ID]
		fmt.Fprintf(&refs, `<a class="v %s" data-mark="%s" href="#c-%d"><span class="hidden-text">%s, </span>%d</a>`,
			result.Verdict, mark[result.Verdict], number, template.HTMLEscapeString(string(result.Verdict)), number)
	}
	return document.Mark{
		Open:  template.HTML(fmt.Sprintf(`<mark id="s-%d" class="%s %s">`, i, worst(results), worstStanding(results))), //nolint:gosec // words of ours
		Close: template.HTML(`</mark><span class="refs">` + refs.String() + `</span>`),                                 //nolint:gosec // escaped above
	}
}

// worst is the verdict that a reader must see first.
func worst(results []told) Verdict {
	for _, v := range Verdicts() {
		if slices.ContainsFunc(results, func(r told) bool { return r.Verdict == v }) {
			return v
		}
	}
	return Skipped
}

func worstStanding(results []told) claim.Standing {
	for _, s := range []claim.Standing{claim.Wrong, claim.Dated, claim.Imprecise} {
		if slices.ContainsFunc(results, func(r told) bool { return r.Standing == s }) {
			return s
		}
	}
	return claim.Holds
}

// languageOf tells the reader's browser how to speak and hyphenate the document.
func languageOf(d *document.Document) Lang {
	for _, u := range d.Units {
		if strings.ContainsFunc(u.Text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			return Korean
		}
	}
	return English
}
