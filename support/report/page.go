package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// The pages are single files that load nothing: style and script are put in,
// and a policy in the page lets the browser run no script but this one.
//
//go:embed page
var pageFiles embed.FS

// page is what every page has.
type page struct {
	Lang      Lang
	PageTitle string
	Policy    string
	CSS       template.CSS
	JS        template.JS
}

func newPage(lang Lang, title string, css string) page {
	js := pageFile("page.js")
	sum := sha256.Sum256([]byte(js))
	return page{
		Lang: lang, PageTitle: title,
		Policy: "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-" +
			base64.StdEncoding.EncodeToString(sum[:]) + "'",
		CSS: template.CSS(pageFile("base.css") + css), //nolint:gosec // ours, but for names that filterRules has checked
		JS:  template.JS(js),                          //nolint:gosec // ours
	}
}

// pageFile reads an embedded file; that it is there is known when this compiles.
func pageFile(name string) string {
	content, err := pageFiles.ReadFile("page/" + name)
	if err != nil {
		panic(err)
	}
	return string(content)
}

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"w":            func(key string) (claim.Text, error) { return lookup(pageWords, key) },
	"mark":         func(v Verdict) string { return mark[v] },
	"verdictWord":  func(v Verdict) (claim.Text, error) { return lookup(verdictWord, v) },
	"standingWord": func(s claim.Standing) (claim.Text, error) { return lookup(standingWord, s) },
	"reachWord":    func(r claim.Reach) claim.Text { return orSame(reachWord, r) },
	"outcomeWord":  func(o Outcome) (claim.Text, error) { return lookup(outcomeWord, o) },
	"outcomeMark":  func(o Outcome) string { return mark[outcomeVerdict[o]] },
	"outcomeClass": func(o Outcome) Verdict { return outcomeVerdict[o] },
	"kindWord":     func(k StepKind) claim.Text { return orSame(kindWord, k) },
	"stageWord":    func(s Stage) claim.Text { return orSame(stageWord, s) },
	"originWord":   func(s string) claim.Text { return orSame(originWord, s) },
	"changeWord":   func(c Change) (claim.Text, error) { return lookup(cellChange, c) },
	"newsTitle": func(m *Matrix) string {
		if m.compared() {
			return "since-the-earlier-matrix"
		}
		return "from-minor-to-minor"
	},
	"columns": func(m *Matrix) int { return len(m.Columns) + 1 },
	"cell":    func(m *Matrix, r Row, i int) cellView { return cellView{r.Cells[i], m.Columns[i].Report + "#" + r.ID} },
	"measureWord": func(m Measurement) claim.Text {
		kind, _ := m.kind()
		return orSame(measureWord, kind)
	},
	"measureOf": func(m Measurement) string {
		_, subject := m.kind()
		return subject
	},
	"duration": duration,
	"join":     strings.Join,
}).ParseFS(pageFiles, "page/*.tmpl"))

// lookup finds the word for a key of ours: one that is missing is a slip.
func lookup[K ~string](words map[K]claim.Text, key K) (claim.Text, error) {
	text, ok := words[key]
	if !ok {
		return claim.Text{}, fmt.Errorf("the pages have no word for %q", key)
	}
	return text, nil
}

// orSame finds the word for a key that a report may have invented.
func orSame[K ~string](words map[K]claim.Text, key K) claim.Text {
	if text, ok := words[key]; ok {
		return text
	}
	return Same(string(key))
}

func renderPage(w io.Writer, name string, data any) error {
	return pages.ExecuteTemplate(w, name, data)
}

// safeName is what may stand in a selector of a style sheet.
var safeName = regexp.MustCompile(`^[a-z0-9-]+$`)

// filterRules hides what a filter leaves out, without JavaScript.
func filterRules(features []claim.Feature) string {
	var b strings.Builder
	for _, v := range Verdicts() {
		fmt.Fprintf(&b, "html:has(#show-%s:not(:checked)) [data-verdict=%q] { display: none; }\n", v, v)
	}
	for _, f := range features {
		if safeName.MatchString(string(f)) {
			fmt.Fprintf(&b, "html:has(#feature-%s:checked) [data-claim]:not([data-feature=%q]) { display: none; }\n", f, f)
		}
	}
	return b.String()
}
