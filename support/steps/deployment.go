package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// DeploymentRef names a Deployment of one replica, whose Pods carry the label
// app=<name>.
type DeploymentRef struct{ name string }

// Deployment names a Deployment by the name it has in the manifest.
func Deployment(name string) DeploymentRef { return DeploymentRef{name} }

// PinnedTo lets the Deployment's Pods run on one worker only.
func (d DeploymentRef) PinnedTo(w Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error { return Pod(d.name).PinnedTo(w)(s, object) }
}

// current returns the Deployment's one Pod that is not on its way out.
func (d DeploymentRef) current(s *probe.Scene) (*corev1.Pod, string, error) {
	pods, err := s.Pods.Pods(s.Namespace).List(labels.SelectorFromSet(labels.Set{"app": d.name}))
	if err != nil {
		return nil, "", fmt.Errorf("listing the Pods of Deployment %s: %w", d.name, err)
	}
	var states []string
	var live []*corev1.Pod
	for _, pod := range pods {
		states = append(states, pod.Name+" "+podState(pod))
		if pod.DeletionTimestamp == nil {
			live = append(live, pod)
		}
	}
	state := "Pods: " + strings.Join(states, "; ")
	if len(pods) != 1 || len(live) != 1 {
		return nil, state, nil
	}
	return live[0], state, nil
}

// onWorker waits until the Deployment has exactly one Pod, on a worker, of
// which so holds.
func (d DeploymentRef) onWorker(ctx context.Context, s *probe.Scene, w Worker, what string, so func(*corev1.Pod) bool) (PodRef, error) {
	node, err := w.of(s)
	if err != nil {
		return PodRef{}, err
	}
	var found PodRef
	err = await.For(ctx, fmt.Sprintf("Deployment %s to have one Pod on node %s, %s", d.name, node, what), s.Timeouts.PodReady,
		func(context.Context) (bool, string, error) {
			pod, state, err := d.current(s)
			if err != nil || pod == nil {
				return false, state, err
			}
			if err := imageProblem(pod); err != nil {
				return false, "", await.Final(err)
			}
			found = Pod(pod.Name)
			return pod.Spec.NodeName == node && so(pod), state, nil
		})
	return found, err
}

// IsReadyOn waits until the Deployment's one Pod is Ready on a worker.
func (d DeploymentRef) IsReadyOn(w Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		start := time.Now()
		pod, err := d.onWorker(ctx, s, w, "Ready", probe.PodReady)
		if err != nil {
			return judged(err)
		}
		s.Measure("deployment "+d.name+" ready", time.Since(start))
		s.Note("Deployment %s runs Pod %s, Ready on %s", d.name, pod.pod, s.Workers[w])
		return nil
	}
}

// IsStuckOn judges that the Deployment's one Pod is bound to a worker but its
// container cannot be made, for a reason that an event names.
func (d DeploymentRef) IsStuckOn(w Worker, reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := d.onWorker(ctx, s, w, "waiting to be made", stuckOrMade)
		if err != nil {
			return judged(err)
		}
		return pod.IsStuck(reason, text)(ctx, s)
	}
}

// MovesTo points the Deployment's node affinity at another worker and waits
// until the old Pod is gone and a new one is bound there. The scheduler does
// the moving, so that no node has to be cordoned.
func (d DeploymentRef) MovesTo(w Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		var spec corev1.PodSpec
		manifest.RunOn(&spec, node)
		patch, err := json.Marshal(map[string]any{"spec": map[string]any{"template": map[string]any{
			"spec": map[string]any{"affinity": spec.Affinity},
		}}})
		if err != nil {
			return fmt.Errorf("writing the patch of Deployment %s: %w", d.name, err)
		}
		if _, err := s.Kube.AppsV1().Deployments(s.Namespace).
			Patch(ctx, d.name, types.StrategicMergePatchType, patch, metav1.PatchOptions{}); err != nil {
			return fmt.Errorf("moving Deployment %s to node %s: %w", d.name, node, err)
		}
		pod, err := d.onWorker(ctx, s, w, "bound", func(*corev1.Pod) bool { return true })
		if err != nil {
			return err
		}
		s.Note("Deployment %s was moved to node %s, Pod %s", d.name, node, pod.pod)
		return nil
	}
}

// InItsPod makes a step on the Deployment's one Pod, whatever its name is now.
func (d DeploymentRef) InItsPod(step func(PodRef) Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, state, err := d.current(s)
		if err != nil {
			return err
		}
		if pod == nil {
			return fmt.Errorf("Deployment %s has not exactly one Pod: %s", d.name, state)
		}
		return step(Pod(pod.Name))(ctx, s)
	}
}
