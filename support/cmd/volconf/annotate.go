package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

func (a app) claimsAnnotate() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "annotate {--document [SLUG=]FILE … | --documents DIR} [--report REPORT]",
		Short: "Write documents as pages with the verdicts on their sentences",
		Long: `Write an HTML page of each document on which each claimed sentence is marked by its
verdict and linked to its claim, with a list of the sentences that no claim covers.
Of several documents each has a page with its name. A page loads nothing: pictures
become links.`,
		Example: `  volconf claims annotate --document article.md --report _report --out annotated.html
  volconf claims annotate --documents texts/ --out pages/annotated.html`,
		Args: cobra.NoArgs,
	}
	texts := textFlags(cmd)
	cmd.Flags().StringVar(&from, "report", "_report", "a report.json, or the folder that holds one")
	cmd.Flags().StringVar(&to, "out", "annotated.html", "the page to write")
	_ = cmd.MarkFlagFilename("out", "html")
	lang := langFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		read, err := texts.open()
		if err != nil {
			return err
		}
		r, err := readReport(from)
		if err != nil {
			return err
		}
		link, err := linkTo(filepath.Dir(to), from)
		if err != nil {
			return err
		}
		for _, d := range read {
			page := pageOf(to, d.About.Slug, len(read))
			if err := report.WriteFile(page, func(w io.Writer) error { return r.WriteAnnotated(w, lang.Lang, d, link) }); err != nil {
				return err
			}
			if _, err := fmt.Fprintln(a.out, page); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// pageOf names the page of a document: of several, each by its own name.
func pageOf(to string, slug claim.Slug, of int) string {
	if of == 1 {
		return to
	}
	extension := filepath.Ext(to)
	return strings.TrimSuffix(to, extension) + "-" + string(slug) + extension
}
