package sabotage

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/report"
)

// mendWithin bounds the mending after the caller's context has ended.
const mendWithin = 2 * time.Minute

// SuiteRun is one run of the ordinary suite's binary.
type SuiteRun struct {
	Kubeconfig string
	Claims     []string
	ReportDir  string
	Scale      float64 // of its time-outs
}

// Runner proves the suite on one cluster.
type Runner struct {
	Site     Site
	Images   map[string]string // fixture images by short name
	Dir      string            // of the reports
	Timeouts await.Timeouts
	// Suite runs the suite. Its exit code is of no interest: the report is.
	Suite func(ctx context.Context, run SuiteRun) error
	Log   func(format string, args ...any)
}

// Plan is what is to be proven.
type Plan struct {
	Sabotages []Sabotage
	Claims    []string // only these; empty is all
	Full      bool     // every claim that is not slow, not only a sample
	Scale     float64  // of the suite's time-outs
}

// Prove runs the suite on the clean cluster, under each sabotage, and on the
// clean cluster again. An error says that nothing could be proven; survivors and
// collateral damage are in the proof.
func (r Runner) Prove(ctx context.Context, plan Plan) (*Proof, error) {
	proof := &Proof{Schema: Schema, Suite: report.Suite, Started: time.Now()}
	claims := plan.all()
	before, err := r.clean(ctx, "baseline", claims, plan.Scale)
	if err != nil {
		return proof, err
	}
	proof.Baseline = before
	for _, s := range plan.Sabotages {
		trial := r.try(ctx, s, plan, before)
		proof.Trials = append(proof.Trials, trial)
		r.Log("%s", trial.line())
		if err := proof.Write(r.Dir); err != nil {
			return proof, err
		}
		if ctx.Err() != nil {
			return proof, context.Cause(ctx)
		}
	}
	after, err := r.clean(ctx, "afterwards", claims, plan.Scale)
	proof.Afterwards = after
	proof.Seconds = time.Since(proof.Started).Seconds()
	return proof, errors.Join(err, proof.Write(r.Dir))
}

// clean runs the suite on the unbroken cluster, where every claim must hold.
func (r Runner) clean(ctx context.Context, name string, claims []string, scale float64) (map[string]report.Verdict, error) {
	results, err := r.suite(ctx, SuiteRun{
		Kubeconfig: r.Site.Kubeconfig, Claims: claims, ReportDir: filepath.Join(r.Dir, name), Scale: scale,
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

// try breaks the cluster, runs the suite, and mends the cluster.
func (r Runner) try(ctx context.Context, s Sabotage, plan Plan, before map[string]report.Verdict) Trial {
	trial := Trial{Sabotage: s.ID, Does: s.Does, How: s.How}
	start := time.Now()
	results, err := r.under(ctx, s, SuiteRun{
		Claims: plan.claimsOf(s), ReportDir: filepath.Join(r.Dir, s.ID), Scale: max(plan.Scale, s.Slow),
	})
	trial.Seconds = time.Since(start).Seconds()
	trial.Judgements = Judge(s, before, results)
	if err != nil {
		trial.Problem = err.Error()
	}
	return trial
}

func (r Runner) under(ctx context.Context, s Sabotage, run SuiteRun) (results []report.Result, err error) {
	broken, err := r.breakIt(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("breaking the cluster: %w", err)
	}
	defer func() {
		mending, cancel := context.WithTimeout(context.WithoutCancel(ctx), mendWithin)
		defer cancel()
		if mendErr := broken.Mend(mending); mendErr != nil {
			err = errors.Join(err, fmt.Errorf("mending the cluster: %w", mendErr))
		}
	}()
	if run.Kubeconfig = broken.Kubeconfig; run.Kubeconfig == "" {
		run.Kubeconfig = r.Site.Kubeconfig
	}
	group, running := errgroup.WithContext(ctx)
	during, stop := context.WithCancel(running)
	if broken.Meanwhile != nil {
		group.Go(func() error { return broken.Meanwhile(during) })
	}
	group.Go(func() (err error) {
		defer stop()
		results, err = r.suite(running, run)
		return err
	})
	return results, group.Wait()
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

func (r Runner) breakIt(ctx context.Context, s Sabotage) (*Broken, error) {
	if s.How != Admission {
		return s.Break(ctx, r.Site)
	}
	hook := Webhook{Kube: r.Site.Kube, Image: r.Images["mutator"], Timeouts: r.Timeouts}
	if hook.Image == "" {
		return nil, errors.New("there is no fixture image mutator: run `make fixture-images`")
	}
	mend := func(ctx context.Context) error { return hook.Remove(ctx, s.ID) }
	set := mutation.Set{ID: s.ID, Helper: r.Images["shell"], Relax: true, Rules: s.Rules}
	if err := hook.Install(ctx, set); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &Broken{Mend: mend}, nil
}

// claimsOf lists the claims that are run with a sabotage.
func (p Plan) claimsOf(s Sabotage) []string {
	ids := slices.Concat(s.Concerns(), Sample())
	if p.Full || s.How == Timing {
		for _, c := range claim.All() {
			if c.Speed != claim.Slow {
				ids = append(ids, c.ID)
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(p.Claims) > 0 {
		ids = slices.DeleteFunc(ids, func(id string) bool { return !slices.Contains(p.Claims, id) })
	}
	return ids
}

// all lists the claims of all sabotages.
func (p Plan) all() []string {
	var ids []string
	for _, s := range p.Sabotages {
		ids = append(ids, p.claimsOf(s)...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
