package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/cluster"
)

// The labels that a run puts on its namespaces, as support/probe has them. The
// command line does not import what the suite is made of.
const (
	runLabel   = "volconf.dev/run"
	claimLabel = "volconf.dev/claim"
)

// apiWithin bounds the calls to a cluster that may not answer.
const apiWithin = 15 * time.Second

func (a app) cleanup() *cobra.Command {
	var flags engineFlags
	var kubeconfig, contextName string
	cmd := &cobra.Command{
		Use:   "cleanup [--yes]",
		Short: "Remove what earlier runs left: clusters, or namespaces in a cluster of yours",
		Long: `List what earlier runs of the suite left behind. With --yes it is removed.

Without --kubeconfig these are clusters. Those that a run is using are neither listed
nor removed. Those that this cache folder does not know, which may belong to a run with
another VOLCONF_CACHE, go with --all.

With --kubeconfig these are namespaces that carry the label ` + runLabel + `. One that is
younger than --older-than may be in use and stays. Folders on nodes are not looked for:
they lie below /var/lib/volconf/.`,
		Example: `  volconf cleanup
  volconf cleanup --yes
  volconf cleanup --kubeconfig ~/.kube/config --context staging --yes`,
		Args: cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	cmd.Flags().StringVar(&kubeconfig, "kubeconfig", "", "look in this cluster rather than for clusters")
	cmd.Flags().StringVar(&contextName, "context", "", "context in the kubeconfig")
	olderThan := cmd.Flags().Duration("older-than", time.Hour, "age from which a namespace is taken for left behind")
	yes := cmd.Flags().Bool("yes", false, "remove what is listed")
	all := cmd.Flags().Bool("all", false, "also clusters that this cache folder does not know")
	out := outputFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if kubeconfig != "" || contextName != "" {
			kube, err := client(kubeconfig, contextName)
			if err != nil {
				return environment(err)
			}
			return a.cleanNamespaces(cmd.Context(), kube, *olderThan, *yes, *out)
		}
		return a.cleanClusters(cmd.Context(), flags, *yes, *all, *out)
	}
	return cmd
}

func (a app) cleanClusters(ctx context.Context, flags engineFlags, yes, all bool, out output) error {
	left, err := a.leftovers(ctx, flags)
	if err != nil {
		return err
	}
	if err := printClusters(a.out, listed(left), out); err != nil {
		return err
	}
	if !yes {
		a.sayYes(len(left))
		return nil
	}
	return a.removeClusters(ctx, left, all)
}

func (a app) sayYes(found int) {
	if found > 0 {
		a.log("nothing was removed; say --yes to remove them")
	}
}

func (a app) removeClusters(ctx context.Context, left []cluster.Leftover, all bool) error {
	var errs []error
	for _, l := range left {
		if l.Unknown && !all {
			a.log("leaving cluster %s, which this cache folder does not know; say --all to remove it too", l.Name)
			continue
		}
		a.log("removing cluster %s", l.Name)
		errs = append(errs, l.Remove(ctx))
	}
	return environment(errors.Join(errs...))
}

func client(kubeconfig, contextName string) (kubernetes.Interface, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = kubeconfig
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &clientcmd.ConfigOverrides{CurrentContext: contextName}).ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.Timeout = apiWithin
	return kubernetes.NewForConfig(config)
}

// leftNamespace is a namespace of a run, as a script sees it.
type leftNamespace struct {
	Name    string    `json:"name"`
	Run     string    `json:"run"`
	Claim   string    `json:"claim,omitempty"`
	Created time.Time `json:"created"`
	InUse   bool      `json:"mayBeInUse"`
}

func (a app) cleanNamespaces(ctx context.Context, kube kubernetes.Interface, olderThan time.Duration, yes bool, out output) error {
	found, err := runNamespaces(ctx, kube, time.Now().Add(-olderThan))
	if err != nil {
		return environment(err)
	}
	if err := printNamespaces(a.out, found, out); err != nil {
		return err
	}
	if !yes {
		a.sayYes(len(found))
		return nil
	}
	var errs []error
	for _, ns := range found {
		if ns.InUse {
			a.log("leaving namespace %s, which may be in use; --older-than says from when it is not", ns.Name)
			continue
		}
		a.log("removing namespace %s", ns.Name)
		if err := kube.CoreV1().Namespaces().Delete(ctx, ns.Name, metav1.DeleteOptions{}); err != nil {
			errs = append(errs, fmt.Errorf("removing namespace %s: %w", ns.Name, err))
		}
	}
	return environment(errors.Join(errs...))
}

// runNamespaces lists the namespaces that runs have made. Those made after
// recent may belong to a run that goes on.
func runNamespaces(ctx context.Context, kube kubernetes.Interface, recent time.Time) ([]leftNamespace, error) {
	list, err := kube.CoreV1().Namespaces().List(ctx, metav1.ListOptions{LabelSelector: runLabel})
	if err != nil {
		return nil, fmt.Errorf("listing the namespaces labelled %s: %w", runLabel, err)
	}
	found := []leftNamespace{}
	for _, ns := range list.Items {
		created := ns.CreationTimestamp.Time
		found = append(found, leftNamespace{ns.Name, ns.Labels[runLabel], ns.Labels[claimLabel], created, created.After(recent)})
	}
	return found, nil
}

func printNamespaces(w io.Writer, found []leftNamespace, out output) error {
	if out == asJSON {
		return writeJSON(w, found)
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(w, "no namespace of a run")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, ns := range found {
		state := "left behind"
		if ns.InUse {
			state = "may be in use"
		}
		fmt.Fprintf(table, "%s\t%s\trun %s\t%s\n", ns.Name, when(ns.Created), ns.Run, state)
	}
	return table.Flush()
}
