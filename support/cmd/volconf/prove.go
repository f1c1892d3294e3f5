package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
	"github.com/volconf/volconf/support/sabotage"
	"github.com/volconf/volconf/support/sabotages"
)

// proveOptions are the flags of `volconf prove`.
type proveOptions struct {
	engine       engineFlags
	sabotages    []string
	claims       []string
	full, list   bool
	habitats     habitatOptions
	binary, dir  string
	timeoutScale float64
}

func (a app) prove() *cobra.Command {
	o := &proveOptions{}
	cmd := &cobra.Command{
		Use:   "prove",
		Short: "Prove that the suite can fail: run it on clusters that are broken on purpose",
		Long: `Make a kind cluster, see that the suite is green on it, break the cluster in each way
that the catalogue knows, and see that exactly the right claims turn red. The suite is
the ordinary one. No other cluster than the one made for it is ever touched.

Exit codes: 0 every claim fails when it must and only then, 1 a claim survived or was
hit by mistake, 3 nothing could be proven.`,
		Example: `  volconf prove
  volconf prove --sabotage emptydir-kept,auto-pull
  volconf prove --full
  volconf prove --habitats
  volconf prove --habitat crowded,other-domain
  volconf prove --list`,
		Args: cobra.NoArgs,
	}
	o.engine.addTo(cmd, a)
	o.engine.addMinorTo(cmd, a)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.sabotages, "sabotage", nil, "only these, by ID")
	flags.StringSliceVar(&o.claims, "claims", nil, "only these claims, and the sabotages that concern them")
	flags.BoolVar(&o.full, "full", false, "every claim that is not slow with each sabotage, not only a sample")
	flags.BoolVar(&o.list, "list", false, "print the catalogue and end")
	flags.StringVar(&o.binary, "binary", "", "file of the compiled suite (default: beside this program)")
	flags.StringVar(&o.dir, "report-dir", "_prove", "folder of the proof and of the suite's reports")
	flags.Float64Var(&o.timeoutScale, "timeout-scale", 1, "factor on the suite's time-outs")
	o.habitats.addTo(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if o.habitats.wanted() {
			return a.tryHabitats(cmd.Context(), o)
		}
		plan, err := o.plan()
		if err != nil {
			return err
		}
		if o.list {
			return a.printCatalogue(plan.Sabotages)
		}
		if o.binary, err = findSuite(o.binary, os.Executable); err != nil {
			return err
		}
		if o.dir, err = filepath.Abs(o.dir); err != nil {
			return err
		}
		return a.proveOnOwnCluster(cmd.Context(), o, plan)
	}
	return cmd
}

// plan chooses sabotages. What is not known is a mistake, never an empty choice.
func (o *proveOptions) plan() (sabotage.Plan, error) {
	plan := sabotage.Plan{
		Register: claims.All(), Sample: sabotages.Sample(), Spared: sabotages.Spared(),
		Claims: o.claims, Full: o.full, Scale: o.timeoutScale,
	}
	if err := knownClaims(o.claims); err != nil {
		return plan, err
	}
	for _, id := range o.sabotages {
		s, ok := sabotages.ByID(id)
		if !ok {
			return plan, fmt.Errorf("unknown sabotage %q; --list shows the catalogue", id)
		}
		plan.Sabotages = append(plan.Sabotages, s)
	}
	if len(o.sabotages) == 0 {
		plan.Sabotages = sabotages.All()
	}
	if len(o.claims) > 0 {
		plan.Sabotages = slices.DeleteFunc(plan.Sabotages, func(s sabotage.Sabotage) bool {
			return !slices.ContainsFunc(s.Concerns(), func(id string) bool { return slices.Contains(o.claims, id) })
		})
	}
	if len(plan.Sabotages) == 0 {
		return plan, errors.New("no sabotage concerns these claims")
	}
	return plan, nil
}

// knownClaims refuses an ID that no claim has.
func knownClaims(ids []string) error {
	for _, id := range ids {
		if _, ok := claims.ByID(id); !ok {
			return fmt.Errorf("unknown claim %q; `volconf claims list` shows the claims", id)
		}
	}
	return nil
}

func (a app) printCatalogue(all []sabotage.Sabotage) error {
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, s := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\n", s.ID, s.How, s.Does.En)
		for _, id := range s.Concerns() {
			if assess, kills := s.Kills[id]; kills {
				fmt.Fprintf(table, "  %s\tfail\tat %s\n", id, assess)
			} else {
				fmt.Fprintf(table, "  %s\terror\t\n", id)
			}
		}
	}
	return table.Flush()
}

// withContainerdPatch adds a patch of containerd's configuration to one of kind's.
func withContainerdPatch(config []byte, patch string) ([]byte, error) {
	var nodes v1alpha4.Cluster
	if err := yaml.NewDecoder(bytes.NewReader(config)).Decode(&nodes); err != nil {
		return nil, fmt.Errorf("reading the kind configuration: %w", err)
	}
	nodes.ContainerdConfigPatches = append(nodes.ContainerdConfigPatches, patch)
	return yaml.Marshal(nodes)
}

// proveOnOwnCluster makes the cluster, proves, and removes it.
func (a app) proveOnOwnCluster(ctx context.Context, o *proveOptions, plan sabotage.Plan) (err error) {
	p, err := o.engine.find(ctx, a, true)
	if err != nil {
		return err
	}
	config, err := withContainerdPatch(cluster.DefaultConfig(), sabotage.PodAnnotations)
	if err != nil {
		return environment(err)
	}
	id := "prove-" + runid.New()
	c, err := cluster.Create(ctx, p.engine, cluster.Options{
		Name: cluster.NamePrefix + id, RunID: id, Images: p.images, Config: config, State: p.state, Log: a.log, Timeouts: await.Default(),
	})
	if err != nil {
		return environment(err)
	}
	defer func() { err = errors.Join(err, environment(c.Delete(context.WithoutCancel(ctx)))) }()
	site, err := held.New(ctx, c)
	if err != nil {
		return environment(err)
	}
	site.Images = p.images.Refs
	proof, err := sabotage.Runner{
		Site: site, Dir: o.dir, Timeouts: await.Default(), Log: a.log,
		Suite: func(ctx context.Context, run sabotage.SuiteRun) error {
			return a.runSuite(ctx, p.engine, o.binary, run)
		},
	}.Prove(ctx, plan)
	if err != nil {
		return environment(err)
	}
	killed, of := proof.Score()
	a.log("%d of %d claims killed; %s", killed, of, filepath.Join(o.dir, "prove.md"))
	if code := proof.Exit(); code != report.ExitHolds {
		return codedError{code: code}
	}
	return nil
}

// suiteStops is how long the suite may take to put its own things in order.
const suiteStops = 2 * time.Minute

// runSuite runs the ordinary suite. Its exit code is not looked at: claims that
// break are what it is run for.
func (a app) runSuite(ctx context.Context, engine *cluster.Engine, binary string, run sabotage.SuiteRun) error {
	output, err := emptyReport(run.ReportDir)
	if err != nil {
		return err
	}
	defer output.Close()
	suite := exec.CommandContext(ctx, binary, "-test.timeout=0", "-allow-disruption", "-restart-node="+engine.Name()+" restart -t 10 {}",
		"-kubeconfig="+run.Kubeconfig, "-run-id="+run.ID, "-claims="+strings.Join(run.Claims, ","), "-report-dir="+run.ReportDir,
		fmt.Sprintf("-timeout-scale=%g", run.Scale))
	suite.Env, suite.Stdout, suite.Stderr = engine.Environ(), output, output
	suite.Cancel = func() error { return suite.Process.Signal(syscall.SIGTERM) }
	suite.WaitDelay = suiteStops
	err = suite.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.Exited() {
		return nil
	}
	if err != nil {
		return fmt.Errorf("running the suite: %w; see %s", err, output.Name())
	}
	return nil
}

// emptyReport makes an empty folder for a report of the suite, and in it the file
// for what the suite prints.
func emptyReport(dir string) (*os.File, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("removing an older report: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the report's folder: %w", err)
	}
	return os.Create(filepath.Join(dir, "output.txt"))
}
