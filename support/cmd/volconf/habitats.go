package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	rbacv1 "k8s.io/api/rbac/v1"

	"github.com/volconf/volconf/manifests"
	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/habitat"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// habitatOptions are the flags of `volconf prove` that are about healthy clusters.
type habitatOptions struct {
	all      bool
	ids      []string
	shard    string
	baseline string
}

func (h *habitatOptions) addTo(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&h.all, "habitats", false, "try the suite on healthy clusters that differ from its own, and on no broken one")
	flags.StringSliceVar(&h.ids, "habitat", nil, "only these habitats, by ID")
	flags.StringVar(&h.shard, "shard", "", "I/N: the I-th of N parts of the habitats")
	flags.StringVar(&h.baseline, "own", "", "report of a run on our own cluster, to compare with (default: that run is made first)")
}

// wanted tells whether habitats are to be tried.
func (h *habitatOptions) wanted() bool { return h.all || len(h.ids) > 0 }

// plan chooses the habitats, and reads what they are compared with.
func (h *habitatOptions) plan() ([]habitat.Habitat, map[string]report.Verdict, error) {
	if !h.wanted() && (h.shard != "" || h.baseline != "") {
		return nil, nil, errors.New("--shard and --own are for --habitats")
	}
	chosen, err := habitat.ByID(h.ids)
	if err != nil {
		return nil, nil, err
	}
	if h.shard != "" {
		i, n, err := parseShard(h.shard)
		if err != nil {
			return nil, nil, err
		}
		if chosen = habitat.Shard(chosen, i, n); len(chosen) == 0 {
			return nil, nil, fmt.Errorf("--shard %s holds no habitat", h.shard)
		}
	}
	if h.baseline == "" {
		return chosen, nil, nil
	}
	own, err := report.Read(h.baseline)
	if err != nil {
		return nil, nil, err
	}
	before := map[string]report.Verdict{}
	for _, result := range own.Claims {
		before[result.ID] = result.Verdict
	}
	return chosen, before, nil
}

func parseShard(text string) (i, n int, err error) {
	first, second, found := strings.Cut(text, "/")
	i, errI := strconv.Atoi(first)
	n, errN := strconv.Atoi(second)
	if !found || errI != nil || errN != nil || i < 1 || n < i {
		return 0, 0, fmt.Errorf("--shard %q is not I/N, such as 1/3", text)
	}
	return i, n, nil
}

func (a app) printHabitats(all []habitat.Habitat) error {
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, h := range all {
		fmt.Fprintf(table, "%s\t%s\n", h.ID, h.Is.En)
		for id, words := range h.NotApplicable {
			fmt.Fprintf(table, "  %s\tnot-applicable: %s\n", id, words)
		}
		for id, why := range h.Fails {
			fmt.Fprintf(table, "  %s\tfail: %s\n", id, why)
		}
	}
	return table.Flush()
}

// tryHabitats makes the clusters, one after the other, and removes them.
func (a app) tryHabitats(ctx context.Context, o *proveOptions) error {
	if err := knownClaims(o.claims); err != nil {
		return err
	}
	chosen, before, err := o.habitats.plan()
	if err != nil {
		return err
	}
	if o.list {
		return a.printHabitats(chosen)
	}
	if o.binary, err = findSuite(o.binary, os.Executable); err != nil {
		return err
	}
	if o.dir, err = filepath.Abs(o.dir); err != nil {
		return err
	}
	p, err := o.engine.find(ctx, a, true)
	if err != nil {
		return err
	}
	roles, err := shippedRoles()
	if err != nil {
		return err
	}
	survey, err := habitat.Runner{
		Base: cluster.DefaultConfig(), Roles: roles, Dir: o.dir, Claims: o.claims, Timeouts: await.Default(), Log: a.log,
		Machine:   habitat.Machine{Engine: p.engine.Name(), FileSystems: p.engine.Host().Filesystems, Kubernetes: p.images.Node.Kubernetes},
		Make:      func(ctx context.Context, w habitat.Wanted) (*habitat.Made, error) { return a.makeHabitat(ctx, p, w) },
		NodeImage: func(minor string) (string, error) { return nodeImage(a, minor) },
		Programs:  func(name string) (string, error) { return builtPrograms(a, name) },
		Disk: func(ctx context.Context, fileSystem string) (string, func(context.Context) error, error) {
			return cluster.NewDisk(ctx, p.state, fileSystem)
		},
		Suite: func(ctx context.Context, run habitat.SuiteRun) (habitat.Ended, error) {
			return a.visitHabitat(ctx, p.engine, o, run)
		},
	}.Try(ctx, chosen, before)
	if err != nil {
		return environment(err)
	}
	a.log("%s", filepath.Join(o.dir, "habitats.md"))
	if code := survey.Exit(); code != report.ExitHolds {
		return codedError{code: code}
	}
	return nil
}

// shippedRoles reads the roles that a run on a cluster of somebody else needs.
func shippedRoles() ([]rbacv1.ClusterRole, error) {
	objects, err := manifest.Decode(manifests.RBAC)
	if err != nil {
		return nil, fmt.Errorf("manifest rbac.yaml: %w", err)
	}
	var roles []rbacv1.ClusterRole
	for _, object := range objects {
		if role, ok := object.(*rbacv1.ClusterRole); ok {
			roles = append(roles, *role)
		}
	}
	return roles, nil
}

func (a app) makeHabitat(ctx context.Context, own place, w habitat.Wanted) (*habitat.Made, error) {
	p := own
	if w.Minor != "" {
		var err error
		if p, err = (engineFlags{engine: own.engine.Name(), minor: w.Minor}).find(ctx, a, true); err != nil {
			return nil, err
		}
	}
	id := "habitat-" + runid.New()
	c, err := cluster.Create(ctx, p.engine, cluster.Options{
		Name: cluster.NamePrefix + id, RunID: id, Images: p.images, Config: w.Config, State: p.state, Log: func(string, ...any) {}, Timeouts: await.Default(),
	})
	if err != nil {
		return nil, err
	}
	return &habitat.Made{Owner: c, Images: p.images.Refs, Remove: c.Delete}, nil
}

// nodeImage is the image that was built for the nodes of a minor.
func nodeImage(a app, minor string) (string, error) {
	cache, err := cluster.CacheDir(a.getenv)
	if err != nil {
		return "", err
	}
	images, err := cluster.LoadImages(cache, minor)
	return images.Node.Image, err
}

// builtPrograms is the folder of programs that scripts/NAME/build.sh has built: it
// keeps one, and removes those of an earlier module.
func builtPrograms(a app, name string) (string, error) {
	cache, err := cluster.CacheDir(a.getenv)
	if err != nil {
		return "", err
	}
	found, err := filepath.Glob(filepath.Join(cache, name, "*"))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("%d builds of %s in %s: run scripts/%s/build.sh", len(found), name, cache, name)
	}
	return found[0], nil
}

// habitatCredential is what the kubeconfig of the habitat token runs.
func (a app) habitatCredential() *cobra.Command {
	return &cobra.Command{
		Use: habitat.CredentialVerb + " FILE", Short: "Print a credential of the habitat token", Args: cobra.ExactArgs(1), Hidden: true,
		Example: "  volconf " + habitat.CredentialVerb + " FILE",
		RunE: func(_ *cobra.Command, args []string) error {
			return environment(habitat.WriteCredential(a.out, args[0], time.Now()))
		},
	}
}

// visitHabitat runs the ordinary suite as a user of the cluster would.
func (a app) visitHabitat(ctx context.Context, engine *cluster.Engine, o *proveOptions, run habitat.SuiteRun) (habitat.Ended, error) {
	output, err := emptyReport(run.ReportDir)
	if err != nil {
		return habitat.Ended{}, err
	}
	defer output.Close()
	flags := append([]string{
		"-test.timeout=0", "-kubeconfig=" + run.Kubeconfig, "-run-id=" + run.ID, "-report-dir=" + run.ReportDir,
		fmt.Sprintf("-timeout-scale=%g", o.timeoutScale), "-restart-node=" + engine.Name() + " restart -t 10 {}",
	}, run.Flags...)
	suite := exec.CommandContext(ctx, o.binary, flags...)
	suite.Env, suite.Stdout, suite.Stderr = engine.Environ(), output, output
	suite.Cancel = func() error { return suite.Process.Signal(syscall.SIGTERM) }
	suite.WaitDelay = suiteStops
	err = suite.Run()
	var ended *exec.ExitError
	if err != nil && (!errors.As(err, &ended) || !ended.Exited()) {
		return habitat.Ended{}, fmt.Errorf("running the suite: %w; see %s", err, output.Name())
	}
	said, err := os.ReadFile(output.Name())
	return habitat.Ended{Exit: suite.ProcessState.ExitCode(), Output: string(said)}, err
}
