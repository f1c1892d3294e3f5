package harness

import (
	"context"
	"fmt"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/instrument"
	"github.com/volconf/volconf/support/namespace"
	"github.com/volconf/volconf/support/preflight"
	"github.com/volconf/volconf/support/probe"
)

// placeInstruments starts the node observer on every worker and the git server.
// Where Pods may not mount the node's file system, there is no observer, and
// the claims that need one are not applicable.
func (r *run) placeInstruments(ctx context.Context) error {
	if err := r.takeID(ctx); err != nil {
		return err
	}
	if err := r.askWhatIsAdmitted(ctx); err != nil {
		return err
	}
	scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
	if err != nil {
		return err
	}
	if err := r.placeObservers(ctx, scene); err != nil {
		return err
	}
	scene.Workers = r.env.steady()
	if err := instrument.Place(ctx, scene, r.manifests, instrument.Git); err != nil {
		return err
	}
	return instrument.Ready(ctx, probe.GitApp, 1, r.timeouts.PodReady, func(context.Context) ([]*corev1.Pod, error) {
		return scene.Pods.Pods(scene.Instruments).List(labels.SelectorFromSet(labels.Set{"app": probe.GitApp}))
	})
}

// placeObservers starts the node observers, unless it is known that they are refused.
func (r *run) placeObservers(ctx context.Context, scene *probe.Scene) error {
	if why := r.env.lacking[claim.NodeObserver]; why != "" {
		r.progress.line("%s", why)
		return nil
	}
	if err := instrument.Place(ctx, scene, r.manifests, instrument.Observer); err != nil {
		return err
	}
	words, err := r.observersRefused(ctx)
	if err != nil {
		return err
	}
	if words != "" {
		r.env.lacking[claim.NodeObserver] = "the node observer is not admitted: " + words
		r.progress.line("%s", r.env.lacking[claim.NodeObserver])
		return nil
	}
	r.env.observed = true
	return r.awaitObservers(ctx)
}

// askWhatIsAdmitted finds out, in the instruments' namespace and by dry runs, which
// Pods of the claims and of the run somebody of the cluster refuses. That an ordinary
// Pod is refused ends the run: nothing could be tried.
func (r *run) askWhatIsAdmitted(ctx context.Context) error {
	scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
	if err != nil {
		return err
	}
	observer, err := instrument.ObserverTemplate(ctx, scene, r.manifests)
	if err != nil {
		return err
	}
	admitted, err := r.ordinaryPod(ctx, r.env.instruments, scene.Labels())
	if err != nil {
		return err
	}
	findings, err := preflight.Ask(ctx, scene, admitted, observer, preflight.Types(r.chosen()))
	if err != nil {
		return err
	}
	r.env.findings = findings
	maps.Copy(r.env.lacking, findings.Lacking)
	return nil
}

// chosen are the selected claims.
func (r *run) chosen() []claim.Claim {
	return slices.DeleteFunc(claims.All(), func(c claim.Claim) bool { return r.notChosen[c.ID] != "" })
}

// makeNamespace makes a namespace of the run, ready for Pods.
func (r *run) makeNamespace(ctx context.Context, name string, marks map[string]string, level claim.Level) error {
	labels := maps.Clone(marks)
	maps.Copy(labels, namespace.PodSecurity(string(level)))
	if err := namespace.Make(ctx, r.env.kube, name, labels, r.timeouts.NamespaceReady); err != nil {
		return err
	}
	if err := r.copyPullSecret(ctx, name, marks); err != nil {
		return err
	}
	_, err := r.ordinaryPod(ctx, name, marks)
	return err
}

// ordinaryPod waits until a namespace admits an ordinary Pod.
func (r *run) ordinaryPod(ctx context.Context, name string, marks map[string]string) (*corev1.Pod, error) {
	pod, err := preflight.Ordinary(r.env.images.resolve, r.env.wishes, name, marks)
	if err != nil {
		return nil, err
	}
	return namespace.Admits(ctx, r.env.kube, pod, r.timeouts.NamespaceReady)
}

// removeNamespace asks for a namespace to be deleted and does not wait: the
// end of the run waits for all of them at once.
func (r *run) removeNamespace(ctx context.Context, name string) error {
	err := r.env.kube.CoreV1().Namespaces().Delete(ctx, name, metav1.DeleteOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("deleting namespace %s: %w", name, err)
	}
	r.hastenPods(ctx, name)
	return nil
}

// hastenPods deletes the Pods of a namespace. Where that is going, its controller would
// come to them some seconds later, one kind of object after the other: what goes wrong is
// no matter.
func (r *run) hastenPods(ctx context.Context, namespace string) {
	if r.env.pods == nil {
		return
	}
	pods, _ := r.env.pods.Pods(namespace).List(labels.Everything()) // a cache: it has no errors
	for _, pod := range pods {
		_ = r.env.kube.CoreV1().Pods(namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{})
	}
}
