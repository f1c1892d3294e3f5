package sabotage

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/runid"
)

// errNotMended ends a proof: whatever came after it would be void.
var errNotMended = errors.New("the cluster could not be mended")

// mendWithin bounds the mending after the caller's context has ended.
const mendWithin = 2 * time.Minute

// Sabotages are tried beside each other, for under most of them the suite waits for
// what does not come: so many at a time at most, and with so many claims, twice of
// what a run of the suite has at once.
const (
	lanes        = 8
	claimsBeside = 32
)

// SuiteRun is one run of the ordinary suite's binary.
type SuiteRun struct {
	ID         string // of the run; what is done in the API reaches this run alone
	Kubeconfig string
	Claims     []string
	ReportDir  string
	Scale      float64 // of its time-outs
}

// Runner proves the suite on one cluster.
type Runner struct {
	Site     held.Cluster
	Dir      string // of the reports
	Timeouts await.Timeouts
	// Suite runs the suite. Its exit code is of no interest: the report is.
	Suite func(ctx context.Context, run SuiteRun) error
	Log   func(format string, args ...any)
}

// Plan is what is to be proven, and what there is to know of the claims, which the
// engine knows by no name.
type Plan struct {
	Sabotages []Sabotage
	Register  []claim.Claim // every claim that there is
	Sample    []string      // claims that are run with every sabotage
	// Spared are claims about the Pod Security of their namespaces: these stay what they
	// are under a sabotage that is not about it.
	Spared []string

	Claims []string // only these; empty is all
	Full   bool     // every claim that is not slow, not only the sample
	Scale  float64  // of the suite's time-outs
}

// known refuses a claim that is not in the register: nobody could tell what it disturbs.
func (p Plan) known(ids []string) error {
	for _, id := range ids {
		if !slices.ContainsFunc(p.Register, func(c claim.Claim) bool { return c.ID == id }) {
			return fmt.Errorf("claim %s is not in the register", id)
		}
	}
	return nil
}

// Prove runs the suite on the clean cluster, under each sabotage, and on the
// clean cluster again. An error says that nothing could be proven; survivors and
// collateral damage are in the proof.
func (r Runner) Prove(ctx context.Context, plan Plan) (*Proof, error) {
	proof := &Proof{Schema: Schema, Suite: report.Suite, Started: time.Now()}
	attempts := plan.attempts()
	claims := claimsOf(attempts)
	if err := plan.known(claims); err != nil {
		return proof, err
	}
	before, err := r.clean(ctx, "baseline", claims, plan.Scale)
	if err != nil {
		return proof, err
	}
	proof.Baseline = before
	if err := r.tryAll(ctx, plan, attempts, proof); err != nil {
		return proof, err
	}
	after, err := r.clean(ctx, "afterwards", claims, plan.Scale)
	proof.Afterwards = after
	proof.Seconds = time.Since(proof.Started).Seconds()
	return proof, errors.Join(err, proof.Write(r.Dir))
}

// tryAll tries what keeps to a run in lanes, and then the rest one by one.
func (r Runner) tryAll(ctx context.Context, plan Plan, attempts []attempt, proof *Proof) error {
	var mu sync.Mutex
	try := func(ctx context.Context, a attempt, port int32) error {
		trials, broken := r.try(ctx, a, plan.Scale, proof.Baseline, port)
		mu.Lock()
		defer mu.Unlock()
		proof.add(plan.Sabotages, trials)
		for _, trial := range trials {
			r.Log("%s", trial.line())
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return errors.Join(broken, proof.Write(r.Dir))
	}
	if err := inLanes(ctx, attempts, try); err != nil {
		return err
	}
	for _, a := range attempts {
		if a.beside {
			continue
		}
		if err := try(ctx, a, firstPort); err != nil {
			return err
		}
	}
	return nil
}

// inLanes tries what others may be tried beside, each with a port of its own.
func inLanes(ctx context.Context, attempts []attempt, try func(ctx context.Context, a attempt, port int32) error) error {
	ports := make(chan int32, lanes)
	for i := range int32(lanes) {
		ports <- firstPort + i
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(lanes)
	room := semaphore.NewWeighted(claimsBeside)
	for _, a := range attempts {
		if !a.beside {
			continue
		}
		needs := min(int64(len(a.claims)), claimsBeside)
		group.Go(guard.Func(func() error {
			if err := room.Acquire(ctx, needs); err != nil {
				return err
			}
			defer room.Release(needs)
			port := <-ports
			defer func() { ports <- port }()
			return try(ctx, a, port)
		}))
	}
	return group.Wait()
}

// clean runs the suite on the unbroken cluster, where every claim must hold.
func (r Runner) clean(ctx context.Context, name string, claims []string, scale float64) (map[string]report.Verdict, error) {
	results, err := r.suite(ctx, SuiteRun{
		ID: runid.New(), Kubeconfig: r.Site.Kubeconfig, Claims: claims, ReportDir: filepath.Join(r.Dir, name), Scale: scale,
	})
	if err != nil {
		return nil, fmt.Errorf("the clean run %q: %w", name, err)
	}
	verdicts := map[string]report.Verdict{}
	var red []error
	for _, result := range results {
		if slices.Contains(claims, result.ID) {
			verdicts[result.ID] = result.Verdict
			if result.Verdict != report.Pass && result.Verdict != report.NotApplicable {
				red = append(red, fmt.Errorf("the clean run %q is not green: %s is %s: %s", name, result.ID, describe(result), result.Reason.En))
			}
		}
	}
	r.Log("clean run %q: %d claims", name, len(verdicts))
	return verdicts, errors.Join(red...)
}

// try breaks the cluster, runs the suite, and mends the cluster. Sabotages that
// are tried together answer for their own claims and for those that none of them
// concerns. The error is that of a cluster that nothing more can be tried on.
func (r Runner) try(ctx context.Context, a attempt, scale float64, before map[string]report.Verdict, port int32) ([]Trial, error) {
	start := time.Now()
	results, err := r.under(ctx, a, port, SuiteRun{
		ID: runid.New(), Claims: a.claims, ReportDir: filepath.Join(r.Dir, a.id), Scale: max(scale, a.slow()),
	})
	trials := make([]Trial, len(a.sabotages))
	for i, s := range a.sabotages {
		trials[i] = Trial{
			Sabotage: s.ID, Does: s.Does, How: s.How, Report: a.id, Seconds: time.Since(start).Seconds() / float64(len(a.sabotages)),
			Judgements: Judge(s, before, slices.DeleteFunc(slices.Clone(results), func(result report.Result) bool {
				return a.leaves(s, result.ID)
			})),
		}
		if err != nil {
			trials[i].Problem = err.Error()
		}
	}
	if errors.Is(err, errNotMended) {
		return trials, err
	}
	return trials, nil
}

func (r Runner) under(ctx context.Context, a attempt, port int32, run SuiteRun) (results []report.Result, err error) {
	broken, err := r.breakIt(ctx, a, Webhook{
		Kube: r.Site.Kube, Image: r.Site.Images["mutator"], RunID: run.ID, Port: port, Timeouts: r.Timeouts,
	})
	if err != nil {
		return nil, fmt.Errorf("breaking the cluster: %w", err)
	}
	defer func() {
		mending, cancel := context.WithTimeout(context.WithoutCancel(ctx), mendWithin)
		defer cancel()
		if mendErr := r.mend(mending, broken); mendErr != nil {
			err = errors.Join(err, fmt.Errorf("%w: %w", errNotMended, mendErr))
		}
	}()
	if run.Kubeconfig = broken.Kubeconfig; run.Kubeconfig == "" {
		run.Kubeconfig = r.Site.Kubeconfig
	}
	err = held.Beside(ctx, broken.Meanwhile, func(ctx context.Context) (err error) {
		results, err = r.suite(ctx, run)
		return err
	})
	return results, err
}

// mend takes the sabotage back and waits for the nodes: what is tried next would be
// judged on a cluster that is broken for another reason.
func (r Runner) mend(ctx context.Context, broken *held.Changed) error {
	if err := broken.Undo(ctx); err != nil {
		return err
	}
	return r.Site.Ready(ctx, r.Timeouts)
}

func (r Runner) suite(ctx context.Context, run SuiteRun) ([]report.Result, error) {
	if err := r.Suite(ctx, run); err != nil {
		return nil, err
	}
	written, err := report.Read(run.ReportDir)
	if err != nil {
		return nil, err
	}
	return written.Claims, nil
}

// breakIt does on the nodes and in the API what the attempt's sabotages say.
func (r Runner) breakIt(ctx context.Context, a attempt, hook Webhook) (*held.Changed, error) {
	changes := a.breaks()
	if runc := a.runc(); runc != "" {
		changes = append(changes, runcLie(hook.RunID, runc))
	}
	if told := a.told(r.Site); len(told.Rules) > 0 {
		changes = append(changes, hook.breaks(told))
	}
	return held.All(changes...)(ctx, r.Site)
}

// claimsOf lists the claims of all attempts.
func claimsOf(attempts []attempt) []string {
	var ids []string
	for _, a := range attempts {
		ids = append(ids, a.claims...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
