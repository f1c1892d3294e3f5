package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/duration"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/leftover"
	"github.com/volconf/volconf/support/resend"
)

// apiWithin bounds the calls to a cluster that may not answer.
const apiWithin = 15 * time.Second

func (a app) cleanup() *cobra.Command {
	var flags engineFlags
	var access cluster.Access
	cmd := &cobra.Command{
		Use:   "cleanup [--yes]",
		Short: "Remove what earlier runs left: clusters, or what is in a cluster of yours",
		Long: `List what earlier runs of the suite left behind. With --yes it is removed.

Without --kubeconfig these are clusters. Those that a run is using are neither listed
nor removed. Those that this cache folder does not know, which may belong to a run with
another VOLCONF_CACHE, go with --all.

With --kubeconfig these are objects in that cluster that carry the label ` + leftover.Label + `,
and the runs' folders on its nodes, which are looked at by way of the observers that a run
left there; where none is left, --nodes places some and takes them away again. What belongs
to a run that made anything within --older-than may be in use and stays.`,
		Example: `  volconf cleanup
  volconf cleanup --yes
  volconf cleanup --kubeconfig ~/.kube/config --context staging --yes`,
		Args: cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	cmd.Flags().StringVar(&access.Kubeconfig, "kubeconfig", "", "look in this cluster rather than for clusters")
	cmd.Flags().StringVar(&access.Context, "context", "", "context in the kubeconfig")
	cmd.Flags().BoolVar(&access.InCluster, "in-cluster", false, "look in the cluster that this process runs in a Pod of")
	var inside insideFlags
	cmd.Flags().DurationVar(&inside.olderThan, "older-than", time.Hour, "age from which a run's things are taken for left behind")
	cmd.Flags().BoolVar(&inside.nodes, "nodes", false, "place an observer on each node and look at the folders there")
	cmd.Flags().StringToStringVar(&inside.labels, "pod-label", nil, "labels of the observers that --nodes places, as a policy may want: KEY=VALUE,…")
	cmd.Flags().StringVar(&inside.image, "observer-image", "", "where the nodes pull the observer's image from (default: the one that was loaded)")
	yes := cmd.Flags().Bool("yes", false, "remove what is listed")
	all := cmd.Flags().Bool("all", false, "also clusters that this cache folder does not know")
	out := outputFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if access == (cluster.Access{}) {
			return a.cleanClusters(cmd.Context(), flags, *yes, *all, *out)
		}
		config, err := cluster.ClientConfig(access)
		if err != nil {
			return environment(err)
		}
		config.Wrap(resend.Once(leftover.Label))
		config.Timeout = apiWithin
		return a.cleanInside(cmd.Context(), config, inside, *yes, *out)
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
	disks, err := a.leftDisks()
	if err != nil {
		return environment(err)
	}
	for _, at := range disks {
		a.log("disk %s of a habitat", at)
	}
	if !yes {
		a.sayYes(len(left) + len(disks))
		return nil
	}
	return errors.Join(a.removeClusters(ctx, left, all), a.removeDisks(ctx))
}

// state is the folder of the clusters' state.
func (a app) state() (string, error) {
	cache, err := cluster.CacheDir(a.getenv)
	return cluster.StateDir(cache), err
}

func (a app) leftDisks() ([]string, error) {
	state, err := a.state()
	if err != nil {
		return nil, err
	}
	return cluster.Disks(state)
}

// removeDisks comes after the clusters that may mount them.
func (a app) removeDisks(ctx context.Context) error {
	state, err := a.state()
	if err != nil {
		return environment(err)
	}
	_, err = cluster.RemoveDisks(ctx, state)
	return environment(err)
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

// insideFlags say what is looked for in a cluster that stays.
type insideFlags struct {
	olderThan time.Duration
	nodes     bool
	image     string
	labels    map[string]string
}

func (a app) cleanInside(ctx context.Context, config *rest.Config, flags insideFlags, yes bool, out output) (err error) {
	c, err := leftover.NewCluster(config, await.Default())
	if err != nil {
		return environment(err)
	}
	if flags.nodes {
		remove, placeErr := a.placeObservers(ctx, c, config, flags.image, flags.labels)
		defer func() { err = errors.Join(err, environment(remove(context.WithoutCancel(ctx)))) }()
		if placeErr != nil {
			return environment(placeErr)
		}
	}
	now, err := c.Now(ctx)
	if err != nil {
		return environment(cluster.Explain(err, config))
	}
	found, err := c.Find(ctx, now.Add(-flags.olderThan))
	if err != nil {
		return environment(cluster.Explain(err, config))
	}
	if err := printLeft(a.out, found, now, out); err != nil {
		return err
	}
	if !yes {
		a.sayYes(len(found))
		return nil
	}
	for _, item := range found {
		if item.InUse {
			a.log("leaving %s, which may be in use; --older-than says from when it is not", item)
		}
	}
	return environment(c.Remove(ctx, found, a.log))
}

// placeObservers starts an observer on every node that a run would use.
func (a app) placeObservers(ctx context.Context, c *leftover.Cluster, config *rest.Config, image string, labels map[string]string) (func(context.Context) error, error) {
	nothing := func(context.Context) error { return nil }
	policy, architecture := corev1.PullIfNotPresent, ""
	if image == "" {
		cache, err := cluster.CacheDir(a.getenv)
		if err != nil {
			return nothing, err
		}
		images, err := cluster.LoadFixtures(cache)
		if err != nil {
			return nothing, err
		}
		image, policy, architecture = images.Refs["observer"], corev1.PullNever, images.Architecture
	}
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nothing, fmt.Errorf("making a client: %w", err)
	}
	facts, err := cluster.ReadFacts(ctx, kube, architecture)
	if err != nil {
		return nothing, err
	}
	var nodes []string
	for _, node := range facts.Workers() {
		nodes = append(nodes, node.Name)
	}
	if len(nodes) == 0 {
		return nothing, fmt.Errorf("no node can run an observer: %s", facts.Unfit())
	}
	a.log("placing an observer on each of %d nodes", len(nodes))
	return c.PlaceObservers(ctx, leftover.Observers{Image: image, Policy: policy, Nodes: nodes, Labels: labels})
}

func printLeft(w io.Writer, found []leftover.Item, now time.Time, out output) error {
	if out == asJSON {
		return writeJSON(w, append([]leftover.Item{}, found...))
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(w, "nothing of a run")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, item := range found {
		state := "left behind"
		if item.InUse {
			state = "may be in use"
		}
		fmt.Fprintf(table, "%s\trun %s\t%s\t%s\n", item, item.Run, age(item, now), state)
	}
	return table.Flush()
}

func age(item leftover.Item, now time.Time) string {
	if item.Created.IsZero() {
		return "of unknown age"
	}
	return duration.HumanDuration(now.Sub(item.Created)) + " old"
}
