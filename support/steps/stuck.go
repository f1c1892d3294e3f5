package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// IsStuck judges that the Pod is bound to a node but none of its containers can
// be made, for a reason that an event names. The event's message contains text. It waits
// up to PodReady for the Pod, and then up to Event.
func (p PodRef) IsStuck(reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitStuck(ctx, s)
		if err != nil {
			return err
		}
		s.Note("Pod %s: %s", p.pod, podState(pod))
		return p.stuckFor(ctx, s, pod, reason, text)
	}
}

// stuckFor judges that an event names why the Pod is stuck. A container that
// is made meanwhile ends the wait: no such event will come. A Pod that is stuck for
// another reason, or for one that nobody tells, shows nothing.
func (p PodRef) stuckFor(ctx context.Context, s *probe.Scene, pod *corev1.Pod, reason, text string) error {
	var made error
	err := hasEvent(ctx, s, "Pod "+p.pod, pod, reason, text, 0, func() error {
		now, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if made = unmade(now); made != nil {
			return made
		}
		return probe.ImageProblem(now)
	})
	if made == nil {
		return asPlain(err)
	}
	return err
}

func (p PodRef) waitStuck(ctx context.Context, s *probe.Scene) (*corev1.Pod, error) {
	pod, err := p.waitFor(ctx, s, "to wait on a node for its containers to be made", s.Timeouts.PodReady, stuckOrMade)
	if err != nil {
		return nil, unjudged(err)
	}
	return pod, unmade(pod)
}

// stuckOrMade tells whether there is anything to judge: a Pod that has a
// container will not be stuck any more.
func stuckOrMade(pod *corev1.Pod) bool { return stuck(pod) || unmade(pod) != nil }

// unmade judges that no container of the Pod has been made.
func unmade(pod *corev1.Pod) error {
	if slices.ContainsFunc(allStatuses(pod), func(status corev1.ContainerStatus) bool { return status.ContainerID != "" }) {
		return claim.Brokenf("Pod %s has a container: %s", pod.Name, podState(pod))
	}
	return nil
}

// stuck tells whether a Pod is scheduled, Pending, and without any container.
func stuck(pod *corev1.Pod) bool {
	if pod.Status.Phase != corev1.PodPending || pod.Spec.NodeName == "" || len(pod.Status.ContainerStatuses) == 0 {
		return false
	}
	return unmade(pod) == nil && !slices.ContainsFunc(allStatuses(pod), func(status corev1.ContainerStatus) bool {
		return status.State.Waiting == nil
	})
}

// MountAttempts is a window for "it is not mounted": so long it takes a kubelet that
// fails to mount a volume to try six times more, 0.5 s after the first time and after
// twice as long each time (pkg/util/goroutinemap/exponentialbackoff, v1.37), and as much
// again for the looks in between. Steps scale it.
const MountAttempts = 35 * time.Second

// StaysStuckFor judges that the Pod is bound to a node and remains without a
// container for a time, which is scaled as the run's bounds are. For the Pod to be bound
// it waits up to PodReady.
func (p PodRef) StaysStuckFor(window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitStuck(ctx, s)
		if err != nil {
			return err
		}
		return p.holdsFor(ctx, s, "without a container", window, pod, stuck)
	}
}

// StaysStuckWhile judges that the Pod remains without a container while a step
// is made, and for a time after it. The step is the control in the same window:
// it must do what this Pod does not.
func (p PodRef) StaysStuckWhile(step Step, andFor time.Duration) Step {
	return p.staysWhile("without a container", stuck, step, andFor)
}

// StaysReadyWhile judges that the Pod remains Ready while a step is made, and
// for a time after it.
func (p PodRef) StaysReadyWhile(step Step, andFor time.Duration) Step {
	return p.staysWhile("Ready", probe.PodReady, step, andFor)
}

func (p PodRef) staysWhile(what string, so func(*corev1.Pod) bool, step Step, andFor time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if !so(pod) {
			return fmt.Errorf("Pod %s is not %s to begin with: %s", p.pod, what, podState(pod))
		}
		return together(ctx,
			func(ctx context.Context) error {
				if err := step(ctx, s); err != nil {
					return asPlain(err)
				}
				return p.holdsFor(ctx, s, what, andFor, pod, so)
			},
			func(ctx context.Context, sees chan<- struct{}) error {
				close(sees)
				return p.holdsUntilStopped(ctx, s, "Pod "+p.pod+" being "+what, so)
			})
	}
}

func (p PodRef) holdsFor(ctx context.Context, s *probe.Scene, what string, window time.Duration, first *corev1.Pod, so func(*corev1.Pod) bool) error {
	window = s.Scaled(window)
	err := await.HoldsCached(ctx, "Pod "+p.pod+" being "+what, window, p.same(s, first, so))
	if err == nil {
		s.Note("Pod %s was %s for %s more", p.pod, what, window)
	}
	return judged(err)
}

// IsUnschedulable judges that the scheduler finds no node for the Pod, for a
// reason that it gives in one of these words. The scheduler's message contains one of
// words. It waits up to PodReady.
func (p PodRef) IsUnschedulable(words ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitFor(ctx, s, "to be found unschedulable", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			return pod.Spec.NodeName != "" || unschedulableFor(pod, words)
		})
		if err != nil {
			return unjudged(err)
		}
		if pod.Spec.NodeName != "" {
			return claim.Brokenf("Pod %s was scheduled to node %s", p.pod, pod.Spec.NodeName)
		}
		s.Note("Pod %s: %s", p.pod, podState(pod))
		return nil
	}
}

func unschedulableFor(pod *corev1.Pod, words []string) bool {
	for _, c := range pod.Status.Conditions {
		if c.Type == corev1.PodScheduled && c.Status == corev1.ConditionFalse && c.Reason == corev1.PodReasonUnschedulable {
			return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(c.Message, word) })
		}
	}
	return false
}
