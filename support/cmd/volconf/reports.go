package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
	"github.com/volconf/volconf/support/report"
)

func (a app) report() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "report [REPORT]",
		Short: "Show a report, or write its pages anew",
		Long: `Print the summary of a report.json (or of the folder that holds one; _report if
none is named). With --write, its pages are made anew in the language that is asked
for. The exit code is that of the run.`,
		Example: `  volconf report
  volconf report _report --lang ko --write
  volconf report artifacts/1.36 --output json | jq .exit`,
		Args: cobra.MaximumNArgs(1),
	}
	write := cmd.Flags().Bool("write", false, "write junit.xml, report.md and report.html beside report.json")
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		dir = "_report"
		if len(args) == 1 {
			dir = args[0]
		}
		r, err := readReport(dir)
		if err != nil {
			return err
		}
		if filepath.Base(dir) == report.JSONFile {
			dir = filepath.Dir(dir)
		}
		if *write {
			if err := r.WriteIn(dir, lang.Lang); err != nil {
				return err
			}
		}
		if err := a.show(r, dir, lang.Lang, *out); err != nil {
			return err
		}
		return codedError{code: r.Exit.Code}
	}
	return cmd
}

func (a app) show(r *report.Report, dir string, lang report.Lang, out output) error {
	if out == asJSON {
		return r.WriteJSON(a.out)
	}
	return report.Terminal(a.out, r, report.TerminalOptions{Lang: lang, Dir: dir})
}

// readReport reads a report. One that was written before reports described the
// documents is described as they are now.
func readReport(path string) (*report.Report, error) {
	r, err := report.Read(path)
	if err == nil && r.Documents == nil {
		r.Documents = report.DescribeAll(documents.All(), claims.All())
	}
	return r, err
}

func (a app) matrix() *cobra.Command {
	var dir, baseline string
	cmd := &cobra.Command{
		Use:   "matrix REPORT…",
		Short: "Set the claims against Kubernetes minors, from many reports",
		Long: `Make matrix.html, matrix.md and matrix.json of several reports, each named by its folder
or its report.json. There may be one report for each minor and engine.

Exit codes: 0 every claim holds wherever it applies, 1 one is broken somewhere, 2 usage,
3 of one nothing is known somewhere.`,
		Example: `  volconf matrix reports/1.35 reports/1.36 reports/1.37
  volconf matrix reports/* --baseline last-night/matrix.json --report-dir _matrix`,
		Args: cobra.MinimumNArgs(1),
	}
	cmd.Flags().StringVar(&dir, "report-dir", ".", "folder to write to")
	summary := cmd.Flags().Bool("markdown", false, "print a job summary: what changed, and the claims that do not pass everywhere")
	cmd.Flags().StringVar(&baseline, "baseline", "", "an earlier matrix.json: cells show what has changed since")
	lang := langFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		m, err := readMatrix(dir, args)
		if err != nil {
			return err
		}
		if baseline != "" {
			earlier, err := report.ReadMatrix(baseline)
			if err != nil {
				return err
			}
			m.Against(earlier)
		}
		if err := writeMatrix(m, dir, lang.Lang); err != nil {
			return err
		}
		if *summary {
			err = m.WriteSummary(a.out, lang.Lang)
		} else if err = m.WriteText(a.out, lang.Lang); err == nil {
			_, err = fmt.Fprintln(a.out, filepath.Join(dir, report.MatrixFile))
		}
		if code := m.Exit(); err == nil && code != report.ExitHolds {
			return codedError{code: code}
		}
		return err
	}
	return cmd
}

func readMatrix(dir string, paths []string) (*report.Matrix, error) {
	var inputs []report.Input
	for _, path := range paths {
		r, err := readReport(path)
		if err != nil {
			return nil, err
		}
		link, err := linkTo(dir, path)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, report.Input{Link: link, Report: r})
	}
	return report.NewMatrix(inputs)
}

// linkTo is the way from the matrix to the page of a report.
func linkTo(dir, path string) (string, error) {
	if filepath.Base(path) == report.JSONFile {
		path = filepath.Dir(path)
	}
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", dir, err)
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", path, err)
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return "", fmt.Errorf("finding the way from %s to %s: %w", dir, path, err)
	}
	return filepath.ToSlash(filepath.Join(rel, report.HTMLFile)), nil
}

func writeMatrix(m *report.Matrix, dir string, lang report.Lang) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("the matrix cannot be written to %s; name a folder that you may write to: %w", dir, err)
	}
	if err := report.WriteFile(filepath.Join(dir, report.MatrixJSONFile), m.WriteJSON); err != nil {
		return err
	}
	if err := report.WriteFile(filepath.Join(dir, report.MatrixMDFile), func(w io.Writer) error { return m.WriteMarkdown(w, lang) }); err != nil {
		return err
	}
	return report.WriteFile(filepath.Join(dir, report.MatrixFile), func(w io.Writer) error { return m.WriteHTML(w, lang) })
}

func (a app) diff() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff EARLIER LATER",
		Short: "Compare two reports",
		Long: `List what changed from one report to another: new failures, mended ones, new and
gone claims. Exits with 1 if there are new failures.`,
		Example: "  volconf diff last-night/1.36 tonight/1.36",
		Args:    cobra.ExactArgs(2),
	}
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		earlier, err := readReport(args[0])
		if err != nil {
			return err
		}
		later, err := readReport(args[1])
		if err != nil {
			return err
		}
		differences := report.Diff(earlier, later)
		if *out == asJSON {
			err = writeJSON(a.out, differences)
		} else {
			err = report.WriteDiff(a.out, lang.Lang, differences)
		}
		if err == nil && len(differences) > 0 && differences[0].Change == report.NewFailure {
			err = codedError{code: report.ExitBroken}
		}
		return err
	}
	return cmd
}

func (a app) flakes() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "flakes REPORT…",
		Short: "Find claims whose verdict differs between runs of the same thing",
		Long: `Print the pass rate of each claim over several reports of the same suite on the
same cluster version. Exits with 1 if a claim did not always end the same way.`,
		Example: "  volconf flakes hunt/run-*",
		Args:    cobra.MinimumNArgs(2),
	}
	out := outputFlag(cmd)
	markdown := cmd.Flags().Bool("markdown", false, "print a table for a job summary")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		var reports []*report.Report
		for _, path := range args {
			r, err := readReport(path)
			if err != nil {
				return err
			}
			reports = append(reports, r)
		}
		rates := report.Rates(reports)
		show := func() error { return report.WriteRates(a.out, rates, *markdown) }
		if *out == asJSON {
			show = func() error { return writeJSON(a.out, rates) }
		}
		err := show()
		if err == nil && report.Flaky(rates) {
			err = codedError{code: report.ExitBroken}
		}
		return err
	}
	return cmd
}
