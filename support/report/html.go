package report

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
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
	Where claim.Text
	Files []evidenceFile
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
	var slugs []string
	for _, s := range document.Sections() {
		slugs = append(slugs, s.Slug)
	}
	views := map[string]*sectionView{}
	for _, result := range r.Claims {
		slug := result.Source.Section
		if views[slug] == nil {
			views[slug] = &sectionView{Title: document.SectionTitle(slug)}
			if !slices.Contains(slugs, slug) {
				slugs = append(slugs, slug)
			}
		}
		views[slug].Claims = append(views[slug].Claims, claimView{result, where(result.Source), evidence(folder, result)})
	}
	var out []sectionView
	for _, slug := range slugs {
		if views[slug] != nil {
			out = append(out, *views[slug])
		}
	}
	return out
}

// where words the place in the document: "lines 18-20", "implied".
func where(s claim.Source) claim.Text {
	kinds := map[claim.Kind]claim.Text{
		claim.Figure:    {En: "figure, line %s", Ko: "그림, %s행"},
		claim.Implied:   {En: "implied by the document", Ko: "문서가 전제하는 것"},
		claim.Extension: {En: "beyond the document", Ko: "문서에 더한 것"},
	}
	text, ok := kinds[s.Kind]
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
