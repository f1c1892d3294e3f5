package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// DeploymentRef names a Deployment of one replica, whose Pods carry the label
// app=<name>.
type DeploymentRef struct{ name, another string }

// Deployment names a Deployment by the name it has in the manifest.
func Deployment(name string) DeploymentRef { return DeploymentRef{name: name} }

// In names the Deployment in another namespace of the claim, by the namespace's name
// in the manifest. What is asked of its Pods is asked of those in the claim's first.
func (d DeploymentRef) In(namespace string) DeploymentRef {
	d.another = namespace
	return d
}

// PinnedTo lets the Deployment's Pods run on one worker only.
func (d DeploymentRef) PinnedTo(w Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error { return Pod(d.name).PinnedTo(w)(s, object) }
}

// one picks the Deployment's one Pod that is not on its way out, nil if there is
// none or another beside it, and says how all of them stand.
func (d DeploymentRef) one(pods []*corev1.Pod) (*corev1.Pod, string) {
	var states []string
	for _, pod := range pods {
		states = append(states, pod.Name+" "+podState(pod))
	}
	state := "Pods: " + strings.Join(states, "; ")
	if len(pods) != 1 || pods[0].DeletionTimestamp != nil {
		return nil, state
	}
	return pods[0], state
}

// waitFor waits until the Deployment has exactly one Pod, of which so holds, and
// returns it as it was seen last: nil if there was not exactly one.
func (d DeploymentRef) waitFor(ctx context.Context, s *probe.Scene, what string, so func(*corev1.Pod) bool) (*corev1.Pod, error) {
	var found *corev1.Pod
	err := await.ForCached(ctx, what, s.Timeouts.PodReady, looksAt(s, d.name, func(pods []*corev1.Pod) (bool, string, error) {
		pod, state := d.one(pods)
		if found = pod; pod == nil {
			return false, state, nil
		}
		if err := probe.ImageProblem(pod); err != nil {
			return false, "", await.Final(err)
		}
		return so(pod), state, nil
	}))
	return found, err
}

// onWorker waits until the Deployment has exactly one Pod, on a worker, of
// which so holds.
func (d DeploymentRef) onWorker(ctx context.Context, s *probe.Scene, w Worker, what string, so func(*corev1.Pod) bool) (*corev1.Pod, error) {
	node, err := w.of(s)
	if err != nil {
		return nil, err
	}
	return d.waitFor(ctx, s, fmt.Sprintf("Deployment %s to have one Pod on node %s, %s", d.name, node, what), func(pod *corev1.Pod) bool {
		return pod.Spec.NodeName == node && so(pod)
	})
}

// IsReadyOn waits until the Deployment's one Pod is Ready on a worker. One that runs,
// and is not, is a fact against it; one that is slow to come or to go is none. It waits
// up to PodReady.
func (d DeploymentRef) IsReadyOn(w Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		start := time.Now()
		pod, err := d.onWorker(ctx, s, w, "Ready", probe.PodReady)
		if err != nil {
			return judgedIf(hasBegun(pod), err)
		}
		s.Measure("deployment "+d.name+" ready", time.Since(start))
		s.Note("Deployment %s runs Pod %s, Ready on %s", d.name, pod.Name, s.Workers[w])
		return nil
	}
}

// IsStuckOn judges that the Deployment's one Pod is bound to a worker but its
// container cannot be made, for a reason that an event names. The event's message
// contains text. It waits up to PodReady for the Pod, and then up to Event.
func (d DeploymentRef) IsStuckOn(w Worker, reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := d.onWorker(ctx, s, w, "waiting to be made", stuckOrMade)
		if err != nil {
			return unjudged(err)
		}
		return Pod(pod.Name).IsStuck(reason, text)(ctx, s)
	}
}

// MovesTo points the Deployment's node affinity at another worker and waits
// until the old Pod is gone and a new one is bound there. The scheduler does
// the moving, so that no node has to be cordoned. It waits up to PodReady.
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
		s.Note("Deployment %s was moved to node %s, Pod %s", d.name, node, pod.Name)
		return nil
	}
}

// InItsPod makes a step on the Deployment's one Pod, whatever its name is now.
func (d DeploymentRef) InItsPod(step func(PodRef) Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pods, err := podsOf(ctx, s, d.name)
		if err != nil {
			return err
		}
		pod, state := d.one(pods)
		if pod == nil {
			return fmt.Errorf("Deployment %s has not exactly one Pod: %s", d.name, state)
		}
		return step(Pod(pod.Name))(ctx, s)
	}
}
