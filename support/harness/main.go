// Package harness runs the suite: it reads the flags, chooses the claims, makes
// or finds the cluster, gives each claim a namespace and its turn, keeps the
// evidence, cleans up, and says how it ended. It is the only user of
// e2e-framework's environment and of TestMain.
package harness

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"testing"
	"time"

	"k8s.io/klog/v2"
	"sigs.k8s.io/e2e-framework/pkg/env"
	"sigs.k8s.io/e2e-framework/pkg/envconf"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/report"
)

// current is the run of this process: go test gives a Test no other way to it.
var current *run

// Main runs the suite and ends the process with one of report's exit codes.
// Call it from TestMain and do nothing else there.
func Main(m *testing.M, manifests fs.FS) {
	cluster.ServeKind(os.Args)
	started := time.Now()
	o, err := parseOptions(flag.CommandLine, os.Args[1:], os.Getenv)
	if errors.Is(err, flag.ErrHelp) {
		printHelp(os.Stdout, flag.CommandLine)
		os.Exit(report.ExitHolds)
	}
	if err != nil {
		os.Exit(refuse(err, report.ExitUsage))
	}
	if o.expected, err = readExpectations(o.expect, claims.All()); err != nil {
		os.Exit(refuse(err, report.ExitUsage))
	}
	reasons, err := choose(claims.All(), o)
	switch {
	case errors.Is(err, errNothingSelected):
		os.Exit(refuse(err, report.ExitNothingRan))
	case err != nil:
		os.Exit(refuse(err, report.ExitUsage))
	case o.list != "":
		os.Exit(printList(os.Stdout, o.list, claims.All(), reasons))
	case o.preflight != "":
		os.Exit(runPreflight(newRun(o, reasons, manifests, started)))
	}
	os.Exit(runSuite(m, newRun(o, reasons, manifests, started)))
}

// refuse prints the one line that a mistake of the caller is worth.
func refuse(err error, code int) int {
	fmt.Fprintf(os.Stderr, "volconf: %v\n", err)
	return code
}

func runSuite(m *testing.M, r *run) int {
	current = r
	quietKlog()
	if r.options.cfg.DryRunMode() {
		return dryRun(m)
	}
	if err := clearReport(r.reportDir); err != nil {
		return refuse(err, report.ExitEnvironment)
	}
	ctx, stop := r.cancelOnSignals(context.Background())
	defer stop()
	ctx, cancel := r.withDeadline(ctx)
	defer cancel()
	r.ctx = ctx
	// go test gives parallel Tests as many slots as there are processors; the
	// width of a run is the scheduler's.
	if err := flag.Set("test.parallel", "1024"); err != nil {
		return refuse(err, report.ExitEnvironment)
	}
	testEnv, err := env.NewWithContext(ctx, r.options.cfg)
	if err != nil {
		return refuse(err, report.ExitEnvironment)
	}
	testEnv.Setup(r.setUp)
	code := 1
	r.guarded("the run", func() { code = testEnv.Run(m) })
	if ctx.Err() != nil {
		r.problem(report.RunStage, context.Cause(ctx).Error(), "")
	}
	r.guarded("the clean-up", r.tearDown)
	if err := guard.Call(func() error { code = r.conclude(code); return nil }); err != nil {
		return refuse(fmt.Errorf("writing the report %w", err), report.ExitEnvironment)
	}
	return code
}

// dryRun prints the selected claims and their steps. e2e-framework's own dry run
// shows what was not run as PASS; here each Test is skipped, and no report is
// written.
func dryRun(m *testing.M) int {
	fmt.Println("dry run: nothing below was tried")
	return m.Run()
}

// errUsage is a mistake in a flag that only the images or the cluster show.
var errUsage = errors.New("usage")

// setUp is the framework's Setup: e2e-framework logs its error on stderr and
// goes on to the end, so the error is kept for the report here.
func (r *run) setUp(ctx context.Context, cfg *envconf.Config) (context.Context, error) {
	if err := r.prepare(ctx); err != nil {
		if ctx.Err() != nil {
			return ctx, err // said where the run was cancelled
		}
		stage := report.SetupStage
		if errors.Is(err, errUsage) {
			stage = report.UsageStage
		}
		r.problem(stage, err.Error(), "")
		return ctx, err
	}
	return ctx, nil
}

// quietKlog keeps client-go's own remarks off the terminal unless -v asks for
// them; what matters comes back as errors.
func quietKlog() {
	verbose := flag.Lookup("v")
	if verbose != nil && verbose.Value.String() != "0" {
		return
	}
	klog.SetLogger(klog.Logger{})
	klog.LogToStderr(false)
	klog.SetOutput(discard{})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
