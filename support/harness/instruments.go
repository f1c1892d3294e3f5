package harness

import (
	"context"
	"fmt"
	"maps"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/instrument"
	"github.com/volconf/volconf/support/namespace"
	"github.com/volconf/volconf/support/probe"
)

// placeInstruments starts the node observer on every worker and the git server.
// Where Pods may not mount the node's file system, there is no observer, and
// the claims that need one are not applicable.
func (r *run) placeInstruments(ctx context.Context) error {
	if err := r.takeID(ctx); err != nil {
		return err
	}
	scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
	if err != nil {
		return err
	}
	refusal, err := r.hostPathRefused(ctx)
	if err != nil {
		return err
	}
	if refusal == "" {
		if err := instrument.Place(ctx, scene, r.manifests, instrument.Observer); err != nil {
			return err
		}
	} else {
		why := "Pods may not mount folders of the node: " + refusal
		r.env.lacking[claim.NodeObserver] = why
		r.env.lacking[string(claim.Privileged)] = why
		r.progress.line("%s", why)
	}
	if err := instrument.Place(ctx, scene, r.manifests, instrument.Git); err != nil {
		return err
	}
	r.env.observed = refusal == ""
	if r.env.observed {
		if err := r.awaitObservers(ctx); err != nil {
			return err
		}
	}
	return instrument.Ready(ctx, probe.GitApp, 1, r.timeouts.PodReady, func(context.Context) ([]*corev1.Pod, error) {
		return scene.Pods.Pods(scene.Instruments).List(labels.SelectorFromSet(labels.Set{"app": probe.GitApp}))
	})
}

// hostPathRefused tries, without making it, a Pod that mounts a folder of the
// node. It returns the policy's own words if there is one against it.
func (r *run) hostPathRefused(ctx context.Context) (string, error) {
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "may-mount-hostpath", Namespace: r.env.instruments},
		Spec: corev1.PodSpec{
			Containers: []corev1.Container{{Name: "c", Image: "volconf.invalid/none"}},
			Volumes: []corev1.Volume{{Name: "v", VolumeSource: corev1.VolumeSource{
				HostPath: &corev1.HostPathVolumeSource{Path: probe.NodeRoot},
			}}},
		},
	}
	_, err := r.env.kube.CoreV1().Pods(r.env.instruments).Create(ctx, pod, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	switch {
	case err == nil:
		return "", nil
	case apierrors.IsForbidden(err) || apierrors.IsInvalid(err) || apierrors.IsBadRequest(err):
		return err.Error(), nil
	}
	return "", fmt.Errorf("trying whether Pods may mount folders of the node: %w", err)
}

// makeNamespace makes a namespace of the run, ready for Pods.
func (r *run) makeNamespace(ctx context.Context, name string, marks map[string]string, level claim.Level) error {
	labels := maps.Clone(marks)
	labels["pod-security.kubernetes.io/enforce"] = string(level)
	if err := namespace.Make(ctx, r.env.kube, name, labels, r.timeouts.NamespaceReady); err != nil {
		return err
	}
	return r.copyPullSecret(ctx, name, marks)
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

// hastenPods deletes the Pods of a namespace that is going: its controller would
// come to them some seconds later, one kind of object after the other. What goes
// wrong is no matter, for that controller comes all the same.
func (r *run) hastenPods(ctx context.Context, namespace string) {
	if r.env.pods == nil {
		return
	}
	pods, _ := r.env.pods.Pods(namespace).List(labels.Everything()) // a cache: it has no errors
	for _, pod := range pods {
		_ = r.env.kube.CoreV1().Pods(namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{})
	}
}
