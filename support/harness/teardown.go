package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/leftover"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

// clusterWithin bounds the removal of the run's own cluster: 3 s were measured.
const clusterWithin = 3 * time.Minute

// tearDown removes all that the run made. It goes on after each error: what is
// left must not depend on what went wrong first.
func (r *run) tearDown() {
	if r.env == nil {
		return
	}
	r.pool.busy.Wait()
	if r.env.stop != nil {
		defer r.env.stop()
	}
	r.env.shells.Close()
	// A cluster that ends with the run takes everything with it: there is
	// nothing to be found left over in it.
	if r.throwsAway() {
		r.endCluster()
		return
	}
	if r.env.touched {
		r.cleanCluster()
	}
	if r.env.own != nil {
		if err := r.env.own.Keep(); err != nil {
			r.problem(report.CleanupStage, err.Error(), r.options.cleanup())
		}
		r.progress.line("cluster %s is kept: export KUBECONFIG=%s", r.env.own.Name(), r.env.own.Kubeconfig())
	}
}

func (r *run) endCluster() {
	ctx, cancel := r.cleanUpContext(clusterWithin)
	defer cancel()
	start := time.Now()
	if err := r.env.own.Delete(ctx); err != nil {
		r.problem(report.LeftOver, err.Error(), r.options.cleanup())
		return
	}
	r.progress.line("cluster %s is gone after %.1fs", r.env.own.Name(), time.Since(start).Seconds())
}

// cleanCluster takes the run's objects and folders out of a cluster that stays.
// The folders go before the observer that can reach them, and after the claims'
// Pods that could still write there; what is outside namespaces goes last, for
// PersistentVolumes wait for what claims them. A Pod that will not go may wait for an
// instrument to let go of its volume: it counts only if it outlives these.
func (r *run) cleanCluster() {
	ctx, cancel := r.cleanUpContext(2*r.timeouts.NamespaceGone + clusterWithin)
	defer cancel()
	if err := errors.Join(r.seeThrough(ctx, r.removeRunNamespaces), r.seeThrough(ctx, r.podsGone)); err != nil {
		r.progress.line("%v; the clean-up goes on", err)
	}
	for _, step := range []func(context.Context) error{
		r.removeRunNamespaces, r.cleanNodes, r.removeInstruments, r.namespacesGone,
		r.removeClusterObjects, r.giveVolumesBack, r.clusterObjectsGone,
	} {
		if err := r.seeThrough(ctx, step); err != nil {
			r.problem(report.LeftOver, err.Error(), r.options.cleanup())
		}
	}
}

// seeThrough makes a step of the clean-up again while its errors are such as go away
// by themselves: an API server that is not there at the end of a run is no reason to
// leave everything behind. It takes longer than any step waits by itself: what a step
// has to say of its own wait is not lost.
func (r *run) seeThrough(ctx context.Context, step func(context.Context) error) error {
	return await.For(ctx, "the clean-up to get through", 2*r.timeouts.NamespaceGone, func(ctx context.Context) (bool, string, error) {
		err := step(ctx)
		return err == nil, "", err
	})
}

func (r *run) removeInstruments(ctx context.Context) error {
	return r.removeNamespace(ctx, r.env.instruments)
}

// giveVolumesBack has the volumes go that provisioners made for the run's PVCs and
// that the policy Retain would keep.
func (r *run) giveVolumesBack(ctx context.Context) error {
	volumes, err := leftover.Provisioned(ctx, r.env.kube, r.id)
	if err != nil {
		return err
	}
	var errs []error
	for i := range volumes {
		if volumes[i].Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimRetain {
			errs = append(errs, leftover.GiveBack(ctx, r.env.kube, volumes[i].Name))
		}
	}
	return errors.Join(errs...)
}

// clusterObjectsGone waits until nothing of the run is left outside namespaces: a
// finalizer, or a provisioner that fails, may keep it.
func (r *run) clusterObjectsGone(ctx context.Context) error {
	return await.For(ctx, "what the run made outside namespaces to be gone", r.timeouts.NamespaceGone, func(ctx context.Context) (bool, string, error) {
		left, err := leftover.ClusterScoped(ctx, r.env.kube, r.id)
		if err != nil {
			return false, "", err
		}
		volumes, err := leftover.Provisioned(ctx, r.env.kube, r.id)
		if err != nil {
			return false, "", err
		}
		for i := range volumes {
			left = append(left, fmt.Sprintf("PersistentVolume %s, which was provisioned for the run (%s, %s)",
				volumes[i].Name, volumes[i].Spec.PersistentVolumeReclaimPolicy, volumes[i].Status.Phase))
		}
		return len(left) == 0, "still there: " + strings.Join(left, ", "), nil
	})
}

// removeRunNamespaces deletes every namespace of the run but the instruments'.
func (r *run) removeRunNamespaces(ctx context.Context) error {
	namespaces, err := r.runNamespaces(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for i := range namespaces {
		if name := namespaces[i].Name; name != r.env.instruments {
			errs = append(errs, r.removeNamespace(ctx, name))
		}
	}
	return errors.Join(errs...)
}

// podsGone waits until none of the claims' Pods is left: a namespace takes some
// seconds more to go.
func (r *run) podsGone(ctx context.Context) error {
	if r.env.pods == nil {
		return r.namespacesGone(ctx)
	}
	return await.For(ctx, "the claims' Pods to be gone", r.timeouts.NamespaceGone, func(context.Context) (bool, string, error) {
		pods, err := r.env.pods.List(labels.Everything())
		if err != nil {
			return false, "", err
		}
		var left []string
		for _, pod := range pods {
			if pod.Namespace != r.env.instruments {
				left = append(left, pod.Namespace+"/"+pod.Name)
			}
		}
		return len(left) == 0, "still there: " + strings.Join(left, ", "), nil
	})
}

func (r *run) runNamespaces(ctx context.Context) ([]corev1.Namespace, error) {
	list, err := r.env.kube.CoreV1().Namespaces().List(ctx, metav1.ListOptions{LabelSelector: probe.RunLabel + "=" + r.id})
	if err != nil {
		return nil, fmt.Errorf("listing the run's namespaces: %w", err)
	}
	return list.Items, nil
}

func (r *run) namespacesGone(ctx context.Context) error {
	return await.For(ctx, "the run's namespaces to be gone", r.timeouts.NamespaceGone, func(ctx context.Context) (bool, string, error) {
		left, err := r.runNamespaces(ctx)
		if err != nil {
			return false, "", err
		}
		names := make([]string, 0, len(left))
		for i := range left {
			names = append(names, left[i].Name)
		}
		return len(left) == 0, "still there: " + strings.Join(names, ", ") + whyTerminating(left), nil
	})
}

// cleanNodes removes the run's folder from every worker, and finds out whether
// it is gone.
// A node that has left the cluster took its folders along.
func (r *run) cleanNodes(ctx context.Context) error {
	if !r.env.observed {
		return nil // so no claim with a hostPath has run
	}
	there, err := r.nodeNames(ctx)
	if err != nil {
		return err
	}
	scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
	if err != nil {
		return err
	}
	var errs []error
	for _, node := range r.env.workers {
		if !slices.Contains(there, node) {
			r.progress.line("node %s has left the cluster", node)
			continue
		}
		errs = append(errs, scene.ForgetRun(ctx, node))
	}
	return errors.Join(errs...)
}

func (r *run) nodeNames(ctx context.Context) ([]string, error) {
	list, err := r.env.kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the nodes: %w", err)
	}
	names := make([]string, 0, len(list.Items))
	for i := range list.Items {
		names = append(names, list.Items[i].Name)
	}
	return names, nil
}

// removeClusterObjects deletes what the run's claims made outside namespaces.
func (r *run) removeClusterObjects(ctx context.Context) error {
	ours := metav1.ListOptions{LabelSelector: probe.RunLabel + "=" + r.id}
	var errs []error
	for what, remove := range map[string]func(context.Context, metav1.DeleteOptions, metav1.ListOptions) error{
		"policy bindings":   r.env.kube.AdmissionregistrationV1().ValidatingAdmissionPolicyBindings().DeleteCollection,
		"policies":          r.env.kube.AdmissionregistrationV1().ValidatingAdmissionPolicies().DeleteCollection,
		"PersistentVolumes": r.env.kube.CoreV1().PersistentVolumes().DeleteCollection,
		"StorageClasses":    r.env.kube.StorageV1().StorageClasses().DeleteCollection,
	} {
		if err := remove(ctx, metav1.DeleteOptions{}, ours); err != nil {
			errs = append(errs, fmt.Errorf("deleting the run's %s: %w", what, err))
		}
	}
	return errors.Join(errs...)
}
