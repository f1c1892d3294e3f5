package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/volconf/volconf/support/claim"
)

// WriteHTML writes matrix.html.
func (m *Matrix) WriteHTML(w io.Writer, lang Lang) error {
	return renderPage(w, "matrix", m.page(lang))
}

type matrixPage struct {
	page
	*Matrix
	Heading  claim.Text
	Engines  bool // columns of one minor differ by engine
	Legend   []Verdict
	Features []featureCount
	Total    int
	Sections []matrixSection
	News     []matrixNews
	Document []claim.Text // what the document is worth on each minor
}

type matrixSection struct {
	Title claim.Text
	Rows  []matrixRow
}

type matrixRow struct {
	Row
	Standing claim.Text // empty if the document is right
	Changed  bool       // its verdict is not the same on every minor
}

// matrixNews is a list of cells that changed in one way.
type matrixNews struct {
	Title claim.Text
	Cells []newsCell
}

type newsCell struct {
	Column Column
	Row    Row
}

func (m *Matrix) page(lang Lang) matrixPage {
	p := matrixPage{Matrix: m, Total: len(m.Rows), Legend: m.verdicts(), Document: m.document(), News: m.news()}
	p.Heading = m.heading()
	for i := range m.Columns[1:] {
		p.Engines = p.Engines || m.Columns[i].Engine != m.Columns[i+1].Engine
	}
	p.Sections = m.sections()
	p.Features = m.features()
	var names []claim.Feature
	for _, f := range p.Features {
		names = append(names, f.Name)
	}
	p.page = newPage(lang, "volconf: "+lang.In(p.Heading), pageFile("matrix.css")+filterRules(names))
	return p
}

// heading says how much of what: "18 claims on Kubernetes 1.32–1.37".
func (m *Matrix) heading() claim.Text {
	oldest, newest := m.Columns[0].Minor, m.Columns[len(m.Columns)-1].Minor
	span := fmt.Sprintf("1.%d", newest)
	if oldest != newest {
		span = fmt.Sprintf("1.%d–1.%d", oldest, newest)
	}
	return both(func(l Lang) string {
		return l.count(len(m.Rows), "claim on Kubernetes "+span, "claims on Kubernetes "+span, "쿠버네티스 "+span+"에서 주장 %d개")
	})
}

// verdicts lists those that occur, for the legend.
func (m *Matrix) verdicts() []Verdict {
	var out []Verdict
	for _, v := range Verdicts() {
		if slices.ContainsFunc(m.Rows, func(r Row) bool {
			return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Verdict == v })
		}) {
			out = append(out, v)
		}
	}
	return out
}

func (m *Matrix) features() []featureCount {
	var out []featureCount
	for _, row := range m.Rows {
		i := slices.IndexFunc(out, func(f featureCount) bool { return f.Name == row.Feature })
		if i < 0 {
			out = append(out, featureCount{row.Feature, 0})
			i = len(out) - 1
		}
		out[i].N++
	}
	return out
}

func (m *Matrix) sections() []matrixSection {
	var homes []claim.Source
	rows := map[corner][]matrixRow{}
	for _, row := range m.Rows {
		home := claim.Source{Document: row.Document, Section: row.Section}
		homes = append(homes, home)
		rows[cornerOf(home)] = append(rows[cornerOf(home)], matrixRow{row, row.standing(), row.changed()})
	}
	var out []matrixSection
	for _, at := range corners(m.Documents, homes) {
		if len(rows[at]) > 0 {
			out = append(out, matrixSection{cornerTitle(m.Documents, at), rows[at]})
		}
	}
	return out
}

func (r Row) changed() bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Verdict != r.Cells[0].Verdict })
}

// standing words what the document's sentence is worth, with the minor up to
// which it was true where the claim knows since when it is not.
func (r Row) standing() claim.Text {
	if r.Standing == claim.Holds || r.Standing == "" {
		return claim.Text{}
	}
	if last, ok := r.trueUpTo(); ok {
		return claim.Text{En: fmt.Sprintf("The document is true up to 1.%d.", last), Ko: fmt.Sprintf("문서는 1.%d까지 맞다.", last)}
	}
	return standingWord[r.Standing]
}

// trueUpTo is the last minor on which a dated sentence was true.
func (r Row) trueUpTo() (int, bool) {
	since, err := claim.ParseMinor(r.Versions.Since)
	return since - 1, r.Standing == claim.Dated && err == nil
}

// document counts, for each minor, the claims whose sentence is right there.
func (m *Matrix) document() []claim.Text {
	var out []claim.Text
	for _, column := range m.Columns {
		right, all := 0, 0
		for _, row := range m.Rows {
			if row.Standing == "" {
				continue
			}
			all++
			last, dated := row.trueUpTo()
			if row.Standing == claim.Holds || dated && column.Minor <= last {
				right++
			}
		}
		out = append(out, Same(strconv.Itoa(right)+"/"+strconv.Itoa(all)))
	}
	return out
}

// cellView is a cell with its link.
type cellView struct {
	Cell
	Link string
}

// Change is what the cell itself says has changed: against the earlier matrix
// if there is one, else against the minor before it.
func (c cellView) Change() Change {
	if c.Baseline != NoChange {
		return c.Baseline
	}
	return c.Before
}

var cellChange = map[Change]claim.Text{
	NewFailure: {En: "new", Ko: "새로 깨짐"},
	NotJudged:  {En: "no longer judged", Ko: "판정 못 함"},
	GoneClaim:  {En: "gone", Ko: "사라짐"},
	Mended:     {En: "mended", Ko: "고쳐짐"},
	NewClaim:   {En: "new", Ko: "새 주장"},
	Other:      {En: "changed", Ko: "바뀜"},
}

// news lists what a reader of last night's matrix looks for first: what changed
// since the earlier matrix, or, without one, from minor to minor.
func (m *Matrix) news() []matrixNews {
	baseline := m.compared()
	var out []matrixNews
	for _, change := range Changes() {
		if change == NewClaim || change == Other {
			continue
		}
		n := matrixNews{Title: changeWord[change]}
		for _, row := range m.Rows {
			for i, cell := range row.Cells {
				found := cell.Before
				if baseline {
					found = cell.Baseline
				}
				if found == change {
					n.Cells = append(n.Cells, newsCell{m.Columns[i], row})
				}
			}
		}
		if len(n.Cells) > 0 {
			out = append(out, n)
		}
	}
	return out
}

// compared tells whether the matrix was set against an earlier one.
func (m *Matrix) compared() bool {
	return slices.ContainsFunc(m.Rows, func(r Row) bool {
		return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Baseline != NoChange })
	})
}
