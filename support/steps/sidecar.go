package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// withoutContainer is the strategic merge patch of a template that takes one
// container out.
func withoutContainer(name string) map[string]any {
	return map[string]any{"spec": map[string]any{"containers": []any{map[string]any{"name": name, "$patch": "delete"}}}}
}

// Loses takes a container out of the Deployment's template, which replaces its
// Pod.
func (d DeploymentRef) Loses(container string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		patch, err := json.Marshal(map[string]any{"spec": map[string]any{"template": withoutContainer(container)}})
		if err != nil {
			return fmt.Errorf("writing the patch of Deployment %s: %w", d.name, err)
		}
		_, err = s.Kube.AppsV1().Deployments(s.Namespace).Patch(ctx, d.name, types.StrategicMergePatchType, patch, metav1.PatchOptions{})
		if err != nil {
			return fmt.Errorf("taking container %s out of Deployment %s: %w", container, d.name, err)
		}
		return nil
	}
}

// IsReadyWith judges that the Deployment comes to have one Pod, Ready, with
// exactly these containers.
func (d DeploymentRef) IsReadyWith(containers ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		what := fmt.Sprintf("Deployment %s to have one Pod, Ready, with containers %s", d.name, strings.Join(containers, ", "))
		err := await.For(ctx, what, s.Timeouts.PodReady, func(context.Context) (bool, string, error) {
			pod, state, err := d.current(s)
			if err != nil || pod == nil {
				return false, state, err
			}
			return probe.PodReady(pod) && hasContainers(pod, containers), state, nil
		})
		if err != nil {
			return judged(err)
		}
		s.Note("Deployment %s has one Pod, Ready, with containers %s", d.name, strings.Join(containers, ", "))
		return nil
	}
}

func hasContainers(pod *corev1.Pod, names []string) bool {
	if len(pod.Spec.Containers) != len(names) {
		return false
	}
	for i, name := range names {
		if pod.Spec.Containers[i].Name != name {
			return false
		}
	}
	return true
}

// HasReady judges that exactly so many of the Pod's containers come to be ready,
// and that the Pod is Ready if and only if they are all.
func (p PodRef) HasReady(ready int) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitFor(ctx, s, fmt.Sprintf("to have %d ready containers", ready), s.Timeouts.PodReady,
			func(pod *corev1.Pod) bool {
				count := readyContainers(pod)
				return count == ready && probe.PodReady(pod) == (count == len(pod.Spec.Containers))
			})
		if err != nil {
			return judged(err)
		}
		s.Note("Pod %s: %d of %d containers ready, Pod Ready is %t", p.pod, ready, len(pod.Spec.Containers), probe.PodReady(pod))
		return nil
	}
}

func readyContainers(pod *corev1.Pod) int {
	count := 0
	for _, status := range pod.Status.ContainerStatuses {
		if status.Ready {
			count++
		}
	}
	return count
}

// HasPhase judges the phase that the Pod is in now.
func (p PodRef) HasPhase(phase corev1.PodPhase) Step {
	return func(_ context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if pod.Status.Phase != phase {
			return claim.Brokenf("Pod %s is %s, not %s: %s", p.pod, pod.Status.Phase, phase, podState(pod))
		}
		s.Note("Pod %s is %s: %s", p.pod, phase, podState(pod))
		return nil
	}
}
