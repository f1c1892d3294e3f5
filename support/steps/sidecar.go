package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

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
// exactly these containers of those that its manifest has: what somebody else puts in
// does not count. One Pod that runs, and is otherwise, is a fact against it; one
// that is slow to come or to go is none. It waits up to PodReady.
func (d DeploymentRef) IsReadyWith(containers ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		what := fmt.Sprintf("Deployment %s to have one Pod, Ready, with containers %s", d.name, strings.Join(containers, ", "))
		pod, err := d.waitFor(ctx, s, what, func(pod *corev1.Pod) bool {
			return probe.PodReady(pod) && slices.Equal(d.declared(s, pod), containers)
		})
		if err != nil {
			return judgedIf(hasBegun(pod), err)
		}
		s.Note("Deployment %s has one Pod, Ready, with containers %s", d.name, strings.Join(containers, ", "))
		return nil
	}
}

// HasReady judges that of the containers in the Pod's manifest exactly these come to
// be ready, and that the Pod is Ready if and only if they are all of them. What
// somebody else puts into the Pod does not count. That it does not come so is a fact
// only where each container of the manifest has run. It waits up to PodReady.
func (p PodRef) HasReady(containers ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		what := "to have ready containers " + strings.Join(containers, ", ")
		pod, err := p.waitFor(ctx, s, what, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			return onlyReady(pod, p.declared(s, pod), containers)
		})
		if err != nil {
			return judgedIf(pod != nil && allBegun(pod, append(p.declared(s, pod), containers...)), err)
		}
		s.Note("Pod %s: ready of its containers are %s, Pod Ready is %t", p.pod, strings.Join(containers, ", "), probe.PodReady(pod))
		return nil
	}
}

// onlyReady tells whether of the declared containers those that are wanted are
// ready, and the Pod is Ready just where that is all of them.
func onlyReady(pod *corev1.Pod, declared, wanted []string) bool {
	for _, name := range wanted {
		if !slices.Contains(declared, name) {
			return false
		}
	}
	for _, name := range declared {
		status, err := statusOf(pod, name)
		if err != nil || status.Ready != slices.Contains(wanted, name) {
			return false
		}
	}
	return probe.PodReady(pod) == (len(wanted) == len(declared))
}

func allBegun(pod *corev1.Pod, names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		status, err := statusOf(pod, name)
		return err != nil || !begun(status)
	})
}

// HasPhase judges the phase that the Pod is in now.
func (p PodRef) HasPhase(phase corev1.PodPhase) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
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
