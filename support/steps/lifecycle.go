package steps

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// HasBeenRestarted waits until the container has been restarted at least so
// often. Its Pod is then still the same: a new Pod counts from 0.
func (c Container) HasBeenRestarted(times int32) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := c.ref().waitFor(ctx, s, fmt.Sprintf("to have restarted container %s %d times", c.name, times),
			s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
				status, err := statusOf(pod, c.containerName(pod))
				return err == nil && restarts(status) >= times
			})
		if err != nil {
			return judged(err)
		}
		s.Note("container %s was restarted %d times or more", c.target(s), times)
		return nil
	}
}

// restarts is how often a container that had run was started again. The kubelet
// counts one that the runtime made and did not start as well, by the name of its
// log (calcRestartCountByLogDir, pkg/kubelet/kuberuntime/kuberuntime_container.go,
// v1.37); of such ones the status shows only the last.
func restarts(status corev1.ContainerStatus) int32 {
	if status.RestartCount > 0 && neverRan(status.LastTerminationState) {
		return status.RestartCount - 1
	}
	return status.RestartCount
}

// neverRan tells whether the container before this one was made, and its program
// not started: the runtime could not, or went away before it did.
func neverRan(last corev1.ContainerState) bool {
	return last.Waiting != nil || last.Terminated != nil && last.Terminated.Reason == "StartError"
}

// WasNotRestarted judges that the container is the one that was started first.
func (c Container) WasNotRestarted() Step {
	return func(_ context.Context, s *probe.Scene) error {
		pod, err := c.ref().get(s)
		if err != nil {
			return fmt.Errorf("counting the restarts of container %s: %w", c.target(s), err)
		}
		status, err := statusOf(pod, c.containerName(pod))
		if err != nil {
			return err
		}
		if times := restarts(status); times != 0 {
			return claim.Brokenf("container %s was restarted %d times", c.target(s), times)
		}
		s.Note("container %s was never restarted", c.target(s))
		return nil
	}
}

// EndsItsSandbox ends the sandbox of the container's Pod from within: in a shared
// process namespace the first process is the sandbox's own, which ends on
// SIGTERM and takes every other with it. The kubelet then makes a new sandbox
// and starts the Pod over, volumes apart.
func (c Container) EndsItsSandbox() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The answer is lost with the container: the kubelet's event is what counts.
		_, killErr := s.Exec(ctx, c.target(s), "kill", "-TERM", "1")
		if err := c.ref().HasEvent("SandboxChanged", "Pod sandbox changed")(ctx, s); err != nil {
			return fmt.Errorf("ending the sandbox of Pod %s (%w): %w", c.pod, killErr, err)
		}
		return nil
	}
}

// IsNotRunningFor judges that the container is down through a whole window.
func (c Container) IsNotRunningFor(window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		err := await.Holds(ctx, "that "+c.name+" of Pod "+c.pod+" does not run", window,
			func(context.Context) (bool, string, error) {
				pod, err := c.ref().get(s)
				if err != nil {
					return false, "", err
				}
				status, err := statusOf(pod, c.containerName(pod))
				return status.State.Running == nil, podState(pod), err
			})
		if err != nil {
			return judged(err)
		}
		s.Note("container %s did not run for %s", c.target(s), window)
		return nil
	}
}
