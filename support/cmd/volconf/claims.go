package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/document"
	"github.com/volconf/volconf/support/report"
)

func (a app) claims() *cobra.Command {
	return group("claims", "What the suite asserts, and where the document says it",
		a.claimsList(), a.claimsShow(), a.claimsCheck(), a.claimsAnnotate(), a.claimsDocs())
}

func (a app) claimsList() *cobra.Command {
	var labels []string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the claims",
		Example: `  volconf claims list --labels feature=emptydir
  volconf claims list --labels standing=wrong --lang ko
  volconf claims list --output json | jq -r '.[].id'`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringSliceVarP(&labels, "labels", "l", nil, "key=value pairs: values of one key are alternatives, different keys must all match")
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		claims, err := selected(labels)
		if err != nil {
			return err
		}
		if *out == asJSON {
			return writeJSON(a.out, results(claims))
		}
		return listClaims(a.out, lang.Lang, claims)
	}
	return cmd
}

func selected(labels []string) ([]claim.Claim, error) {
	filter := map[string][]string{}
	for _, label := range labels {
		key, value, found := strings.Cut(label, "=")
		if !found {
			return nil, fmt.Errorf("label %q is not key=value, such as feature=emptydir", label)
		}
		filter[key] = append(filter[key], value)
	}
	if err := claim.CheckLabels(filter); err != nil {
		return nil, err
	}
	var out []claim.Claim
	for _, c := range claim.All() {
		if c.Matches(filter) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no claim has the labels %s; `volconf claims list` lists them all", strings.Join(labels, ","))
	}
	return out, nil
}

// results gives claims the JSON form that they have in a report.
func results(claims []claim.Claim) []catalogued {
	out := make([]catalogued, len(claims))
	for i, c := range claims {
		out[i] = catalogue(c)
	}
	return out
}

// catalogued is a claim without a verdict.
type catalogued struct {
	ID        string            `json:"id"`
	Feature   claim.Feature     `json:"feature"`
	Statement claim.Text        `json:"statement"`
	Source    claim.Source      `json:"source"`
	Standing  claim.Standing    `json:"standing"`
	Remark    claim.Text        `json:"remark,omitzero"`
	Versions  claim.Range       `json:"versions,omitzero"`
	Needs     claim.Needs       `json:"needs"`
	Labels    map[string]string `json:"labels"`
}

func catalogue(c claim.Claim) catalogued {
	return catalogued{c.ID, c.Feature, c.Statement, c.Source, c.Standing, c.Remark, c.Versions, c.Needs, c.Labels()}
}

func listClaims(w io.Writer, lang report.Lang, claims []claim.Claim) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range claims {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", c.ID, c.Feature, c.Standing, lang.In(c.Statement))
	}
	return table.Flush()
}

func (a app) claimsShow() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show CLAIM",
		Short:   "Show one claim with all that is known of it",
		Example: "  volconf claims show emptydir-lost-with-pod --lang ko",
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, c := range claim.All() {
				ids = append(ids, c.ID)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
	}
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		c, ok := claim.ByID(args[0])
		switch {
		case !ok:
			return fmt.Errorf("no claim %q; `volconf claims list` lists them", args[0])
		case *out == asJSON:
			return writeJSON(a.out, catalogue(c))
		}
		return showClaim(a.out, lang.Lang, c)
	}
	return cmd
}

func showClaim(w io.Writer, lang report.Lang, c claim.Claim) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range [][2]string{
		{"claim", c.ID},
		{"statement", lang.In(c.Statement)},
		{"feature", string(c.Feature)},
		{"document", fmt.Sprintf("%s (%s), lines %s", lang.In(document.SectionTitle(c.Source.Section)), c.Source.Kind, orDash(c.Source.Lines))},
		{"standing", strings.TrimSpace(string(c.Standing) + " " + lang.In(c.Remark))},
		{"Kubernetes", c.Versions.String()},
		{"needs", needs(c.Needs)},
		{"manifests", fmt.Sprintf("manifests/%s/%s/", c.Feature, c.ID)},
		{"run it", "volconf run -claims " + c.ID},
	} {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}

func needs(n claim.Needs) string {
	parts := []string{fmt.Sprintf("%d schedulable node", n.Workers), fmt.Sprintf("Pod Security %s", n.Level)}
	if n.Workers != 1 {
		parts[0] += "s"
	}
	return strings.Join(append(parts, n.Capabilities...), ", ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (a app) claimsCheck() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "check --document FILE",
		Short: "Find claims whose sentences have moved, changed or gone",
		Long: `Find the claimed sentences in the document by their hashes. Exits with 1 if one of
them has moved, changed or gone: read the place, then update the register.`,
		Example: "  volconf claims check --document volumes.md",
		Args:    cobra.NoArgs,
	}
	documentFlag(cmd, &path)
	out := outputFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		d, err := document.Open(path)
		if err != nil {
			return err
		}
		findings, err := d.Check(claim.All())
		if err != nil {
			return err
		}
		return a.printFindings(findings, *out)
	}
	return cmd
}

func documentFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "document", "", "the document, a Markdown file")
	_ = cmd.MarkFlagRequired("document") // it exists
	_ = cmd.MarkFlagFilename("document", "md", "markdown")
}

func (a app) printFindings(findings []document.Finding, out output) error {
	stale := 0
	for _, f := range findings {
		if f.State == document.Unchanged {
			continue
		}
		stale++
		if out == asText {
			fmt.Fprintln(a.out, f)
		}
	}
	if out == asJSON {
		if err := writeJSON(a.out, findings); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%d claimed sentences were looked for, %d need a look\n", len(findings), stale)
	}
	if stale > 0 {
		return codedError{code: report.ExitBroken}
	}
	return nil
}
