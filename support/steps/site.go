package steps

import (
	"context"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/probe"
)

const webPort = 80

// Serves judges that the Pod comes to answer a path with a body, white space at
// the ends apart. It is read through the Pod's address, from within the cluster. The
// page equals body. It waits up to Content.
func (p PodRef) Serves(path, body string) Step {
	return p.serves(path, toServe(body, path), isBody(body))
}

// ServesWithin is Serves with a bound of the claim's own. The page equals body.
func (p PodRef) ServesWithin(path, body string, within time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := p.comesTo(ctx, s, path, toServe(body, path), s.Scaled(within), isBody(body))
		return err
	}
}

// ServesCommit is Serves for a body that a commit has just brought: the report
// keeps how long that took. The page equals body. It waits up to Content.
func (p PodRef) ServesCommit(path, body string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		took, err := p.comesTo(ctx, s, path, toServe(body, path), s.Timeouts.Content, isBody(body))
		if err != nil {
			return err
		}
		s.Measure("commit-propagation", took)
		return nil
	}
}

func toServe(body, path string) string { return fmt.Sprintf("serve %q at %s", body, path) }

func isBody(body string) func(probe.Page) bool {
	return func(page probe.Page) bool {
		return page.Status == 200 && strings.TrimSpace(page.Body) == strings.TrimSpace(body)
	}
}

// ServesText judges that the Pod comes to answer a path with a page that
// contains a text. It waits up to Content.
func (p PodRef) ServesText(path, text string) Step {
	return p.serves(path, fmt.Sprintf("serve a page with %q at %s", text, path), func(page probe.Page) bool {
		return page.Status == 200 && strings.Contains(page.Body, text)
	})
}

// ServesStatus judges that the Pod comes to answer a path with an HTTP status. It waits
// up to Content.
func (p PodRef) ServesStatus(path string, status int) Step {
	return p.serves(path, fmt.Sprintf("answer %s with %d", path, status), func(page probe.Page) bool {
		return page.Status == status
	})
}

func (p PodRef) serves(path, what string, accept func(probe.Page) bool) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		_, err := p.comesTo(ctx, s, path, what, s.Timeouts.Content, accept)
		return err
	}
}

// comesTo judges that the page at a path comes to be accepted, and tells how long
// that took.
func (p PodRef) comesTo(ctx context.Context, s *probe.Scene, path, what string, within time.Duration, accept func(probe.Page) bool) (time.Duration, error) {
	site := s.Site(p.target(s), webPort)
	defer site.Close()
	page, took, err := site.WaitPage(ctx, "Pod "+p.pod+" to "+what, path, within, accept)
	if err != nil {
		return 0, judged(err)
	}
	s.Note("Pod %s served %s at %s after %s", p.pod, page, path, took.Round(time.Millisecond))
	return took, nil
}

// ServesWhatIsWrittenAt judges that the served page is what another container
// of the Pod has in a file. The writer may be between two texts: both are read
// until the file was the same before and after the page was. The page equals the file.
// It waits up to Content.
func (p PodRef) ServesWhatIsWrittenAt(file string, writer Container, path string) Step {
	return p.servesWritten((*probe.Scene).Site, file, writer, path)
}

// ServesByPortForward is ServesWhatIsWrittenAt through a port-forward. It waits up to Content.
func (p PodRef) ServesByPortForward(file string, writer Container, path string) Step {
	return p.servesWritten((*probe.Scene).ForwardedSite, file, writer, path)
}

func (p PodRef) servesWritten(open func(*probe.Scene, probe.Container, int) *probe.Site, file string, writer Container, path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		site := open(s, p.target(s), webPort)
		defer site.Close()
		return servedIsWritten(ctx, s, "Pod "+p.pod, file, writer, func(ctx context.Context) (probe.Page, error) {
			return site.Get(ctx, path)
		})
	}
}

func servedIsWritten(ctx context.Context, s *probe.Scene, who, file string, writer Container,
	get func(context.Context) (probe.Page, error),
) error {
	var page probe.Page
	err := await.For(ctx, fmt.Sprintf("%s to serve what %s wrote to %s", who, writer.name, file), s.Timeouts.Content,
		func(ctx context.Context) (bool, string, error) {
			before, err := s.File(ctx, writer.target(s), file)
			if err != nil {
				return false, "", err
			}
			if page, err = get(ctx); err != nil {
				return false, "", err
			}
			after, err := s.File(ctx, writer.target(s), file)
			if err != nil {
				return false, "", err
			}
			state := fmt.Sprintf("%s holds %q, served is %s", file, after.Content, page)
			return before == after && page.Status == 200 && after.Content != "" && page.Body == after.Content, state, nil
		})
	if err != nil {
		return judged(err)
	}
	s.Note("%s served what %s wrote: %s", who, writer.name, page)
	return nil
}

// ChangesWhileOtherStays judges that the page of this Pod changes so many times, each
// within a time of the one before, while the page of the other Pod, looked at for as long, stays.
// The one that stays is the control: it shows that a change is the writer's
// doing. Empty pages are a writer between truncating and writing, not a form. For the
// first text it waits up to Content.
func (p PodRef) ChangesWhileOtherStays(path string, times int, within time.Duration, other PodRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return observeBoth(ctx,
			func(ctx context.Context) error { return p.changes(ctx, s, path, times, s.Scaled(within)) },
			func(ctx context.Context, sees chan<- struct{}) error { return other.stays(ctx, s, path, sees) })
	}
}

// observeBoth runs a change and, until it has happened, a watch beside it. The
// watch decides nothing about the claim: what it reports is no judgement. The
// change begins only once the watch sees something: if neither Pod serves, it is
// the control that fails, and not whichever of them is looked at first.
func observeBoth(ctx context.Context, change func(context.Context) error, watch func(ctx context.Context, sees chan<- struct{}) error) error {
	return together(ctx, change, func(ctx context.Context, sees chan<- struct{}) error {
		if err := watch(ctx, sees); err != nil {
			return fmt.Errorf("the twin that must not change: %w", asPlain(err))
		}
		return nil
	})
}

// observeWhile is observeBoth the other way round: the watch judges the claim,
// and the change is its control.
func observeWhile(ctx context.Context, change func(context.Context) error, watch func(ctx context.Context, sees chan<- struct{}) error) error {
	return together(ctx, func(ctx context.Context) error { return asPlain(change(ctx)) }, watch)
}

func together(ctx context.Context, change func(context.Context) error, watch func(ctx context.Context, sees chan<- struct{}) error) error {
	group, ctx := errgroup.WithContext(ctx)
	watching, stop := context.WithCancelCause(ctx)
	sees := make(chan struct{})
	group.Go(guard.Func(func() error {
		defer stop(errObserved)
		select {
		case <-sees:
		case <-ctx.Done():
			return nil
		}
		return change(ctx)
	}))
	group.Go(guard.Func(func() error { return watch(watching, sees) }))
	return group.Wait()
}

func (p PodRef) changes(ctx context.Context, s *probe.Scene, path string, times int, within time.Duration) error {
	site := s.Site(p.target(s), webPort)
	defer site.Close()
	last, _, err := site.WaitPage(ctx, "Pod "+p.pod+" to serve a first text", path, s.Timeouts.Content, filled)
	if err != nil {
		return judged(err)
	}
	for range times {
		next, took, err := site.WaitPage(ctx, "Pod "+p.pod+" to serve another text", path, within, func(page probe.Page) bool {
			return filled(page) && page.Body != last.Body
		})
		if err != nil {
			return judged(err)
		}
		s.Measure("content of pod "+p.pod+" changed", took)
		s.Note("Pod %s served %s, and after %s %s", p.pod, last, took.Round(time.Millisecond), next)
		last = next
	}
	return nil
}

func filled(page probe.Page) bool { return page.Status == 200 && strings.TrimSpace(page.Body) != "" }

// stays watches a page until the watch is stopped, and says when it has begun.
func (p PodRef) stays(ctx context.Context, s *probe.Scene, path string, sees chan<- struct{}) error {
	site := s.Site(p.target(s), webPort)
	defer site.Close()
	first, _, err := site.WaitPage(ctx, "Pod "+p.pod+" to serve a first text", path, s.Timeouts.Content, filled)
	if err != nil {
		return unlessObserved(err)
	}
	close(sees)
	err = await.Holds(ctx, "the page of Pod "+p.pod, s.Timeouts.Claim, func(ctx context.Context) (bool, string, error) {
		page, err := site.Get(ctx, path)
		return page.Body == first.Body, page.String(), err
	})
	if err := unlessObserved(err); err != nil {
		return judged(err)
	}
	s.Note("Pod %s served %s all the while", p.pod, first)
	return nil
}

// StaysWhileOther judges that a page does not change while an other step runs,
// and for a moment after it. The other step is the control in the same window:
// it must do what this Pod does not. For the first text it waits up to Content.
func (p PodRef) StaysWhileOther(path string, other Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return observeWhile(ctx,
			func(ctx context.Context) error { return other(ctx, s) },
			func(ctx context.Context, sees chan<- struct{}) error { return p.staysAfter(ctx, s, path, sees) })
	}
}

func (p PodRef) staysAfter(ctx context.Context, s *probe.Scene, path string, sees chan<- struct{}) error {
	site := s.Site(p.target(s), webPort)
	defer site.Close()
	first, _, err := site.WaitPage(ctx, "Pod "+p.pod+" to serve a first text", path, s.Timeouts.Content, filled)
	if err != nil {
		return asPlain(err)
	}
	close(sees)
	var last probe.Page
	err = await.Holds(ctx, "the page of Pod "+p.pod, s.Timeouts.Claim, func(ctx context.Context) (bool, string, error) {
		page, err := site.Get(ctx, path)
		if err == nil {
			last = page
		}
		return page.Body == first.Body, page.String(), err
	})
	if err := unlessObserved(err); err != nil {
		return judged(err)
	}
	// One more look: the other step's end may lie between two of them.
	after, _, err := site.WaitPage(context.WithoutCancel(ctx), "Pod "+p.pod+" to be looked at once more", path, s.Timeouts.Content,
		func(probe.Page) bool { return true })
	switch {
	case err != nil:
		return err
	case after.Body != first.Body:
		return claim.Brokenf("the page of Pod %s changed from %s to %s", p.pod, first, after)
	}
	s.Note("Pod %s served %s all the while", p.pod, last)
	return nil
}
