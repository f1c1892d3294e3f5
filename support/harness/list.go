package harness

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

// listed is a claim as -list=json prints it.
type listed struct {
	ID        string              `json:"id"`
	Test      string              `json:"test"`
	Statement claim.Text          `json:"statement"`
	Labels    map[string][]string `json:"labels"`
	Reach     claim.Reach         `json:"reach"`
	Versions  string              `json:"versions"`
	Needs     claim.Needs         `json:"needs"`
}

func printList(out io.Writer, format listFormat, all []claim.Claim, notChosen map[string]string) int {
	var chosen []listed
	for _, c := range all {
		if notChosen[c.ID] == "" {
			chosen = append(chosen, listed{c.ID, c.TestName(), c.Statement, c.Labels(), c.Reach, c.Versions.String(), c.Needs})
		}
	}
	var err error
	if format == "json" {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(chosen)
	} else {
		err = printTable(out, chosen)
	}
	if err != nil {
		return refuse(fmt.Errorf("printing the list: %w", err), report.ExitEnvironment)
	}
	return report.ExitHolds
}

func printTable(out io.Writer, chosen []listed) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, c := range chosen {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", c.ID, strings.Join(c.Labels["feature"], ","), c.Reach, c.Statement.En); err != nil {
			return err
		}
	}
	return w.Flush()
}

// ownFlags are the flags that -h explains: klog's and go test's own are left to
// their own documentation.
const ownFlags = "labels skip-labels feature skip-features claims list preflight nodes dry-run assess skip-assessment fail-fast " +
	"kubeconfig context in-cluster keep reuse engine k8s kind-config image image-registry report-dir timeout-scale parallel " +
	"allow-disruption restart-node runtime-class storage-class node-selector pull-secret pod-label expect run-id lang"

func printHelp(out io.Writer, set *flag.FlagSet) {
	_, _ = fmt.Fprint(out, "volconf verifies what Kubernetes says about volumes on a real cluster.\n"+
		"Without -kubeconfig or -context it makes a kind cluster and removes it.\n\n"+
		"  go test -v -count=1 ./suites/... -args -labels feature=hostpath\n\nFlags:\n")
	for name := range strings.FieldsSeq(ownFlags) {
		if f := set.Lookup(name); f != nil {
			_, _ = fmt.Fprintf(out, "  -%-18s %s\n", f.Name, f.Usage)
		}
	}
	_, _ = fmt.Fprint(out, "\nExit codes: 0 every claim holds, 1 a claim is broken, 2 usage, 3 environment or error, "+
		"4 nothing ran, 5 left-overs.\n")
}
