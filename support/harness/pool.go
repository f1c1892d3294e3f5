package harness

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/e2e-framework/klient/k8s"
	"sigs.k8s.io/e2e-framework/klient/k8s/resources"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// pool keeps namespaces that claims live in one after the other, on a cluster that stays:
// to make and to delete one costs more than a Pod does. There are as many of a Pod
// Security level as were wanted at once.
type pool struct {
	mu   sync.Mutex
	free map[claim.Level][]string
	made map[claim.Level]int
	busy sync.WaitGroup // namespaces that are being cleared
}

// take returns a namespace of a level that nobody lives in, or the name of one that is to
// be made.
func (p *pool) take(runID string, level claim.Level) (name string, toMake bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if free := p.free[level]; len(free) > 0 {
		name = free[len(free)-1]
		p.free[level] = free[:len(free)-1]
		return name, false
	}
	if p.made == nil {
		p.free, p.made = map[claim.Level][]string{}, map[claim.Level]int{}
	}
	p.made[level]++
	return fmt.Sprintf("volconf-%s-%s-%d", runID, level, p.made[level]), true
}

func (p *pool) giveBack(level claim.Level, name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free[level] = append(p.free[level], name)
}

// pools tells whether a claim lives in a namespace of the pool.
func (r *run) pools(c claim.Claim) bool { return !r.throwsAway() && !c.Needs.OwnNamespace }

// clear makes a namespace of the pool as it was, in the background, and gives it back
// then. One that cannot be cleared is retired: it is deleted with the others at the end,
// as all are where the run is interrupted.
func (r *run) clear(scene *probe.Scene, level claim.Level) {
	r.pool.busy.Go(func() {
		ctx, cancel := context.WithTimeout(r.ctx, r.timeouts.NamespaceGone)
		defer cancel()
		r.guarded("clearing namespace "+scene.Namespace, func() {
			if err := r.emptied(ctx, scene); err != nil {
				r.progress.line("namespace %s is not used again: %v", scene.Namespace, err)
				return
			}
			r.pool.giveBack(level, scene.Namespace)
		})
	})
}

// emptied deletes what a claim made in its namespace, and what came of it, and sees that
// it is gone. Foreground deletion takes along what is owned.
func (r *run) emptied(ctx context.Context, scene *probe.Scene) error {
	mine := slices.DeleteFunc(scene.Applied(), func(o k8s.Object) bool { return o.GetNamespace() != scene.Namespace })
	remove := func(ctx context.Context, object k8s.Object) (bool, error) {
		err := scene.Client.Resources().Delete(ctx, object, resources.WithDeletePropagation(string(metav1.DeletePropagationForeground)))
		if apierrors.IsNotFound(err) {
			return true, nil
		}
		if err != nil {
			return false, fmt.Errorf("deleting %s: %w", object.GetName(), err)
		}
		return false, nil
	}
	pods := func() ([]*corev1.Pod, error) { return r.env.pods.Pods(scene.Namespace).List(labels.Everything()) }
	return seenToGo(ctx, r.timeouts.PodDeleted, mine, remove, pods)
}

// seenToGo removes objects until each is said to be gone and no Pod is seen.
func seenToGo(ctx context.Context, within time.Duration, objects []k8s.Object, remove func(context.Context, k8s.Object) (gone bool, err error),
	pods func() ([]*corev1.Pod, error),
) error {
	asked := false
	return await.For(ctx, "what the claim made to be gone", within, func(ctx context.Context) (bool, string, error) {
		there, err := pods()
		if err != nil {
			return false, "", err
		}
		if asked && len(there) > 0 { // which is seen without a request
			return false, "still there: Pod " + there[0].Name, nil
		}
		asked = true
		var left []string
		for _, object := range objects {
			gone, err := remove(ctx, object)
			if err != nil {
				return false, "", err
			}
			if !gone {
				left = append(left, object.GetName())
			}
		}
		return len(left)+len(there) == 0, "still there: " + strings.Join(left, ", "), nil
	})
}
