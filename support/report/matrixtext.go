package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteText prints what a terminal wants of a matrix: a line for each column.
func (m *Matrix) WriteText(w io.Writer, lang Lang) error {
	for i, column := range m.Columns {
		counts := Counts{}
		for _, row := range m.Rows {
			if v := row.Cells[i].Verdict; v != "" {
				counts[v]++
			}
		}
		if _, err := fmt.Fprintf(w, "%-28s %s\n", column.key(), counts.words(lang)); err != nil {
			return err
		}
	}
	for _, missing := range m.Missing {
		if _, err := fmt.Fprintf(w, "%s %s\n", lang.In(pageWords["no-cluster-in"]), printable(missing)); err != nil {
			return err
		}
	}
	return nil
}

// WriteMarkdown writes the matrix as a job summary shows it: what changed, and
// the rows that are not green from end to end.
func (m *Matrix) WriteMarkdown(w io.Writer, lang Lang) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", mdText(lang.In(m.heading())))
	for _, missing := range m.Missing {
		fmt.Fprintf(&b, "%s %s\n\n", lang.In(pageWords["no-cluster-in"]), mdText(missing))
	}
	for _, n := range m.news() {
		fmt.Fprintf(&b, "## %s\n\n", lang.In(n.Title))
		for _, cell := range n.Cells {
			fmt.Fprintf(&b, "- `%s` (%s)\n", cell.Row.ID, cell.Column.key())
		}
		b.WriteString("\n")
	}
	m.mdRows(&b, lang)
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Matrix) mdRows(b *strings.Builder, lang Lang) {
	fmt.Fprintf(b, "| %s |", lang.In(pageWords["claim"]))
	for _, column := range m.Columns {
		fmt.Fprintf(b, " %s |", strings.TrimPrefix(column.key(), "Kubernetes "))
	}
	b.WriteString("\n|---|" + strings.Repeat(":-:|", len(m.Columns)) + "\n")
	steady := 0
	for _, row := range m.Rows {
		if !slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Verdict != Pass }) {
			steady++
			continue
		}
		fmt.Fprintf(b, "| `%s` |", row.ID)
		for _, cell := range row.Cells {
			fmt.Fprintf(b, " %s |", strings.TrimSpace(mark[cell.Verdict]+" "+lang.orAbsent(cell.Verdict)))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\n%s %d / %d\n", lang.In(pageWords["pass-everywhere"]), steady, len(m.Rows))
}
