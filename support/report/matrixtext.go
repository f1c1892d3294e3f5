package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// WriteText prints a matrix for a terminal: a line for each claim, with a mark for
// each column, then a line for each column that says what the marks mean.
func (m *Matrix) WriteText(w io.Writer, lang Lang) error {
	if err := m.textRows(w, lang); err != nil {
		return err
	}
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
		if _, err := fmt.Fprintf(w, "%s %s\n", lang.In(pageWords["no-cluster-in"]), Printable(missing)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Matrix) textRows(w io.Writer, lang Lang) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := lang.In(pageWords["claim"])
	for _, column := range m.Columns {
		line += "\t" + shortKey(column)
	}
	fmt.Fprintln(table, line)
	for _, row := range m.Rows {
		line := row.ID
		for _, cell := range row.Cells {
			line += "\t" + mark[cell.Verdict]
		}
		fmt.Fprintln(table, line)
	}
	return table.Flush()
}

func shortKey(c Column) string { return strings.TrimPrefix(c.key(), "Kubernetes ") }

// Exit is the exit code that a matrix stands for: a claim that is broken anywhere
// is the worst, then one of which nothing is known.
func (m *Matrix) Exit() int {
	code := ExitHolds
	for _, row := range m.Rows {
		for _, cell := range row.Cells {
			switch cell.Verdict {
			case Fail:
				return ExitBroken
			case Error:
				code = ExitEnvironment
			case Pass, NotApplicable, Skipped:
			}
		}
	}
	return code
}

// WriteMarkdown writes matrix.md: what changed, and every claim.
func (m *Matrix) WriteMarkdown(w io.Writer, lang Lang) error { return m.markdown(w, lang, true) }

// WriteSummary writes the matrix as a job summary shows it: what changed, and the
// rows that are not green from end to end.
func (m *Matrix) WriteSummary(w io.Writer, lang Lang) error { return m.markdown(w, lang, false) }

func (m *Matrix) markdown(w io.Writer, lang Lang, all bool) error {
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
	m.mdRows(&b, lang, all)
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Matrix) mdRows(b *strings.Builder, lang Lang, all bool) {
	fmt.Fprintf(b, "| %s |", lang.In(pageWords["claim"]))
	for _, column := range m.Columns {
		fmt.Fprintf(b, " %s |", shortKey(column))
	}
	b.WriteString("\n|---|" + strings.Repeat(":-:|", len(m.Columns)) + "\n")
	steady := 0
	for _, row := range m.Rows {
		if !slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Verdict != Pass }) {
			steady++
			if !all {
				continue
			}
		}
		fmt.Fprintf(b, "| `%s` |", row.ID)
		for _, cell := range row.Cells {
			fmt.Fprintf(b, " %s |", strings.TrimSpace(mark[cell.Verdict]+" "+lang.orAbsent(cell.Verdict)))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\n%s %d / %d\n", lang.In(pageWords["pass-everywhere"]), steady, len(m.Rows))
}
