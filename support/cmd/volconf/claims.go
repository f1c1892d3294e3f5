package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/documents"
	"github.com/volconf/volconf/support/report"
)

func (a app) claims() *cobra.Command {
	return group("claims", "What the suite asserts, and where the documents say it",
		a.claimsList(), a.claimsShow(), a.claimsCheck(), a.claimsUnits(), a.claimsAnnotate(), a.claimsDocs())
}

func (a app) claimsList() *cobra.Command {
	var labels []string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the claims",
		Example: `  volconf claims list --labels feature=emptydir
  volconf claims list --labels standing=wrong --lang ko
  volconf claims list --labels document=volumes,reach=every-cluster
  volconf claims list --output json | jq -r '.[].id'`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringSliceVarP(&labels, "labels", "l", nil, "key=value pairs: values of one key are alternatives, different keys must all match")
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		chosen, err := selected(labels)
		if err != nil {
			return err
		}
		if *out == asJSON {
			return writeJSON(a.out, results(chosen))
		}
		return listClaims(a.out, lang.Lang, chosen)
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
	for _, c := range claims.All() {
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
func results(chosen []claim.Claim) []catalogued {
	out := make([]catalogued, len(chosen))
	for i, c := range chosen {
		out[i] = catalogue(c)
	}
	return out
}

// catalogued is a claim without a verdict.
type catalogued struct {
	ID        string              `json:"id"`
	Feature   claim.Feature       `json:"feature"`
	Statement claim.Text          `json:"statement"`
	Sources   []claim.Source      `json:"sources"`
	Standing  claim.Standing      `json:"standing"`
	Reach     claim.Reach         `json:"reach"`
	Versions  claim.Range         `json:"versions,omitzero"`
	Needs     claim.Needs         `json:"needs"`
	Labels    map[string][]string `json:"labels"`
}

func catalogue(c claim.Claim) catalogued {
	return catalogued{c.ID, c.Feature, c.Statement, c.Sources, c.Standing(), c.Reach, c.Versions, c.Needs, c.Labels()}
}

func listClaims(w io.Writer, lang report.Lang, chosen []claim.Claim) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range chosen {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", c.ID, c.Feature, c.Standing(), c.Reach, lang.In(c.Statement))
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
			for _, c := range claims.All() {
				ids = append(ids, c.ID)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
	}
	lang, out := langFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		c, ok := claims.ByID(args[0])
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
	rows := [][2]string{
		{"claim", c.ID},
		{"statement", lang.In(c.Statement)},
		{"feature", string(c.Feature)},
	}
	for _, s := range c.Sources {
		rows = append(rows, [2]string{"document", source(lang, s)})
	}
	rows = append(rows, [][2]string{
		{"standing", string(c.Standing())},
		{"reach", string(c.Reach)},
		{"Kubernetes", c.Versions.String()},
		{"needs", needs(c.Needs)},
		{"manifests", fmt.Sprintf("manifests/%s/%s/", c.Feature, c.ID)},
		{"run it", "volconf run -claims " + c.ID},
	}...)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}

// source words a place in a document, and what became of the words there.
func source(lang report.Lang, s claim.Source) string {
	about, _ := documents.BySlug(s.Document)
	said := fmt.Sprintf("%s: %s (%s)", s.Document, lang.In(about.SectionTitle(s.Section)), s.Kind)
	if s.Lines != "" {
		said += ", lines " + s.Lines
	}
	if s.Standing != claim.Holds {
		said += fmt.Sprintf(": %s: %s", s.Standing, lang.In(s.Remark))
	}
	return said
}

func needs(n claim.Needs) string {
	parts := []string{fmt.Sprintf("%d schedulable node", n.Workers), fmt.Sprintf("Pod Security %s", n.Level)}
	if n.Workers != 1 {
		parts[0] += "s"
	}
	return strings.Join(append(parts, n.Capabilities...), ", ")
}
