package steps

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Prints judges what a command in the container says, white space at the ends
// apart. The output equals want.
func (c Container) Prints(want string, command ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Says(ctx, c.target(s), command...)
		if err != nil {
			return err
		}
		if got := strings.TrimSpace(out); got != want {
			return claim.Brokenf("%q in %s says %q, not %q", strings.Join(command, " "), c.target(s), got, want)
		}
		s.Note("%q in %s says %q", strings.Join(command, " "), c.target(s), want)
		return nil
	}
}

// ComesToPrint judges what a command in the container says before long. The output
// equals want, white space at the ends apart. It waits up to Content.
func (c Container) ComesToPrint(want string, command ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		what := fmt.Sprintf("%q in %s", strings.Join(command, " "), c.target(s))
		return judged(await.For(ctx, fmt.Sprintf("%s to say %q", what, want), s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			out, err := s.Look(ctx, c.target(s), command...)
			if err != nil {
				return false, "", err
			}
			got := strings.TrimSpace(out.Stdout + out.Stderr)
			return out.Exit == 0 && got == want, got, nil
		}))
	}
}

// PrintsTheSameIn judges that a command says the same in both containers.
func (c Container) PrintsTheSameIn(other Container, command ...string) Step {
	return c.beside(other, command, func(what, a, b string) error {
		if a != b {
			return claim.Brokenf("%s differ: %q and %q", what, a, b)
		}
		return nil
	})
}

// PrintsAnotherIn judges that a command says something else in each container.
func (c Container) PrintsAnotherIn(other Container, command ...string) Step {
	return c.beside(other, command, func(what, a, b string) error {
		if a == b {
			return claim.Brokenf("%s are equal: %q", what, a)
		}
		return nil
	})
}

func (c Container) beside(other Container, command []string, judge func(what, a, b string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		a, err := s.Says(ctx, c.target(s), command...)
		if err != nil {
			return err
		}
		b, err := s.Says(ctx, other.target(s), command...)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("%q in %s and in %s", strings.Join(command, " "), c.target(s), other.target(s))
		if err := judge(what, strings.TrimSpace(a), strings.TrimSpace(b)); err != nil {
			return err
		}
		s.Note("compared %s: %q and %q", what, strings.TrimSpace(a), strings.TrimSpace(b))
		return nil
	}
}

// CannotRun judges that a command in the container fails, for a reason that it
// names. The output contains text.
func (c Container) CannotRun(text string, command ...string) Step {
	return c.fallsShort(command, func(what string, out probe.Output) error { return failed(what, out, text) })
}

// FailsBefore judges that a command fails with a text, and so never comes to what
// it would fail with later. The output contains text, and not later.
func (c Container) FailsBefore(text, later string, command ...string) Step {
	return c.fallsShort(command, func(what string, out probe.Output) error { return failedBefore(what, out, text, later) })
}

// fallsShort runs a command that is to fail, and has its failure judged. One that
// fails may fail again.
func (c Container) fallsShort(command []string, judge func(what string, out probe.Output) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.ExecIdempotent(ctx, c.target(s), command...)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("%q in %s", strings.Join(command, " "), c.target(s))
		if err := judge(what, out); err != nil {
			return err
		}
		s.Note("%s fails: %s", what, strings.TrimSpace(out.Stderr+out.Stdout))
		return nil
	}
}

func failedBefore(what string, out probe.Output, text, later string) error {
	if out.Exit != 0 && strings.Contains(out.Stderr+out.Stdout, later) {
		return claim.Brokenf("%s comes as far as %q; it should fail with %q", what, later, text)
	}
	return failed(what, out, text)
}

// failed tells a failure for the reason that was named from one for another:
// the latter shows nothing about the claim.
func failed(what string, out probe.Output, text string) error {
	switch {
	case out.Exit == 0:
		return claim.Brokenf("%s works; it should fail with %q", what, text)
	case !strings.Contains(out.Stderr+out.Stdout, text):
		return fmt.Errorf("%s fails, but not with %q: %s (exit %d)", what, text, strings.TrimSpace(out.Stderr+out.Stdout), out.Exit)
	}
	return nil
}

// ComesToRead judges that before long the file at path contains a text. It waits up to
// Content.
func (c Container) ComesToRead(path, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return c.comesToRead(ctx, s, path, text, s.Timeouts.Content)
	}
}

// ComesToReadWithin judges that the file at path contains a text within a bound of the
// claim's own.
func (c Container) ComesToReadWithin(path, text string, within time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		return c.comesToRead(ctx, s, path, text, s.Scaled(within))
	}
}

func (c Container) comesToRead(ctx context.Context, s *probe.Scene, path, text string, within time.Duration) error {
	err := await.For(ctx, fmt.Sprintf("%s to read %q in %s", c.target(s), text, path), within,
		func(ctx context.Context) (bool, string, error) {
			file, err := s.File(ctx, c.target(s), path)
			if err != nil {
				return false, "", err
			}
			if !file.Exists {
				return false, "there is no such file", nil
			}
			return strings.Contains(file.Content, text), fmt.Sprintf("it holds %q", file.Content), nil
		})
	if err != nil {
		return judged(err)
	}
	s.Note("%s reads %q in %s", c.target(s), text, path)
	return nil
}

// MountsNothingAt judges that no mount of the container is at any of the paths or below it.
func (c Container) MountsNothingAt(points ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		mounts, err := s.Mounts(ctx, c.target(s))
		if err != nil {
			return err
		}
		for _, point := range points {
			if err := noMountAt(mounts, point); err != nil {
				return err
			}
			s.Note("%s has no mount at %s", c.target(s), point)
		}
		return nil
	}
}

func noMountAt(mounts []probe.Mount, point string) error {
	for _, m := range mounts {
		if m.Point == point || strings.HasPrefix(m.Point, strings.TrimSuffix(point, "/")+"/") {
			return claim.Brokenf("%s is mounted at %s (%s)", m.Source, m.Point, m.FSType)
		}
	}
	return nil
}
