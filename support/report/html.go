package report

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// WriteHTML writes report.html. folder is where the report lies, for the
// evidence; nil leaves the evidence out.
func (r *Report) WriteHTML(w io.Writer, lang Lang, folder fs.FS) error {
	return renderPage(w, "report", r.page(lang, folder))
}

type reportPage struct {
	page
	*Report
	Heading    claim.Text
	Subheading claim.Text
	Partial    *claim.Text
	Counts     []verdictCount
	Total      int
	Features   []featureCount
	Attention  []Result
	Sections   []sectionView
	Measures   []measureView
	Licences   []licence
	Reaches    []reachCount
	Verdicts   []Verdict
}

type verdictCount struct {
	Verdict Verdict
	N       int
}

type featureCount struct {
	Name claim.Feature
	N    int
}

type sectionView struct {
	Title  claim.Text
	Claims []claimView
}

// claimView is a result with what a reader finds behind its fold.
type claimView struct {
	Result
	Places []sourceView
	Files  []evidenceFile
}

// HasFold tells whether there is anything to unfold.
func (c claimView) HasFold() bool {
	return len(c.Observed)+len(c.Steps)+len(c.Measured)+len(c.Files) > 0
}

func (r *Report) page(lang Lang, folder fs.FS) reportPage {
	p := reportPage{
		page:    newPage(lang, "volconf: "+r.Title(lang), pageFile("report.css")+filterRules(r.Features())),
		Report:  r,
		Heading: both(r.Title), Subheading: both(r.Subtitle),
		Counts: r.verdictCounts(), Total: len(r.Claims),
		Attention: slices.Concat(r.unexpected(Fail), r.unexpected(Error), r.unmet()),
		Sections:  r.sections(folder),
		Measures:  r.measures(),
		Licences:  licences(r.Documents),
		Reaches:   r.reaches(), Verdicts: Verdicts(),
	}
	if why := r.Run.Partial; why != "" {
		text := both(func(l Lang) string { return fmt.Sprintf(l.In(wordPartial), why) })
		p.Partial = &text
	}
	for _, f := range r.Features() {
		n := 0
		for _, result := range r.Claims {
			if result.Feature == f {
				n++
			}
		}
		p.Features = append(p.Features, featureCount{f, n})
	}
	return p
}

// both words something in both languages.
func both(word func(Lang) string) claim.Text {
	return claim.Text{En: word(English), Ko: word(Korean)}
}

func (r *Report) verdictCounts() []verdictCount {
	var out []verdictCount
	counts := r.Summary()
	for _, v := range Verdicts() {
		if counts[v] > 0 {
			out = append(out, verdictCount{v, counts[v]})
		}
	}
	return out
}

// sections groups the claims by section of the document, in its order; what
// belongs to none that is known comes last.
func (r *Report) sections(folder fs.FS) []sectionView {
	var homes []claim.Source
	views := map[corner][]claimView{}
	for _, result := range r.Claims {
		homes = append(homes, result.home())
		at := cornerOf(result.home())
		views[at] = append(views[at], claimView{result, r.sourceViews(result), evidence(folder, result)})
	}
	var out []sectionView
	for _, at := range corners(r.Documents, homes) {
		if len(views[at]) > 0 {
			out = append(out, sectionView{cornerTitle(r.Documents, at), views[at]})
		}
	}
	return out
}

// sourceView is a source as a reader finds it.
type sourceView struct {
	claim.Source
	Where claim.Text
	Of    claim.Text // the document, unless it is the article
}

func (r *Report) sourceViews(result Result) []sourceView {
	var out []sourceView
	for _, s := range result.Sources {
		view := sourceView{Source: s, Where: where(r.Documents, s)}
		if at := cornerOf(s); at.document != claim.Article {
			view.Of = title(r.Documents, at.document)
		}
		out = append(out, view)
	}
	return out
}

// where words the place of a source: its section, unless the claim stands under
// it already, and how it is there.
func where(documents []Document, s claim.Source) claim.Text {
	how := howItIsThere(s)
	if cornerOf(s).document == claim.Article {
		return how
	}
	at := cornerTitle(documents, cornerOf(s))
	if how.En == "" {
		return at
	}
	return both(func(l Lang) string { return l.In(at) + " (" + l.In(how) + ")" })
}

// howItIsThere words the place within a section: "lines 18-20", "implied".
func howItIsThere(s claim.Source) claim.Text {
	kinds := map[claim.Kind]claim.Text{
		claim.Figure:    {En: "figure, line %s", Ko: "그림, %s행"},
		claim.Implied:   {En: "implied by the document", Ko: "문서가 전제하는 것"},
		claim.Extension: {En: "beyond the document", Ko: "문서에 더한 것"},
	}
	text, ok := kinds[s.Kind]
	if s.Lines == "" && s.Kind != claim.Implied && s.Kind != claim.Extension {
		return inSection[s.Kind]
	}
	switch {
	case !ok && strings.Contains(s.Lines, "-"):
		text = claim.Text{En: "lines %s of the document", Ko: "문서 %s행"}
	case !ok:
		text = claim.Text{En: "line %s of the document", Ko: "문서 %s행"}
	}
	if s.Kind == claim.Implied || s.Kind == claim.Extension {
		return text
	}
	lines := strings.ReplaceAll(s.Lines, "-", "–")
	return claim.Text{En: fmt.Sprintf(text.En, lines), Ko: fmt.Sprintf(text.Ko, lines)}
}

// inSection words how a document without line numbers makes a claim; a sentence
// needs no word.
var inSection = map[claim.Kind]claim.Text{
	claim.Figure:  {En: "figure", Ko: "그림"},
	claim.Example: {En: "example", Ko: "예제"},
}

// slowest is how many bars of one kind are shown without unfolding.
const slowest = 8

type measureView struct {
	Name          claim.Text
	Slowest, Rest []measureBar
}

type measureBar struct {
	Claim, Subject string
	Seconds, Bound float64
	Percent        string // of the longest of its kind
}

// kind tells what was measured from what it was measured of: "pod keeper ready"
// is PodStart of keeper.
func (m Measurement) kind() (kind, subject string) {
	for _, form := range []struct{ before, after, kind string }{
		{"pod ", " ready", PodStart},
		{"pod ", " deleted", PodDeleted},
		{"deployment ", " ready", DeploymentStart},
		{"container ", " restarted", ContainerRestarted},
		{"content of pod ", " changed", ContentChanged},
	} {
		rest, begins := strings.CutPrefix(m.Name, form.before)
		subject, ends := strings.CutSuffix(rest, form.after)
		if begins && ends {
			return form.kind, subject
		}
	}
	return m.Name, ""
}

// measures gathers the times by what was measured, the longest first.
func (r *Report) measures() []measureView {
	var names []string
	bars := map[string][]measureBar{}
	for _, result := range r.Claims {
		for _, m := range result.Measured {
			name, subject := m.kind()
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			bars[name] = append(bars[name], measureBar{Claim: result.ID, Subject: subject, Seconds: m.Seconds, Bound: m.Bound})
		}
	}
	var out []measureView
	for _, name := range names {
		of := bars[name]
		slices.SortStableFunc(of, func(a, b measureBar) int { return int((b.Seconds - a.Seconds) * 1000) })
		for i := range of {
			of[i].Percent = fmt.Sprintf("%.1f", 100*of[i].Seconds/max(of[0].Seconds, 0.001))
		}
		shown := min(len(of), slowest)
		out = append(out, measureView{orSame(measureWord, name), of[:shown], of[shown:]})
	}
	return out
}
