package harness

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	appsv1 "k8s.io/api/apps/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/e2e-framework/klient/k8s/resources"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

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
	if here.pooled = r.pools(c); here.pooled {
		namespace, toMake = r.pool.take(r.id, c.Needs.Level)
		if !toMake {
			here.add(namespace)
		}
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
	if !toMake {
		return nil
	}
	return r.another(ctx, here, scene, namespace, c.Needs.Level)
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
		r.giveUp(trial, given[0])
		given = given[1:]
	}
	for _, name := range given {
		if err := r.removeNamespace(ctx, name); err != nil {
			r.progress.line("%v; it goes at the end of the run", err)
		}
	}
}

// giveUp gives a namespace back to the pool: at once where the claim ended before it made
// anything there.
func (r *run) giveUp(trial *trial, namespace string) {
	if trial.scene == nil {
		r.pool.giveBack(trial.claim.Needs.Level, namespace)
		return
	}
	r.clear(trial.scene, trial.claim.Needs.Level)
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
