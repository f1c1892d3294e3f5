package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// changesTo are the ways to change what lies in a folder. Each is tried on a
// file that is there; ${d} is the folder.
var changesTo = []struct{ name, script string }{
	{"create a file", `touch "$d/created"`},
	{"append to a file", `echo more >> "$d/kept"`},
	{"delete a file", `rm "$d/kept"`},
	{"make a folder", `mkdir "$d/made"`},
	{"change a mode", `chmod 0700 "$d/kept"`},
}

// asItWas has a folder be as it was before any of the changes.
const asItWas = `d=$1; rm -rf "$d/created" "$d/made"; [ -e "$d/kept" ] || echo kept > "$d/kept"; `

// CannotChange judges that every way to change a folder is refused because the
// file system is read-only (EROFS), and not for want of permission.
func (c Container) CannotChange(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, change := range changesTo {
			out, err := s.ExecIdempotent(ctx, c.target(s), "sh", "-c", "d=$1; "+change.script, "sh", dir)
			if err != nil {
				return err
			}
			if err := refusedAsReadOnly(change.name, out); err != nil {
				return err
			}
		}
		s.Note("%s is refused every change in %s: read-only file system", c.target(s), dir)
		return nil
	}
}

func refusedAsReadOnly(change string, out probe.Output) error {
	return refusedFor(change, "Read-only file system", out)
}

// CanChange judges that every way to change a folder works, and puts back what
// was there.
func (c Container) CanChange(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, change := range changesTo {
			if _, err := s.RunIdempotent(ctx, c.target(s), "sh", "-c", asItWas+change.script, "sh", dir); err != nil {
				return fmt.Errorf("to %s: %w", change.name, err)
			}
		}
		_, err := s.RunIdempotent(ctx, c.target(s), "sh", "-c", `cd "$1" && rm -rf created made && echo kept > kept && chmod 0644 kept`, "sh", dir)
		if err == nil {
			s.Note("%s can make every change in %s", c.target(s), dir)
		}
		return err
	}
}

// MountsWith judges that the mount at a path has an option ("ro", "rw").
func (c Container) MountsWith(point, option string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		mounts, err := s.Mounts(ctx, c.target(s))
		if err != nil {
			return err
		}
		mount, err := mountAt(mounts, point)
		if err != nil {
			return err
		}
		if !slices.Contains(mount.Options, option) {
			return claim.Brokenf("the mount at %s of %s has options %s, not %s", point, c.target(s), strings.Join(mount.Options, ","), option)
		}
		s.Note("the mount at %s of %s has options %s", point, c.target(s), strings.Join(mount.Options, ","))
		return nil
	}
}

func mountAt(mounts []probe.Mount, point string) (probe.Mount, error) {
	for _, mount := range slices.Backward(mounts) { // a later mount hides an earlier one
		if mount.Point == point {
			return mount, nil
		}
	}
	return probe.Mount{}, errors.New("nothing is mounted at " + point)
}
