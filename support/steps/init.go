package steps

import (
	"context"
	"fmt"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// IsRunning waits until the container runs. It waits up to PodReady.
func (c Container) IsRunning() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := c.ref().waitFor(ctx, s, "to run container "+c.name, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			status, err := statusOf(pod, c.name)
			return err == nil && status.State.Running != nil
		})
		if err == nil {
			s.Note("container %s runs", c.target(s))
		}
		return err
	}
}

// Starts is a window for "it is not started": three times the second after which a
// kubelet looks at its containers again (genericPlegRelistPeriod, pkg/kubelet/kubelet.go,
// v1.37), the time in which what it may start is started. Steps scale it.
const Starts = 3 * time.Second

// HasNotStartedFor judges that a container is kept waiting for init containers
// through a whole window, which is scaled as the run's bounds are: no container ID
// ever, reason PodInitializing, and the Pod neither initialized nor running.
func (c Container) HasNotStartedFor(window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		window := s.Scaled(window)
		err := c.ref().holds(ctx, s, "that "+c.name+" of Pod "+c.pod+" has not started", window,
			func(pod *corev1.Pod) bool { return heldByInit(pod, c.name) })
		if err != nil {
			return judged(err)
		}
		s.Note("container %s was not started for %s while an init container ran", c.target(s), window)
		return nil
	}
}

func heldByInit(pod *corev1.Pod, container string) bool {
	status, err := statusOf(pod, container)
	if err != nil || pod.Status.Phase != corev1.PodPending {
		return false
	}
	for _, condition := range pod.Status.Conditions {
		if condition.Type == corev1.PodInitialized && condition.Status != corev1.ConditionFalse {
			return false
		}
	}
	return status.ContainerID == "" && status.RestartCount == 0 && status.State.Waiting != nil &&
		status.State.Waiting.Reason == "PodInitializing"
}

// notItsOwnEnd are the reasons under which a container ended that never ran its
// program, or that the kubelet ended (pkg/kubelet/kuberuntime and
// pkg/kubelet/types, v1.37): they say nothing about the program.
var notItsOwnEnd = []string{"StartError", "ContainerStatusUnknown", "RestartingAllContainers"}

// terminated returns how a container's program ended last, or nil.
func terminated(status corev1.ContainerStatus) *corev1.ContainerStateTerminated {
	for _, state := range []*corev1.ContainerStateTerminated{status.State.Terminated, status.LastTerminationState.Terminated} {
		if state != nil && !slices.Contains(notItsOwnEnd, state.Reason) {
			return state
		}
	}
	return nil
}

// NeverStarted judges that a container has no ID: the kubelet has not made it.
// It waits until the kubelet says anything of the container, which it may do later
// than it records an event, and then looks live. It waits up to PodReady.
func (c Container) NeverStarted() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := c.ref().waitFor(ctx, s, "to have a status of container "+c.name, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			_, err := statusOf(pod, c.name)
			return err == nil
		})
		if err != nil {
			return fmt.Errorf("looking at container %s: %w", c.target(s), err)
		}
		pod, err := c.ref().live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at container %s: %w", c.target(s), err)
		}
		status, err := statusOf(pod, c.name)
		if err != nil {
			return err
		}
		if status.ContainerID != "" || status.RestartCount > 0 {
			return claim.Brokenf("container %s was started (%s)", c.target(s), containerState(status))
		}
		s.Note("container %s was never started", c.target(s))
		return nil
	}
}
