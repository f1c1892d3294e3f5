package steps

import (
	"context"
	"errors"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// The phases of a Pod that claims speak of.
const (
	Running   = corev1.PodRunning
	Succeeded = corev1.PodSucceeded
	Failed    = corev1.PodFailed
)

// Ends judges that the Pod comes to a phase that it does not leave: Succeeded
// or Failed. That it does not end is a fact only once a container of it has run. It
// waits up to PodReady.
func (p PodRef) Ends(phase corev1.PodPhase) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitFor(ctx, s, "to end", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			return pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
		})
		if err != nil {
			return judgedIf(hasBegun(pod), err)
		}
		if pod.Status.Phase != phase {
			return claim.Brokenf("Pod %s ended %s, not %s: %s", p.pod, pod.Status.Phase, phase, podState(pod))
		}
		s.Note("Pod %s ended: %s", p.pod, podState(pod))
		return nil
	}
}

// Completes judges that the container comes to end with exit code 0. It waits up to
// PodReady.
func (c Container) Completes() Step { return c.FailsWith(0) }

// EndsBy runs a command that lets the container end, however it then ends, and
// waits until it has. The answer may be lost with the container, which ends its
// processes as it goes: what counts is that this container, restarted or not, is
// at its end. It waits up to PodReady.
func (c Container) EndsBy(command ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var before corev1.ContainerStatus
		_, err := c.ref().waitFor(ctx, s, "to run container "+c.name, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			status, err := statusOf(pod, c.containerName(pod))
			before = status
			return err == nil && status.State.Running != nil
		})
		if err != nil {
			return err
		}
		_, execErr := s.ExecIdempotent(ctx, c.target(s), command...)
		_, err = c.ref().waitFor(ctx, s, "to end container "+c.name, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			now, err := statusOf(pod, c.containerName(pod))
			return err == nil && (now.State.Running == nil || now.ContainerID != before.ContainerID)
		})
		if err != nil {
			return errors.Join(err, execErr)
		}
		s.Note("%s let container %s end", strings.Join(command, " "), c.target(s))
		return nil
	}
}

// FailsWith waits until the container has ended with an exit code at least
// once, and judges that it was this one. It waits up to PodReady.
func (c Container) FailsWith(code int32) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var ended *corev1.ContainerStateTerminated
		pod, err := c.ref().waitFor(ctx, s, "to see container "+c.name+" end", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			ended = c.end(pod)
			return ended != nil
		})
		if err != nil {
			return judgedIf(c.hasBegun(pod), err)
		}
		if ended.ExitCode != code {
			return claim.Brokenf("container %s ended with %d (%s), not with %d", c.target(s), ended.ExitCode, ended.Reason, code)
		}
		s.Note("container %s ended with %d", c.target(s), code)
		return nil
	}
}

// ComesToFailWith judges that the container, whatever became of it before, comes to end
// with this exit code and says this text at its end: a first try may have failed for
// another reason, where the way to a server was not there yet. It waits up to PodReady,
// or until the Pod has ended for good. The manifest must ask for the message:
// terminationMessagePolicy FallbackToLogsOnError. The message contains text.
func (c Container) ComesToFailWith(code int32, text string) Step {
	return c.fails(func(ended corev1.ContainerStateTerminated) error {
		if ended.ExitCode != code || !strings.Contains(ended.Message, text) {
			return claim.Brokenf("it ended with %d (%s) and said %q, not with %d and %q",
				ended.ExitCode, ended.Reason, lastLines(ended.Message), code, text)
		}
		return nil
	})
}

// EndsInFailure judges that the container comes to end, and not with 0, whatever the
// reason. It waits up to PodReady.
func (c Container) EndsInFailure() Step {
	return c.fails(func(corev1.ContainerStateTerminated) error { return nil })
}

// RunsOutOfMemory judges that the kernel ends the container for its memory limit. It
// waits up to PodReady.
func (c Container) RunsOutOfMemory() Step { return c.fails(outOfMemory) }

// RunsOutOfMemoryOrSpace judges that the container ends because there was no
// more memory, whichever limit it met first: the container's own, by which the
// kernel ends it, or the size of a file system that lies in memory. It waits up to
// PodReady.
func (c Container) RunsOutOfMemoryOrSpace() Step {
	return c.fails(func(ended corev1.ContainerStateTerminated) error {
		if strings.Contains(ended.Message, "No space left on device") {
			return nil
		}
		return outOfMemory(ended)
	})
}

// killed is how a program ends by SIGKILL, as a shell and a runtime write it.
const killed = 128 + 9

// outOfMemory takes SIGKILL for the reason too, where nobody else would send it:
// a busy runtime may hear of the end before it hears of its cause, and then
// reports Error (seen with containerd 2.3).
func outOfMemory(ended corev1.ContainerStateTerminated) error {
	if ended.Reason != "OOMKilled" && ended.ExitCode != killed {
		return claim.Brokenf("it ended with %d (%s), not for want of memory; it said %q",
			ended.ExitCode, ended.Reason, lastLines(ended.Message))
	}
	return nil
}

// fails waits until the container ends with a code other than 0 and as judge has it,
// or its Pod has ended. What judge has against the last end is a fact; that the
// container never ran is none.
func (c Container) fails(judge func(corev1.ContainerStateTerminated) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var ended *corev1.ContainerStateTerminated
		failed := func() bool { return ended != nil && ended.ExitCode != 0 }
		pod, err := c.ref().waitFor(ctx, s, "to see container "+c.name+" fail", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			ended = c.end(pod)
			return failed() && (judge(*ended) == nil || pod.Status.Phase == Failed || pod.Status.Phase == Succeeded)
		})
		if err = judgedIf(c.hasBegun(pod), err); err != nil && (!isBreak(err) || !failed()) {
			return err
		}
		if err := judge(*ended); err != nil {
			return fmt.Errorf("container %s: %w", c.target(s), err)
		}
		s.Note("container %s ended with %d (%s): %s", c.target(s), ended.ExitCode, ended.Reason, lastLines(ended.Message))
		return nil
	}
}

// end returns how the container's program ended last, or nil.
func (c Container) end(pod *corev1.Pod) *corev1.ContainerStateTerminated {
	status, err := statusOf(pod, c.containerName(pod))
	if err != nil {
		return nil
	}
	return terminated(status)
}

func isBreak(err error) bool {
	var broken *claim.BrokenError
	return errors.As(err, &broken)
}

// lastLines keeps what an error needs of a container's last words.
func lastLines(message string) string {
	message = strings.TrimSpace(message)
	if len(message) > 300 {
		message = "…" + message[len(message)-300:]
	}
	return message
}
