package steps

import (
	"context"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// HasEvent judges that the API shows an event of the Pod with this reason and
// text. Give the part of the text that is the same in every supported version. The
// event's message contains text. It waits up to Event.
func (p PodRef) HasEvent(reason, text string) Step { return p.HasEventWithin(reason, text, 0) }

// HasEventWithin is HasEvent within a bound of the claim's own: the event's message
// contains text. Events of a
// Pod that the claim deleted count too. It waits up to Event, or up to within where that
// is longer.
func (p PodRef) HasEventWithin(reason, text string, within time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if apierrors.IsNotFound(err) {
			pod, err = s.Deleted(p.target(s))
		}
		if err != nil {
			return fmt.Errorf("looking for events of Pod %s: %w", p.pod, err)
		}
		return hasEvent(ctx, s, "Pod "+p.pod, pod, reason, text, within, mayStillCome)
	}
}

func mayStillCome() error { return nil }

// hasEvent ends with the error of hopeless as soon as there is one: the event
// will not come any more. That there is no such event is a fact only where others
// are: without any, nobody tells what became of the object.
func hasEvent(ctx context.Context, s *probe.Scene, what string, of metav1.Object, reason, text string, within time.Duration,
	hopeless func() error,
) error {
	told := false
	err := await.For(ctx, fmt.Sprintf("an event %s of %s with %q", reason, what, text), max(s.Timeouts.Event, s.Scaled(within)),
		func(ctx context.Context) (bool, string, error) {
			events, err := s.Events(ctx, of)
			if err != nil {
				return false, "", err
			}
			told = len(events) > 0
			for _, e := range events {
				if e.Reason == reason && strings.Contains(e.Message, text) {
					s.Note("event %s of %s: %s", e.Reason, what, e.Message)
					return true, "", nil
				}
			}
			return false, describeEvents(events), hopeless()
		})
	return judgedIf(told, err)
}

func describeEvents(events []corev1.Event) string {
	if len(events) == 0 {
		return "no event"
	}
	var all []string
	for _, e := range events {
		all = append(all, e.Reason+": "+e.Message)
	}
	return strings.Join(all, "; ")
}
