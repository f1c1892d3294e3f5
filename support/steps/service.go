package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// ServiceRef names a Service of the claim.
type ServiceRef struct{ name string }

// Service names a Service by the name it has in the manifest.
func Service(name string) ServiceRef { return ServiceRef{name} }

// ListsAsReady judges that the Service comes to list exactly these Pods as ready. It
// waits up to Content.
func (v ServiceRef) ListsAsReady(pods ...PodRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		want := []string{}
		for _, pod := range pods {
			want = append(want, pod.pod)
		}
		slices.Sort(want)
		what := fmt.Sprintf("Service %s to list as ready: [%s]", v.name, strings.Join(want, " "))
		err := await.For(ctx, what, s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			ready, err := s.ReadyPods(ctx, s.Namespace, v.name)
			return slices.Equal(ready, want), "listed as ready: [" + strings.Join(ready, " ") + "]", err
		})
		if err != nil {
			return judged(err)
		}
		s.Note("Service %s lists as ready: [%s]", v.name, strings.Join(want, " "))
		return nil
	}
}

// AnswersWithin judges that a Pod comes to get a body from the Service, white space at
// the ends apart, within a bound of the claim's own. The page equals body. It waits up
// to PodReady, or up to within where that is longer.
func (v ServiceRef) AnswersWithin(from PodRef, path, body string, within time.Duration) Step {
	return v.fetched(from, path, fmt.Sprintf("answer %q", body), within, func(page probe.Page) bool {
		return page.Status == 200 && strings.TrimSpace(page.Body) == strings.TrimSpace(body)
	})
}

// FallsSilent judges that a Pod comes to get no answer from the Service. It waits up to
// PodReady.
func (v ServiceRef) FallsSilent(from PodRef, path string) Step {
	return v.fetched(from, path, "fall silent", 0, func(page probe.Page) bool { return page.Status == 0 })
}

func (v ServiceRef) fetched(from PodRef, path, what string, within time.Duration, accept func(probe.Page) bool) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		address, err := s.ServiceAddress(ctx, s.Namespace, v.name)
		if err != nil {
			return err
		}
		var page probe.Page
		err = await.For(ctx, "Service "+v.name+" to "+what, max(s.Timeouts.PodReady, s.Scaled(within)), func(ctx context.Context) (bool, string, error) {
			var err error
			page, err = s.Fetch(ctx, from.target(s), address, path)
			return accept(page), page.String(), err
		})
		if err != nil {
			return judged(err)
		}
		s.Note("Service %s gave %s to Pod %s", v.name, page, from.pod)
		return nil
	}
}

// AnswersWhatIsWrittenAt judges that a Pod gets from the Service what a container
// has in a file. The writer may be between two texts: both are read until the
// file was the same before and after. The page equals the file. It waits up to Content.
func (v ServiceRef) AnswersWhatIsWrittenAt(file string, writer Container, from PodRef, path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		address, err := s.ServiceAddress(ctx, s.Namespace, v.name)
		if err != nil {
			return err
		}
		return servedIsWritten(ctx, s, "Service "+v.name, file, writer, func(ctx context.Context) (probe.Page, error) {
			return s.Fetch(ctx, from.target(s), address, path)
		})
	}
}

// AnswersByItsAddress judges that a Pod comes to answer another at all, by its own
// address and the same probe as a Service is asked with. It is the control of what a
// Service says, and of its silence: where a NetworkPolicy lets nobody through to the
// Pod, no Service leads there either. It waits up to Content.
func (p PodRef) AnswersByItsAddress(from PodRef, path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("finding the address of Pod %s: %w", p.pod, err)
		}
		var page probe.Page
		err = await.For(ctx, fmt.Sprintf("Pod %s to answer Pod %s at %s", p.pod, from.pod, pod.Status.PodIP), s.Timeouts.Content,
			func(ctx context.Context) (bool, string, error) {
				var err error
				page, err = s.Fetch(ctx, from.target(s), pod.Status.PodIP, path)
				return page.Status != 0, page.String(), err
			})
		if err != nil {
			return judged(err)
		}
		s.Note("Pod %s gave %s to Pod %s", p.pod, page, from.pod)
		return nil
	}
}
