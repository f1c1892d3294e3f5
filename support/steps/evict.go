package steps

import (
	"context"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

// LocalEviction bounds the time from a write to the eviction it causes: the
// kubelet measures volumes every minute (volumeStatsAggPeriod) and decides every
// ten seconds (evictionMonitoringPeriod; pkg/kubelet, v1.37).
const LocalEviction = 150 * time.Second

// IsEvictedWhileOtherRuns judges that the kubelet evicts the Pod within a time,
// for a reason that its status words, while the other Pod goes on. The status' message
// contains text.
func (p PodRef) IsEvictedWhileOtherRuns(text string, within time.Duration, other PodRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return observeBoth(ctx,
			func(ctx context.Context) error { return p.evicted(ctx, s, text, s.Scaled(within)) },
			func(ctx context.Context, sees chan<- struct{}) error {
				close(sees)
				return other.goesOn(ctx, s)
			})
	}
}

// ComesToBeEvicted judges that the kubelet evicts the Pod within a time, for a
// reason that its status words. The status' message contains text.
func (p PodRef) ComesToBeEvicted(text string, within time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error { return p.evicted(ctx, s, text, s.Scaled(within)) }
}

// evicted waits for the Pod's end. A Pod to be evicted must not end with 0 when
// it is told to: the kubelet may then call it Succeeded, and forget the reason
// (generateAPIPodStatus, pkg/kubelet/kubelet_pods.go, v1.37; seen).
func (p PodRef) evicted(ctx context.Context, s *probe.Scene, text string, within time.Duration) error {
	start := time.Now()
	pod, err := p.waitFor(ctx, s, "to be evicted", within, func(pod *corev1.Pod) bool { return pod.Status.Phase == corev1.PodFailed })
	if err != nil {
		return judgedIf(hasBegun(pod), err)
	}
	if err := evictedFor(pod.Status, text); err != nil {
		return err
	}
	s.Measure("pod "+p.pod+" evicted", time.Since(start))
	s.Note("Pod %s was evicted: %s", p.pod, pod.Status.Message)
	return nil
}

// evictedFor tells an eviction for the reason that was named from another end: a
// node that is short of memory or is shut down says nothing about the claim.
func evictedFor(status corev1.PodStatus, text string) error {
	if status.Reason != "Evicted" || !strings.Contains(status.Message, text) {
		return fmt.Errorf("it ended %s, reason %q: %q; it should be Evicted with %q", status.Phase, status.Reason, status.Message, text)
	}
	return nil
}

// goesOn watches that a Pod stays Ready until the watch is stopped.
func (p PodRef) goesOn(ctx context.Context, s *probe.Scene) error {
	if err := p.holdsUntilStopped(ctx, s, "that Pod "+p.pod+" is Ready", probe.PodReady); err != nil {
		return err
	}
	s.Note("Pod %s was Ready all the while", p.pod)
	return nil
}

// LosesItsEmptyDirWhileListed judges that the node loses the folder of an
// emptyDir although the API still has the Pod. It waits up to NodeFolder.
func (p PodRef) LosesItsEmptyDirWhileListed(volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		path, err := s.EmptyDirOnNode(pod.Spec.NodeName, string(pod.UID), volume)
		if err != nil {
			return err
		}
		if err := folderGone(ctx, s, pod, path); err != nil {
			return err
		}
		now, err := p.live(ctx, s)
		switch {
		case err != nil:
			return fmt.Errorf("looking at Pod %s again: %w", p.pod, err)
		case now.UID != pod.UID || now.DeletionTimestamp != nil:
			return fmt.Errorf("Pod %s was deleted meanwhile: nothing was learnt", p.pod)
		}
		if ended := lastEnd(now); !ended.IsZero() {
			s.Measure("emptyDir of pod "+p.pod+" gone after its end", time.Since(ended))
		}
		s.Note("Pod %s is still listed: %s", p.pod, podState(now))
		return nil
	}
}

// lastEnd is when the last container of a Pod ended, to the second.
func lastEnd(pod *corev1.Pod) time.Time {
	var last time.Time
	for _, status := range pod.Status.ContainerStatuses {
		if ended := status.State.Terminated; ended != nil && ended.FinishedAt.After(last) {
			last = ended.FinishedAt.Time
		}
	}
	return last
}
