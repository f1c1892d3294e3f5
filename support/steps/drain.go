package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// IsCordoned keeps new Pods off a worker until the claim is over, or until
// IsUncordoned. It waits up to Settle.
func (w Worker) IsCordoned() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		s.OnLeaving(probe.Undo{
			Cure: "kubectl uncordon " + node,
			Do:   func(ctx context.Context) error { return probe.Uncordon(ctx, s.Kube, node, s.RunID, s.Timeouts) },
		})
		if err := s.Cordon(ctx, node); err != nil {
			return err
		}
		s.Note("node %s is cordoned", node)
		return waitTaint(ctx, s, node, true)
	}
}

// IsUncordoned lets Pods be scheduled to the worker again. It waits up to Settle.
func (w Worker) IsUncordoned() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		if err := probe.Uncordon(ctx, s.Kube, node, s.RunID, s.Timeouts); err != nil {
			return err
		}
		s.Note("node %s is no longer cordoned", node)
		return waitTaint(ctx, s, node, false)
	}
}

// waitTaint waits until the control plane has seen a cordon: the taint is put on
// by the node lifecycle controller, which watches nodes as the scheduler does.
func waitTaint(ctx context.Context, s *probe.Scene, name string, want bool) error {
	return await.For(ctx, fmt.Sprintf("node %s to have the taint of a cordoned one: %t", name, want), s.Timeouts.Settle,
		func(ctx context.Context) (bool, string, error) {
			node, err := oneNode(ctx, s, name)
			if err != nil {
				return false, "", err
			}
			tainted := false
			for _, taint := range node.Spec.Taints {
				tainted = tainted || taint.Key == corev1.TaintNodeUnschedulable
			}
			return tainted == want, fmt.Sprintf("taints %v", node.Spec.Taints), nil
		})
}

// MayRunOn lets the Deployment's Pods run on some workers only.
func (d DeploymentRef) MayRunOn(workers ...Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error {
		spec, _ := manifest.PodSpec(object)
		if spec == nil || object.GetName() != d.name {
			return nil
		}
		var names []string
		for _, w := range workers {
			node, err := w.of(s)
			if err != nil {
				return err
			}
			names = append(names, node)
		}
		manifest.RunOn(spec, names...)
		return nil
	}
}

// IsEvicted asks for the eviction of the Deployment's one Pod, as `kubectl drain`
// does for each of a node, and waits until another has taken its place. It waits up to
// PodDeleted.
func (d DeploymentRef) IsEvicted() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pods, err := podsOf(ctx, s, d.name)
		if err != nil {
			return err
		}
		old, state := d.one(pods)
		if old == nil {
			return fmt.Errorf("evicting the Pod of Deployment %s: it has not exactly one: %s", d.name, state)
		}
		eviction := &policyv1.Eviction{
			ObjectMeta:    metav1.ObjectMeta{Name: old.Name, Namespace: old.Namespace},
			DeleteOptions: &metav1.DeleteOptions{Preconditions: metav1.NewUIDPreconditions(string(old.UID))},
		}
		if err := s.Kube.PolicyV1().Evictions(old.Namespace).Evict(ctx, eviction); err != nil {
			return fmt.Errorf("evicting Pod %s: %w", old.Name, err)
		}
		s.Note("Pod %s of Deployment %s was evicted from node %s", old.Name, d.name, old.Spec.NodeName)
		return await.ForCached(ctx, "Deployment "+d.name+" to have one Pod, which is another", s.Timeouts.PodDeleted,
			looksAt(s, d.name, func(pods []*corev1.Pod) (bool, string, error) {
				pod, state := d.one(pods)
				return pod != nil && pod.UID != old.UID, state, nil
			}))
	}
}
