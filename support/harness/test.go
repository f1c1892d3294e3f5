package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/e2e-framework/pkg/env"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/tally"
)

// Test tries one claim by its steps: in a namespace of its own, in its turn,
// with its evidence kept. A Go Test of the suite does nothing else.
func Test(t *testing.T, c claim.Claim, b *Builder) {
	t.Helper()
	r := current
	if r == nil {
		t.Fatal("no run: the package's TestMain must call harness.Main")
	}
	if want := c.TestName(); t.Name() != want {
		t.Fatalf("the Test of claim %s must be called %s", c.ID, want)
	}
	defer r.noPanic(t, c)
	defeatCache(t)
	if why := r.notChosen[c.ID]; why != "" {
		t.Skip(why)
	}
	if r.options.cfg.DryRunMode() {
		r.progress.steps(c, b)
		t.Skip("dry run: not tried")
	}
	trial := newTrial(c, b)
	if why := r.notApplicable(c); why != nil {
		r.attempt(c)
		r.finish(unjudged(c, report.NotApplicable, *why), 0)
		t.Skip(why.En)
	}
	r.schedule.arrive(c)
	t.Parallel()
	done, err := r.schedule.turn(r.ctx, c)
	if err != nil {
		r.attempt(c)
		r.finish(unjudged(c, report.Error, report.Same("not tried: "+err.Error())), 0)
		t.Fatalf("%s: not tried: %v", c.ID, err)
	}
	defer done()
	r.try(t, trial, b)
}

// try runs the steps of a claim and records its verdict, whatever becomes of it. Where a
// node has left the cluster under it, it is tried again on those that are left: there is
// one node less each time.
func (r *run) try(t *testing.T, trial *trial, b *Builder) {
	t.Helper()
	for r.once(t, trial, b); trial.isVoid() != ""; r.once(t, trial, b) {
		r.progress.line("%s begins anew: %s", trial.claim.ID, trial.isVoid())
		trial = newTrial(trial.claim, b)
	}
}

// once makes one attempt at a claim.
func (r *run) once(t *testing.T, trial *trial, b *Builder) {
	t.Helper()
	started := time.Now()
	r.progress.begin(trial.claim.ID)
	ctx, cancel := context.WithTimeoutCause(r.ctx, r.timeouts.Claim, errClaimTime)
	defer cancel()
	ctx = tally.In(ctx, &trial.asked)
	here := &place{}
	failure := errors.New("the Test ended before its steps did")
	defer func() { r.end(ctx, t, trial, here, started, failure) }()
	attempt := r.attempt(trial.claim)
	failure = guard.Call(func() error {
		if err := r.settle(ctx, trial, here, attempt); err != nil {
			return err
		}
		return r.framework(t, ctx, trial, b)
	})
}

var errClaimTime = errors.New("the claim's time is up")

// end keeps the evidence of a trial, takes its objects away and records its
// verdict. failure says why its steps were not tried, or not to their end.
func (r *run) end(ctx context.Context, t *testing.T, trial *trial, here *place, started time.Time, failure error) {
	t.Helper()
	id := trial.claim.ID
	result := trial.conclude(r.options.partial(), failure)
	result.Started, result.Seconds = started, time.Since(started).Seconds()
	if r.env != nil {
		result.StandIns = r.env.images.standIns(r.knownText(trial))
		result.Made = r.made(trial)
	}
	if why := context.Cause(ctx); result.Verdict == report.Error && why != nil && !strings.Contains(result.Reason.En, why.Error()) {
		result.Reason = report.Same(fmt.Sprintf("%v: %s", why, result.Reason.En))
	}
	r.guarded("keeping the evidence of "+id, func() { r.keepEvidence(ctx, trial, here, &result) })
	r.guarded("undoing what "+id+" changed", func() { r.undo(trial) })          //nolint:contextcheck // done even if the run was cancelled
	r.guarded("leaving the namespaces of "+id, func() { r.leave(trial, here) }) //nolint:contextcheck // done even if the run was cancelled
	if trial.isVoid() != "" {
		r.progress.leave(id)
		return
	}
	r.finish(result, time.Since(started))
	if result.Verdict == report.Fail || result.Verdict == report.Error {
		t.Error(report.Printable(result.Headline(report.English, r.reportDir)))
	}
}

// finish keeps the verdict of a claim and shows it: the one way out of a Test.
func (r *run) finish(result report.Result, took time.Duration) {
	r.record(result)
	r.progress.finish(result.ID, result.Verdict, took)
}

// unjudged is the result of a claim none of whose steps was tried.
func unjudged(c claim.Claim, verdict report.Verdict, why claim.Text) report.Result {
	result := report.NewResult(c)
	result.Verdict, result.Reason = verdict, why
	return result
}

// made counts what a claim made, and what it asked for.
func (r *run) made(trial *trial) report.Made {
	made := report.Made{Namespaces: trial.asked.Namespaces(), Execs: trial.asked.Execs(), Calls: trial.asked.Calls()}
	if r.env.made != nil && trial.scene != nil {
		made.Pods, made.Containers = r.env.made(trial.scene.Folder)
	}
	return made
}

// guarded does a part of the run's own work. A panic in it is a problem of the
// run, and what comes after it is done all the same.
func (r *run) guarded(what string, do func()) {
	err := guard.Call(func() error { do(); return nil })
	if err != nil {
		r.problem(report.RunStage, what+" "+err.Error(), "")
	}
}

// noPanic, deferred, makes an error of a panic in the goroutine of a Test, which
// would end the process before the clean-up.
func (r *run) noPanic(t *testing.T, c claim.Claim) {
	t.Helper()
	if p := recover(); p != nil {
		t.Error(report.Printable(r.panicked(c, p)))
	}
}

func (r *run) panicked(c claim.Claim, p any) string {
	why := fmt.Sprintf("the Test panicked: %v\n%s", p, debug.Stack())
	r.finish(unjudged(c, report.Error, report.Same(why)), 0)
	return c.ID + ": " + why
}

// framework hands the steps to e2e-framework, which filters and runs them.
func (r *run) framework(t *testing.T, ctx context.Context, trial *trial, b *Builder) error {
	t.Helper()
	testEnv, err := env.NewWithContext(ctx, r.options.cfg)
	if err != nil {
		return fmt.Errorf("making an environment of e2e-framework: %w", err)
	}
	testEnv.Test(t, trial.feature(b))
	return nil
}

// conclude makes the result of a trial. failure says why the steps were not tried,
// or not to their end.
func (tr *trial) conclude(partial string, failure error) report.Result {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	result := report.NewResult(tr.claim)
	result.Steps = tr.steps
	if tr.scene != nil {
		result.Observed, result.Measured = observed(tr.scene)
	}
	if failure != nil {
		result.Verdict, result.Reason = report.Error, report.Same(clip(failure.Error(), maxMessage))
		return result
	}
	verdict, reason := verdictOf(tr.steps, partial)
	result.Verdict, result.Reason = verdict, report.Same(reason)
	return result
}

// observed is what the steps noted and measured.
func observed(s *probe.Scene) ([]string, []report.Measurement) {
	notes, seen := s.Notes()
	for i := range notes {
		notes[i] = clip(notes[i], maxNote)
	}
	var measured []report.Measurement
	for _, m := range seen {
		measured = append(measured, report.Measurement{Name: m.Name, Seconds: m.Took.Seconds()})
	}
	return notes, measured
}

// defeatCache keeps go test from answering "(cached)" for a run on a cluster:
// a Test that opens a file of its module whose time of change lies ahead is not
// cached (cmd/go/internal/test, Go 1.26). -count=1 does the same, if given.
func defeatCache(t *testing.T) {
	t.Helper()
	root := moduleRoot()
	if root == "" {
		return // a compiled binary far from the module: nothing is cached there
	}
	name := filepath.Join(root, "_report", ".not-cached")
	ahead := time.Now().Add(time.Hour)
	err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, nil, 0o644), os.Chtimes(name, ahead, ahead))
	if err != nil {
		return // a read-only checkout: the documented -count=1 still holds
	}
	if f, err := os.Open(name); err == nil {
		_ = f.Close()
	}
}
