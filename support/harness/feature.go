package harness

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"sigs.k8s.io/e2e-framework/pkg/envconf"
	"sigs.k8s.io/e2e-framework/pkg/features"
	"sigs.k8s.io/e2e-framework/pkg/types"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/tally"
)

// Step is one line of a claim's Test; the package steps makes them.
type Step = func(ctx context.Context, s *probe.Scene) error

// Builder lists the steps of a claim in the order in which they run.
type Builder struct {
	steps []declared
}

type declared struct {
	name string
	kind report.StepKind
	step Step
}

// Feature starts the list of a claim's steps.
func Feature() *Builder { return &Builder{} }

// Setup adds what must be there before the claim can be tried. Set-ups run
// before everything else.
func (b *Builder) Setup(name string, step Step) *Builder { return b.add(name, report.Setup, step) }

// Act adds something that is done to the cluster between two observations.
// Whatever goes wrong in it says nothing about the claim.
func (b *Builder) Act(name string, step Step) *Builder { return b.add(name, report.Act, step) }

// Control adds the twin observation that gives a later Assess its meaning. If
// it does not hold, the claim is in error.
func (b *Builder) Control(name string, step Step) *Builder { return b.add(name, report.Control, step) }

// Assess adds a judgement on the claim. A fact that contradicts it breaks the
// claim; any other error in it does not.
func (b *Builder) Assess(name string, step Step) *Builder { return b.add(name, report.Assess, step) }

func (b *Builder) add(name string, kind report.StepKind, step Step) *Builder {
	b.steps = append(b.steps, declared{name, kind, step})
	return b
}

// trial is one attempt at a claim: its scene and what became of its steps.
type trial struct {
	claim claim.Claim
	scene *probe.Scene
	asked tally.Tally
	// left says which node of the claim's has left the cluster since the attempt began.
	left func(ctx context.Context) string

	mu    sync.Mutex
	steps []report.Step
	void  string // why the attempt shows nothing, and the claim is to be tried elsewhere
}

func newTrial(c claim.Claim, b *Builder) *trial {
	t := &trial{claim: c}
	for _, d := range b.steps {
		t.steps = append(t.steps, report.Step{Name: d.name, Kind: d.kind, Outcome: report.StepNotRun})
	}
	return t
}

// feature turns the declared steps into a feature of e2e-framework, which then
// filters, orders and runs them.
func (tr *trial) feature(b *Builder) types.Feature {
	builder := features.NewWithDescription(tr.claim.ID, tr.claim.Statement.En)
	for key, values := range tr.claim.Labels() {
		for _, value := range values {
			builder.WithLabel(key, value)
		}
	}
	for i, d := range b.steps {
		if d.kind == report.Setup {
			builder.WithSetup(d.name, tr.run(i, d))
			continue
		}
		builder.Assess(d.name, tr.run(i, d))
	}
	return builder.Feature()
}

func (tr *trial) run(i int, d declared) features.Func {
	return func(ctx context.Context, t *testing.T, _ *envconf.Config) context.Context {
		t.Helper()
		if why := tr.isVoid(); why != "" {
			t.Skip(why)
		}
		start := time.Now()
		outcome, message := outcomeOf(d.kind, attempted(ctx, tr.scene, d.step))
		tr.mu.Lock()
		tr.steps[i].Outcome, tr.steps[i].Message, tr.steps[i].Seconds = outcome, message, time.Since(start).Seconds()
		tr.mu.Unlock()
		if outcome == report.StepHeld {
			return ctx
		}
		said := report.Printable(fmt.Sprintf("%s %s: %s: %s", d.kind, d.name, outcome, message))
		if why := tr.voids(ctx); why != "" {
			t.Skip(why + ": " + said)
		}
		t.Fatal(said)
		return ctx
	}
}

// voids makes the attempt void where a node of the claim's has left: with it went its
// Pods, and what was seen, whatever that is, says nothing about the claim.
func (tr *trial) voids(ctx context.Context) string {
	if tr.left == nil {
		return ""
	}
	why := tr.left(ctx)
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.void = why
	return why
}

func (tr *trial) isVoid() string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.void
}

// attempted makes an error of a panic: e2e-framework and go test would end the
// process, and leave the cluster behind.
func attempted(ctx context.Context, s *probe.Scene, step Step) error {
	err := guard.Call(func() error { return step(ctx, s) })
	var panicked *guard.PanicError
	if errors.As(err, &panicked) {
		return fmt.Errorf("the step %w", err)
	}
	return err
}

// outcomeOf judges how a step ended. Only an Assess can break a claim, and only
// by a fact.
func outcomeOf(kind report.StepKind, err error) (report.Outcome, string) {
	var broken *claim.BrokenError
	switch {
	case err == nil:
		return report.StepHeld, ""
	case errors.As(err, &broken) && kind == report.Assess:
		return report.StepBroken, clip(err.Error(), maxMessage)
	}
	return report.StepError, clip(err.Error(), maxMessage)
}

// verdictOf concludes from the steps of a claim. partial names the flag that
// left some out on purpose.
func verdictOf(steps []report.Step, partial string) (report.Verdict, string) {
	notRun := ""
	for _, s := range steps {
		switch s.Outcome {
		case report.StepBroken:
			return report.Fail, s.Message
		case report.StepError:
			return report.Error, fmt.Sprintf("%s %s: %s", s.Kind, s.Name, s.Message)
		case report.StepNotRun:
			if notRun == "" {
				notRun = s.Name
			}
		}
	}
	switch {
	case len(steps) == 0:
		return report.Error, "the Test has no steps"
	case partial != "":
		return report.Skipped, partial + " left out parts of the claim: what ran held, which is no verdict"
	case notRun != "":
		return report.Error, fmt.Sprintf("step %s did not run", notRun)
	}
	return report.Pass, ""
}
