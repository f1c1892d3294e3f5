package harness

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/e2e-framework/klient/k8s/resources"
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
		r.recordNotApplicable(c, *why)
		t.Skip(why.En)
	}
	r.schedule.arrive(c)
	t.Parallel()
	done, err := r.schedule.turn(r.ctx, c)
	if err != nil {
		r.attempt(c)
		r.recordError(c, "not tried: "+err.Error())
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
	r.record(result)
	r.progress.finish(id, result.Verdict, time.Since(started))
	if result.Verdict == report.Fail || result.Verdict == report.Error {
		t.Error(report.Printable(result.Headline(report.English, r.reportDir)))
	}
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
	r.recordError(c, why)
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

// place is where a claim lives in the cluster.
type place struct {
	pooled     bool // the first namespace is one of the pool
	mu         sync.Mutex
	namespaces []string
}

func (p *place) add(namespace string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.namespaces = append(p.namespaces, namespace)
}

func (p *place) all() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.namespaces...)
}

// settle gives a claim its namespace and its scene.
func (r *run) settle(ctx context.Context, t *trial, here *place, attempt int) error {
	c := t.claim
	folder := attemptFolder(c.ID, attempt)
	manifests, err := fs.Sub(r.manifests, manifestDir(c))
	if err != nil {
		return fmt.Errorf("finding the manifests: %w", err)
	}
	prefix := namespaceName(r.id, c.ID, attempt)
	namespace, toMake := prefix, true
	if r.pools(c) {
		namespace, toMake = r.pool.take(r.id, c.Needs.Level)
	}
	scene, err := r.newScene(c.ID, folder, namespace, string(c.Needs.Level), manifests)
	if err != nil {
		return err
	}
	scene.Prefix = prefix
	var known map[string]types.UID
	err = r.outage.sitOut(ctx, r.timeouts.NamespaceGone, func(ctx context.Context) (err error) {
		if known, err = r.meetWorkers(ctx, c, scene); err != nil {
			return err
		}
		_, err = r.env.pods.List(labels.Nothing()) // the watch of the Pods comes back later than the API
		return err
	})
	if err != nil {
		return err
	}
	t.scene = scene
	t.left = func(ctx context.Context) string { return r.leftSince(ctx, known) }
	scene.MakeNamespaceAt = func(ctx context.Context, name, level string) error {
		return r.another(ctx, here, scene, name, claim.Level(level))
	}
	if toMake {
		err = r.another(ctx, here, scene, namespace, c.Needs.Level)
	} else {
		here.add(namespace)
	}
	here.pooled = err == nil && r.pools(c)
	return err
}

// attemptFolder names what an attempt at a claim keeps on a node, and its evidence.
func attemptFolder(id string, attempt int) string {
	if attempt > 1 {
		return fmt.Sprintf("%s-%d", id, attempt)
	}
	return id
}

// another makes one of a claim's namespaces, once. One that exists already is
// somebody else's, and is left alone.
func (r *run) another(ctx context.Context, here *place, scene *probe.Scene, name string, level claim.Level) error {
	here.mu.Lock()
	defer here.mu.Unlock()
	for _, known := range here.namespaces {
		if known == name {
			return nil
		}
	}
	marks := scene.Labels()
	if name == scene.Namespace && scene.Prefix != "" && name != scene.Prefix {
		marks = map[string]string{probe.RunLabel: r.id} // of no claim in particular
	}
	marks[probe.ClaimsLabel] = "true"
	err := r.makeNamespace(ctx, name, marks, level)
	if !apierrors.IsAlreadyExists(err) { // after any other error it may have been made
		here.namespaces = append(here.namespaces, name)
	}
	return err
}

// undo takes back what the claim changed outside its namespaces. It is done even
// if the run was cancelled.
func (r *run) undo(t *trial) {
	if t.scene == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), r.timeouts.API)
	defer cancel()
	for _, u := range t.scene.Undos() {
		if err := u.Do(ctx); err != nil {
			r.problem(report.LeftOver, err.Error(), u.Cure)
		}
	}
}

// leave gives up a claim's namespaces. It is done even if the run was cancelled. What
// cannot be deleted now is deleted, and seen to be gone, at the end of the run. On a
// cluster that ends with the run only what costs its nodes something ends now.
func (r *run) leave(trial *trial, here *place) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), r.timeouts.API)
	defer cancel()
	if r.throwsAway() {
		r.stopPods(ctx, trial, here)
		return
	}
	given := here.all()
	if here.pooled && len(given) > 0 {
		r.clear(trial.scene, trial.claim.Needs.Level)
		given = given[1:]
	}
	for _, name := range given {
		if err := r.removeNamespace(ctx, name); err != nil {
			r.progress.line("%v; it goes at the end of the run", err)
		}
	}
}

// throwsAway tells whether the cluster ends with the run.
func (r *run) throwsAway() bool {
	return r.env != nil && r.env.own != nil && !r.options.keep && !r.options.reuse
}

// stopPods ends the Pods of a claim and what would make them anew. What goes wrong is no
// matter: the cluster goes with the run.
func (r *run) stopPods(ctx context.Context, trial *trial, here *place) {
	if trial.scene != nil {
		for _, object := range trial.scene.Applied() {
			switch object.(type) {
			case *appsv1.Deployment, *appsv1.DaemonSet:
				_ = trial.scene.Client.Resources().Delete(ctx, object, resources.WithDeletePropagation(string(metav1.DeletePropagationBackground)))
			}
		}
	}
	for _, name := range here.all() {
		r.hastenPods(ctx, name)
	}
}

// maxNamespace leaves room in 63 characters for the name of a second namespace
// of the claim ("-restricted").
const maxNamespace = 52

func namespaceName(runID, claimID string, attempt int) string {
	suffix := ""
	if attempt > 1 {
		suffix = fmt.Sprintf("-%d", attempt)
	}
	name := "volconf-" + runID + "-" + claimID
	if len(name)+len(suffix) > maxNamespace {
		name = strings.TrimRight(name[:maxNamespace-len(suffix)], "-")
	}
	return name + suffix
}

// notApplicable says why a claim cannot be judged on this cluster, or nil.
func (r *run) notApplicable(c claim.Claim) *claim.Text {
	why := applicability(c, r.env.facts.Server, len(r.env.workers), r.env.lacking, r.env.own != nil || r.options.allowDisruption)
	if why != nil {
		return why
	}
	return r.env.tooFewAble(c)
}

func applicability(c claim.Claim, server string, workers int, lacking map[string]string, mayDisrupt bool) *claim.Text {
	in, err := c.Versions.Contains(server)
	switch {
	case err != nil || !in:
		return &claim.Text{
			En: fmt.Sprintf("the claim is about Kubernetes %s, the cluster runs %s", c.Versions, server),
			Ko: fmt.Sprintf("이 주장은 쿠버네티스 %s에 대한 것이고 클러스터는 %s이다", c.Versions, server),
		}
	case workers < c.Needs.Workers:
		return &claim.Text{
			En: fmt.Sprintf("needs %d nodes that Pods are scheduled to, the cluster has %d", c.Needs.Workers, workers),
			Ko: fmt.Sprintf("파드를 스케줄할 수 있는 노드가 %d개 필요한데 클러스터에는 %d개가 있다", c.Needs.Workers, workers),
		}
	case c.Disruption == claim.NodeDisruption && !mayDisrupt:
		return &claim.Text{
			En: "disturbs a node of a cluster that the run did not make: allow it with -allow-disruption",
			Ko: "이 실행이 만들지 않은 클러스터의 노드를 건드린다: -allow-disruption으로 허용할 수 있다",
		}
	}
	for _, need := range append([]string{string(c.Needs.Level)}, c.Needs.Capabilities...) {
		if why := lacking[need]; why != "" {
			return &claim.Text{En: why, Ko: why}
		}
	}
	return nil
}

func (r *run) recordNotApplicable(c claim.Claim, why claim.Text) {
	result := report.NewResult(c)
	result.Verdict, result.Reason = report.NotApplicable, why
	r.record(result)
	r.progress.begin(c.ID)
	r.progress.finish(c.ID, report.NotApplicable, 0)
}

func (r *run) recordError(c claim.Claim, why string) {
	result := report.NewResult(c)
	result.Verdict, result.Reason = report.Error, report.Same(why)
	r.record(result)
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
