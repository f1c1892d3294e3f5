package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/document"
	"github.com/volconf/volconf/support/report"
)

func (a app) claimsAnnotate() *cobra.Command {
	var path, from, to string
	cmd := &cobra.Command{
		Use:   "annotate --document FILE [--report REPORT]",
		Short: "Write the document as a page with the verdicts on its sentences",
		Long: `Write an HTML page of the document on which each claimed sentence is marked by its
verdict and linked to its claim, with a list of the sentences that no claim covers.
The page loads nothing: pictures become links.`,
		Example: "  volconf claims annotate --document volumes.md --report _report --out annotated.html",
		Args:    cobra.NoArgs,
	}
	documentFlag(cmd, &path)
	cmd.Flags().StringVar(&from, "report", "_report", "a report.json, or the folder that holds one")
	cmd.Flags().StringVar(&to, "out", "annotated.html", "the page to write")
	_ = cmd.MarkFlagFilename("out", "html")
	lang := langFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		d, err := document.Open(path)
		if err != nil {
			return err
		}
		r, err := report.Read(from)
		if err != nil {
			return err
		}
		link, err := linkTo(filepath.Dir(to), from)
		if err != nil {
			return err
		}
		if err := report.WriteFile(to, func(w io.Writer) error { return r.WriteAnnotated(w, lang.Lang, d, link) }); err != nil {
			return err
		}
		_, err = fmt.Fprintln(a.out, to)
		return err
	}
	return cmd
}
