package steps

import (
	"context"
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// HasMode judges the mode of a path in octal, as stat prints it: "777", with the
// group passed on to new files "2777".
func (c Container) HasMode(path, mode string) Step { return c.stat(path, "mode", "%a", mode) }

// BelongsToGroup judges the number of the group that owns a path.
func (c Container) BelongsToGroup(path, gid string) Step { return c.stat(path, "group", "%g", gid) }

func (c Container) stat(path, what, format, want string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Says(ctx, c.target(s), "stat", "-c", format, "--", path)
		if err != nil {
			return err
		}
		got := strings.TrimSpace(out)
		if got != want {
			return claim.Brokenf("%s of %s has %s %s, not %s", path, c.target(s), what, got, want)
		}
		s.Note("%s of %s has %s %s", path, c.target(s), what, got)
		return nil
	}
}

// IsDeniedToWriteIn judges that the container may not make a file in a folder,
// for want of permission and for no other reason.
func (c Container) IsDeniedToWriteIn(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Look(ctx, c.target(s), "touch", dir+"/created")
		if err != nil {
			return err
		}
		if err := refusedFor("make a file in "+dir, "Permission denied", out); err != nil {
			return err
		}
		s.Note("%s may not make a file in %s", c.target(s), dir)
		return nil
	}
}

// IsAllowedToWriteIn judges that the container may make a file in a folder, and take it
// away again. What fails for another reason than want of permission shows nothing.
func (c Container) IsAllowedToWriteIn(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Look(ctx, c.target(s), "sh", "-c", `touch "$1/allowed" && rm -f "$1/allowed"`, "sh", dir)
		if err != nil {
			return err
		}
		if err := allowed("make a file in "+dir, out); err != nil {
			return err
		}
		s.Note("%s may make a file in %s", c.target(s), dir)
		return nil
	}
}

func allowed(what string, out probe.Output) error {
	switch {
	case out.Exit == 0:
		return nil
	case strings.Contains(out.Stderr, "Permission denied"):
		return claim.Brokenf("it may not %s: %s", what, strings.TrimSpace(out.Stderr))
	}
	return fmt.Errorf("to %s failed: %s", what, strings.TrimSpace(out.Stderr))
}

// refusedFor tells a refusal for the reason that was named from one for another:
// the latter shows nothing about the claim.
func refusedFor(what, reason string, out probe.Output) error {
	switch {
	case out.Exit == 0:
		return claim.Brokenf("it could %s", what)
	case !strings.Contains(out.Stderr, reason):
		return fmt.Errorf("to %s was refused, but not with %q: %s (exit %d)", what, reason, strings.TrimSpace(out.Stderr), out.Exit)
	}
	return nil
}
