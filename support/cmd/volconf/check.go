package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/document"
	"github.com/volconf/volconf/support/report"
)

func (a app) claimsCheck() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check {--document [SLUG=]FILE … | --documents DIR}",
		Short: "Find out what has moved, changed, come or gone in the documents",
		Long: `Compare texts with what is registered of them, by hashes: the sentences that claims
point at, and all others. Exits with 1 if one of them has moved, changed, come or gone:
read the place, then update the register, and the list of the document's units with
` + "`volconf claims units`" + `.`,
		Example: `  volconf claims check --documents texts/
  volconf claims check --document volumes=volumes.md --document secret=secret.md
  volconf claims check --document article.md`,
		Args: cobra.NoArgs,
	}
	texts := textFlags(cmd)
	out := outputFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		read, err := texts.open()
		if err != nil {
			return err
		}
		all := []document.Finding{}
		for _, d := range read {
			findings, err := d.Check(claims.All())
			if err != nil {
				return err
			}
			if *out == asText {
				printFindings(a.out, d, findings)
			}
			all = append(all, findings...)
		}
		return a.conclude(all, *out)
	}
	return cmd
}

// printFindings says of a document what is not as it was.
func printFindings(w io.Writer, d *document.Document, findings []document.Finding) {
	claimed, stale := count(findings)
	coverage := document.Cover(d.About, claims.All())
	fmt.Fprintf(w, "%s: %d claimed sentences, %d findings; of %d statements %d are claimed, %d need no claim, %d are open\n",
		d.About.Slug, claimed, stale, coverage.Units, coverage.Claimed, coverage.Reasoned, coverage.Open)
	for _, f := range findings {
		if f.State != document.Unchanged {
			fmt.Fprintf(w, "  %s\n", f)
		}
	}
}

// count tells how many findings are about claimed sentences, and how many want
// to be looked at.
func count(findings []document.Finding) (claimed, stale int) {
	for _, f := range findings {
		if f.Claim != "" {
			claimed++
		}
		if f.State != document.Unchanged {
			stale++
		}
	}
	return claimed, stale
}

func (a app) conclude(findings []document.Finding, out output) error {
	claimed, stale := count(findings)
	if out == asJSON {
		if err := writeJSON(a.out, findings); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%d claimed sentences were looked for, %d findings need a look\n", claimed, stale)
	}
	if stale > 0 {
		return codedError{code: report.ExitBroken}
	}
	return nil
}

func (a app) claimsUnits() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "units --document SLUG=FILE",
		Short: "Print what is kept of a text: the hashes of what it says, by section",
		Long: `Print the hashes of a text's sentences, rows, examples, comments and pictures, a line for
each section. It is the content of a file of support/documents/units.`,
		Example: "  volconf claims units --document volumes=volumes.md > support/documents/units/volumes.txt",
		Args:    cobra.NoArgs,
	}
	texts := textFlags(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		read, err := texts.open()
		if err != nil {
			return err
		}
		for _, d := range read {
			if err := document.WriteUnits(a.out, d.Hash, d.Sections()); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}
