package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// The names of the files of a matrix.
const (
	MatrixFile     = "matrix.html"
	MatrixJSONFile = "matrix.json"
	MatrixMDFile   = "matrix.md"
)

// Matrix sets claims against Kubernetes minors.
type Matrix struct {
	Schema    int        `json:"schema"`
	Suite     string     `json:"suite"`
	Documents []Document `json:"documents,omitempty"` // those of the newest report that describes them
	Columns   []Column   `json:"columns"`
	Rows      []Row      `json:"rows"`
	Missing   []string   `json:"missing,omitempty"` // reports of runs that never reached a cluster
}

// Column is one report.
type Column struct {
	Minor      int    `json:"minor"`
	Kubernetes string `json:"kubernetes"`
	Engine     string `json:"engine,omitempty"`
	Report     string `json:"report"` // where its report lies, from the matrix
	Run        string `json:"run"`
	Exit       Exit   `json:"exit"`
}

// Row is one claim; it has a cell for each column.
type Row struct {
	ID        string         `json:"id"`
	Feature   claim.Feature  `json:"feature"`
	Document  claim.Slug     `json:"document"` // the claim's home
	Section   string         `json:"section"`
	Statement claim.Text     `json:"statement"`
	Standing  claim.Standing `json:"standing"` // the worst of its sources
	Remark    claim.Text     `json:"remark,omitzero"`
	Versions  claim.Range    `json:"versions,omitzero"`
	Cells     []Cell         `json:"cells"`
}

// Cell is the verdict of a claim on a minor, empty if the report does not have
// the claim.
type Cell struct {
	Verdict  Verdict    `json:"verdict,omitempty"`
	Reason   claim.Text `json:"reason,omitzero"`
	Before   Change     `json:"before,omitempty"`   // against the minor before it
	Baseline Change     `json:"baseline,omitempty"` // against an earlier matrix
}

// Input is a report and where a reader of the matrix finds it.
type Input struct {
	Link   string
	Report *Report
}

// NewMatrix makes a matrix of reports, the oldest minor first. Two reports of
// one minor can only be told apart by their engines.
func NewMatrix(inputs []Input) (*Matrix, error) {
	m := &Matrix{Schema: Schema, Suite: Suite}
	reports, links := map[string]*Report{}, map[string]string{}
	for _, in := range inputs {
		if in.Report.Cluster == nil {
			m.Missing = append(m.Missing, fmt.Sprintf("%s: %s", in.Link, in.Report.Exit.Reason))
			continue
		}
		column, err := in.column()
		if err != nil {
			return nil, err
		}
		if other, taken := links[column.key()]; taken {
			return nil, fmt.Errorf("%s and %s are both reports of %s: name one of them", other, in.Link, column.key())
		}
		reports[column.key()], links[column.key()] = in.Report, in.Link
		m.Columns = append(m.Columns, column)
	}
	if len(m.Columns) == 0 {
		return nil, errors.New("no report to make a matrix of: none of the runs reached a cluster")
	}
	slices.SortFunc(m.Columns, func(a, b Column) int {
		if a.Minor != b.Minor {
			return a.Minor - b.Minor
		}
		return strings.Compare(a.Engine, b.Engine)
	})
	m.fill(reports)
	return m, nil
}

func (in Input) column() (Column, error) {
	c := in.Report.Cluster
	minor, err := claim.ParseMinor(c.Kubernetes)
	if err != nil {
		return Column{}, fmt.Errorf("%s: %w", in.Link, err)
	}
	engine, _, _ := strings.Cut(c.Engine, " ")
	return Column{Minor: minor, Kubernetes: c.Kubernetes, Engine: engine, Report: in.Link, Run: in.Report.Run.ID, Exit: in.Report.Exit}, nil
}

// key tells columns apart: "Kubernetes 1.36 on podman".
func (c Column) key() string {
	if c.Engine == "" {
		return fmt.Sprintf("Kubernetes 1.%d", c.Minor)
	}
	return fmt.Sprintf("Kubernetes 1.%d on %s", c.Minor, c.Engine)
}

// fill adds a row for each claim, newest report first: its wording counts.
func (m *Matrix) fill(reports map[string]*Report) {
	results := make([]map[string]Result, len(m.Columns))
	for i, column := range m.Columns {
		results[i] = reports[column.key()].byID()
	}
	rows := map[string]bool{}
	for _, column := range slices.Backward(m.Columns) {
		if m.Documents == nil {
			m.Documents = reports[column.key()].Documents
		}
		for _, r := range reports[column.key()].Claims {
			if !rows[r.ID] {
				rows[r.ID] = true
				m.Rows = append(m.Rows, m.row(r, results))
			}
		}
	}
}

func (m *Matrix) row(r Result, results []map[string]Result) Row {
	at := cornerOf(r.home())
	row := Row{
		ID: r.ID, Feature: r.Feature, Document: at.document, Section: at.section, Statement: r.Statement,
		Standing: r.Standing, Remark: claim.Worst(r.Sources).Remark, Versions: r.Versions,
	}
	for i, column := range m.Columns {
		is := results[i][r.ID]
		cell := Cell{Verdict: is.Verdict, Reason: is.Reason}
		if j := m.columnBefore(column); j >= 0 {
			cell.Before = compare(results[j][r.ID].Verdict, is.Verdict)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// columnBefore finds the nearest older minor on the same engine.
func (m *Matrix) columnBefore(c Column) int {
	found := -1
	for i, other := range m.Columns {
		if other.Engine == c.Engine && other.Minor < c.Minor {
			found = i
		}
	}
	return found
}

// Against notes what changed since an earlier matrix, column by column. A minor
// that the earlier one lacks has nothing to be compared with.
func (m *Matrix) Against(earlier *Matrix) {
	columns := map[string]int{}
	for i, c := range earlier.Columns {
		columns[c.key()] = i
	}
	rows := map[string]Row{}
	for _, row := range earlier.Rows {
		rows[row.ID] = row
	}
	for i, row := range m.Rows {
		for j, column := range m.Columns {
			was, there := columns[column.key()]
			if !there {
				continue
			}
			var verdict Verdict
			if then, known := rows[row.ID]; known && was < len(then.Cells) {
				verdict = then.Cells[was].Verdict
			}
			m.Rows[i].Cells[j].Baseline = compare(verdict, row.Cells[j].Verdict)
		}
	}
}

// WriteJSON writes matrix.json, which a later matrix can be compared with.
func (m *Matrix) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(m)
}

// ReadMatrix loads a matrix.json.
func ReadMatrix(path string) (*Matrix, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("no matrix to read: %w", err)
	}
	defer f.Close()
	content, _, err := contentOf(f) // what schema 2 added may be missing
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	var m Matrix
	if err := json.Unmarshal(content, &m); err != nil {
		return nil, fmt.Errorf("%s %w", path, notJSON(err))
	}
	if len(m.Columns) == 0 {
		return nil, fmt.Errorf("%s has no columns: it is a report, or no matrix at all", path)
	}
	return &m, nil
}
