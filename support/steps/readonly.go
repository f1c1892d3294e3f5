package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// changesTo are the ways to change what lies in a folder. Each is tried on a
// file that is there; $d is the folder.
var changesTo = []struct{ name, script string }{
	{"create a file", `touch "$d/created"`},
	{"append to a file", `echo more >> "$d/kept"`},
	{"empty a file", `: > "$d/kept"`},
	{"rename a file", `mv "$d/kept" "$d/renamed"`},
	{"delete a file", `rm "$d/kept"`},
	{"link a file", `ln "$d/kept" "$d/linked"`},
	{"make a link", `ln -s kept "$d/link"`},
	{"make a folder", `mkdir "$d/made"`},
	{"change a mode", `chmod 0700 "$d/kept"`},
	{"change an owner", `chown 65534 "$d/kept"`},
	{"change a time", `touch -t 200101010000 "$d/kept"`},
}

// asItWas has a folder be as it was before any of the changes: with a file kept.
const asItWas = `rm -rf "$d/created" "$d/made" "$d/renamed" "$d/linked" "$d/link"; rm -f "$d/kept"; echo kept > "$d/kept"`

// tryChanges runs every change and tells of each, in a line, how it ended and what
// it said. It comes to the same when it is run again.
func tryChanges(before, after string) string {
	script := "d=$1\n"
	for _, change := range changesTo {
		script += before + "\n" + `said=$( (` + change.script + `) 2>&1 ); echo "$?" $said` + "\n"
	}
	return script + after + "\n"
}

// changed reads what tryChanges says, in the order of changesTo.
func changed(said string) ([]probe.Output, error) {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if len(lines) != len(changesTo) {
		return nil, fmt.Errorf("%d changes were tried, and %d lines tell of them: %q", len(changesTo), len(lines), said)
	}
	outs := make([]probe.Output, 0, len(lines))
	for _, line := range lines {
		code, text, _ := strings.Cut(line, " ")
		exit, err := strconv.Atoi(code)
		if err != nil {
			return nil, fmt.Errorf("%q does not begin with an exit code", line)
		}
		outs = append(outs, probe.Output{Exit: exit, Stderr: text})
	}
	return outs, nil
}

func (c Container) eachChange(dir, script, note string, judge func(change string, out probe.Output) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		said, err := s.Says(ctx, c.target(s), "sh", "-c", script, "sh", dir)
		if err != nil {
			return err
		}
		outs, err := changed(said)
		if err != nil {
			return err
		}
		for i, out := range outs {
			if err := judge(changesTo[i].name, out); err != nil {
				return fmt.Errorf("in %s of %s: %w", dir, c.target(s), err)
			}
		}
		s.Note("%s %s in %s", c.target(s), note, dir)
		return nil
	}
}

// CannotChange judges that every way to change a folder is refused because the
// file system is read-only (EROFS), and not for want of permission.
func (c Container) CannotChange(dir string) Step {
	return c.eachChange(dir, tryChanges("", ""), "is refused every change (read-only file system)", refusedAsReadOnly)
}

func refusedAsReadOnly(change string, out probe.Output) error {
	return refusedFor(change, readOnly, out)
}

// CanChange judges that no way to change a folder is refused because the file
// system is read-only, and leaves a file kept there. One that is refused for another
// reason shows nothing. The command must run as root.
func (c Container) CanChange(dir string) Step {
	return c.eachChange(dir, tryChanges(asItWas, asItWas), "can make every change", notRefused)
}

const readOnly = "Read-only file system"

func notRefused(change string, out probe.Output) error {
	switch {
	case out.Exit == 0:
		return nil
	case strings.Contains(out.Stderr, readOnly):
		return claim.Brokenf("to %s is refused: %s", change, out.Stderr)
	}
	return fmt.Errorf("to %s failed: %s", change, out.Stderr)
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
