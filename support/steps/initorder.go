package steps

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// EndedBefore judges by the Pod's status, and does not wait, that the container had
// ended when another of its Pod was started. The kubelet tells both times in whole
// seconds.
func (c Container) EndedBefore(then string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", c.pod, err)
		}
		if err := endedBefore(pod, c.name, then); err != nil {
			return err
		}
		s.Note("container %s had ended when %s was started", c.target(s), then)
		return nil
	}
}

func endedBefore(pod *corev1.Pod, first, then string) error {
	one, errOne := statusOf(pod, first)
	other, errOther := statusOf(pod, then)
	if err := errors.Join(errOne, errOther); err != nil {
		return err
	}
	ended, started := one.State.Terminated, startOf(other)
	switch {
	case started.IsZero():
		return fmt.Errorf("it is not told when container %s was started: %s", then, containerState(other))
	case ended == nil:
		return claim.Brokenf("container %s has not ended (%s), and %s was started at %s", first, containerState(one), then, started.UTC().Format(time.TimeOnly))
	case ended.FinishedAt.After(started.Time):
		return claim.Brokenf("container %s ended at %s, and %s was started at %s before that",
			first, ended.FinishedAt.UTC().Format(time.TimeOnly), then, started.UTC().Format(time.TimeOnly))
	}
	return nil
}

func startOf(status corev1.ContainerStatus) metav1.Time {
	switch {
	case status.State.Running != nil:
		return status.State.Running.StartedAt
	case status.State.Terminated != nil:
		return status.State.Terminated.StartedAt
	}
	return metav1.Time{}
}

// StaysItselfThrough judges a step, and that the Pod is the same one after it: by its
// UID, for a new Pod may have the name of the old.
func (p PodRef) StaysItselfThrough(step Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		before, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if err := step(ctx, s); err != nil {
			return err
		}
		after, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s again: %w", p.pod, err)
		}
		if after.UID != before.UID {
			return claim.Brokenf("Pod %s (uid %s) was replaced by one of uid %s", p.pod, before.UID, after.UID)
		}
		s.Note("Pod %s (uid %s) is the one it was", p.pod, after.UID)
		return nil
	}
}

// IsSilentBeside judges that a Pod serves nothing through a window, which is scaled: nobody
// answers at its address, from within the cluster. At each look the other Pod must answer
// there, or the look shows nothing.
func (p PodRef) IsSilentBeside(other PodRef, path string, window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		window := s.Scaled(window)
		here, there := s.Site(p.target(s), webPort), s.Site(other.target(s), webPort)
		defer here.Close()
		defer there.Close()
		err := await.Holds(ctx, "the silence of Pod "+p.pod, window, func(ctx context.Context) (bool, string, error) {
			twin, err := there.Answers(ctx, path)
			if err != nil {
				return false, "", err
			}
			if twin.Status == 0 {
				return false, "", blindLook{fmt.Errorf("Pod %s, which serves, gave %s", other.pod, twin)}
			}
			page, err := here.Answers(ctx, path)
			return page.Status == 0, "it served " + page.String(), err
		})
		if err != nil {
			return judged(err)
		}
		s.Note("Pod %s served nothing for %s, while Pod %s did", p.pod, window, other.pod)
		return nil
	}
}

// blindLook is a look that shows nothing and may be made again, in the form that
// await knows as transient.
type blindLook struct{ error }

func (blindLook) Timeout() bool   { return false }
func (blindLook) Temporary() bool { return true }
func (b blindLook) Unwrap() error { return b.error }
