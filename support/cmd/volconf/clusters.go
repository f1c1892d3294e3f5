package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/cluster/versions"
)

func (a app) cluster() *cobra.Command {
	return group("cluster", "A kind cluster to try things on, kept until it is taken down",
		a.clusterUp(), a.clusterDown(), a.clusterStatus(), a.clusterLogs(), a.clusterConfig())
}

// engineFlags say which engine and which Kubernetes a verb is about.
type engineFlags struct{ engine, minor string }

func (f *engineFlags) addTo(cmd *cobra.Command, a app) {
	cmd.Flags().StringVar(&f.engine, "engine", a.getenv("VOLCONF_ENGINE"), "container engine: docker or podman (default: the first that works)")
	complete(cmd, "engine", "docker", "podman")
}

func (f *engineFlags) addMinorTo(cmd *cobra.Command, a app) {
	cmd.Flags().StringVar(&f.minor, "k8s", a.getenv("VOLCONF_K8S"), "Kubernetes minor, such as 1.36 (default: the suite's own)")
}

// place is where clusters are made: an engine, and the folder of their state.
type place struct {
	engine *cluster.Engine
	images cluster.Images
	state  string
}

// find finds the engine. Only a verb that makes a cluster needs the images, and
// an engine that is known to run a node.
func (f engineFlags) find(ctx context.Context, a app, toMake bool) (place, error) {
	cache, err := cluster.CacheDir(a.getenv)
	if err != nil {
		return place{}, environment(err)
	}
	p := place{state: cluster.StateDir(cache)}
	if toMake {
		minor, err := versions.Find(f.minor)
		if err != nil {
			return place{}, err
		}
		if p.images, err = cluster.LoadImages(cache, minor.Name); err != nil {
			return place{}, environment(err)
		}
	}
	p.engine, err = cluster.FindEngine(ctx, cluster.EngineOptions{
		Name: f.engine, Image: p.images.Node.Image, Environ: a.environ, Cache: cache, Log: a.log,
	})
	return p, environment(err)
}

func (a app) log(format string, args ...any) { fmt.Fprintf(a.err, format+"\n", args...) }

func (a app) clusterUp() *cobra.Command {
	var flags engineFlags
	cmd := &cobra.Command{
		Use:   "up",
		Short: "Make the cluster that `volconf run -reuse` uses",
		Example: `  volconf cluster up --k8s 1.36
  export KUBECONFIG=$(volconf cluster up)
  volconf run -reuse -labels feature=emptydir`,
		Long: `Make a cluster of three nodes with the suite's images in it, or take the one that is
there, and print the path of its kubeconfig. Your own kubeconfig is not touched.`,
		Args: cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	flags.addMinorTo(cmd, a)
	name, out := nameFlag(cmd), outputFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := flags.find(cmd.Context(), a, true)
		if err != nil {
			return err
		}
		c, err := cluster.Reuse(cmd.Context(), p.engine, cluster.Options{
			Name: *name, RunID: strings.TrimPrefix(*name, cluster.NamePrefix), Images: p.images, State: p.state, Log: a.log, Timeouts: await.Default(),
		})
		if err != nil {
			return environment(err)
		}
		if err := c.Keep(); err != nil {
			return environment(err)
		}
		if *out == asJSON {
			return writeJSON(a.out, map[string]any{
				"name": c.Name(), "kubeconfig": c.Kubeconfig(), "nodes": c.Nodes(), "kubernetes": p.images.Node.Kubernetes, "engine": p.engine.Name(),
			})
		}
		_, err = fmt.Fprintln(a.out, c.Kubeconfig())
		return err
	}
	return cmd
}

// nameFlag lets there be more clusters than the one that `volconf run -reuse`
// uses.
func nameFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("name", cluster.ReuseName, "name of the cluster")
}

func (a app) clusterDown() *cobra.Command {
	var flags engineFlags
	cmd := &cobra.Command{
		Use:   "down",
		Short: "Remove the cluster that `volconf cluster up` made",
		Args:  cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	name := nameFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		left, err := a.leftovers(cmd.Context(), flags)
		if err != nil {
			return err
		}
		for _, l := range left {
			if l.Name == *name && !l.Unknown {
				a.log("removing cluster %s", l.Name)
				return environment(l.Remove(cmd.Context()))
			}
		}
		a.log("there is no cluster %s, or a run is using it", *name)
		return nil
	}
	return cmd
}

func (a app) leftovers(ctx context.Context, flags engineFlags) ([]cluster.Leftover, error) {
	p, err := flags.find(ctx, a, false)
	if err != nil {
		return nil, err
	}
	left, err := cluster.Leftovers(ctx, p.engine, p.state)
	return left, environment(err)
}

func (a app) clusterStatus() *cobra.Command {
	var flags engineFlags
	cmd := &cobra.Command{
		Use:   "status",
		Short: "List the suite's clusters, and what they are there for",
		Args:  cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	out := outputFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := flags.find(cmd.Context(), a, false)
		if err != nil {
			return err
		}
		left, err := cluster.Leftovers(cmd.Context(), p.engine, p.state)
		if err != nil {
			return environment(err)
		}
		used, err := cluster.InUse(p.state)
		if err != nil {
			return environment(err)
		}
		return printClusters(a.out, append(inUse(used), listed(left)...), *out)
	}
	return cmd
}

func (a app) clusterLogs() *cobra.Command {
	var flags engineFlags
	cmd := &cobra.Command{
		Use:   "logs",
		Short: "Write what the nodes of a cluster logged into a folder",
		Long: `Write the journals, the logs of containers and the lists of images of a cluster's nodes
into a folder, as kind collects them. A cluster that a run is using can be looked at too.`,
		Example: `  volconf cluster logs
  volconf cluster logs --name volconf-3f9a1c --out logs`,
		Args: cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	name := nameFlag(cmd)
	folder := cmd.Flags().String("out", "", "the folder (default: _logs/NAME)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := flags.find(cmd.Context(), a, false)
		if err != nil {
			return err
		}
		if *folder == "" {
			*folder = filepath.Join("_logs", *name)
		}
		if err := cluster.ExportLogs(cmd.Context(), p.engine, *name, *folder, a.log); err != nil {
			return environment(err)
		}
		_, err = fmt.Fprintln(a.out, *folder)
		return err
	}
	return cmd
}

// listedCluster is how a cluster looks to a script.
type listedCluster struct {
	Name    string    `json:"name"`
	Run     string    `json:"run,omitempty"`
	Created time.Time `json:"created,omitzero"`
	Kept    bool      `json:"kept"`
	Known   bool      `json:"known"`            // to this cache folder
	UsedBy  int       `json:"usedBy,omitempty"` // the process whose run is using it
}

func listed(left []cluster.Leftover) []listedCluster {
	var all []listedCluster
	for _, l := range left {
		all = append(all, listedCluster{Name: l.Name, Run: l.RunID, Created: l.Created, Kept: l.Kept, Known: !l.Unknown})
	}
	return all
}

func inUse(used map[string]int) []listedCluster {
	var all []listedCluster
	for _, name := range slices.Sorted(maps.Keys(used)) {
		all = append(all, listedCluster{Name: name, Known: true, UsedBy: used[name]})
	}
	return all
}

func printClusters(w io.Writer, all []listedCluster, out output) error {
	if out == asJSON {
		return writeJSON(w, slices.Concat([]listedCluster{}, all))
	}
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "no cluster")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\n", l.Name, when(l.Created), l.why())
	}
	return table.Flush()
}

func when(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.Local().Format(time.DateTime)
}

func (l listedCluster) why() string {
	switch {
	case l.UsedBy != 0:
		return fmt.Sprintf("in use by process %d", l.UsedBy)
	case !l.Known:
		return "unknown to this cache folder: perhaps in use by a run with another VOLCONF_CACHE"
	case l.Kept:
		return "kept on purpose"
	}
	return "left behind by a run that was killed"
}
