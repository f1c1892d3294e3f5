package steps

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// CommitsInARow pushes commits one after another to master. Number n writes n
// into every one of the files, so that files of different numbers show a state
// that no commit has.
func (r Repository) CommitsInARow(count int, files ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		server, err := r.server(s)
		if err != nil {
			return err
		}
		const script = `set -e
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
git clone -q "$1" "$work"; cd "$work"
count=$2; shift 2
for n in $(seq "$count"); do
  for file; do echo "$n" > "$file"; done
  git add -A
  git -c user.name=volconf -c user.email=volconf@example.invalid commit -q -m "volconf $n"
  git push -q origin HEAD:master
done`
		command := append([]string{"sh", "-c", script, "sh", r.url(s), strconv.Itoa(count)}, files...)
		if _, err := s.Run(ctx, server, command...); err != nil {
			return fmt.Errorf("pushing %d commits to repository %s: %w", count, r.name, err)
		}
		s.Note("pushed %d commits to %s, one after another", count, r.name)
		return nil
	}
}

// Vanishes removes the repository from the git server.
func (r Repository) Vanishes() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		server, err := r.server(s)
		if err != nil {
			return err
		}
		if _, err := s.Run(ctx, server, "rm", "-rf", r.path(s)); err != nil {
			return fmt.Errorf("removing repository %s: %w", r.name, err)
		}
		s.Note("removed repository %s from the git server", r.name)
		return nil
	}
}

// LoggedLines judges that so many lines of the log begin with a word, at least.
func (c Container) LoggedLines(atLeast int, word string) Step {
	return c.countsLines(word, func(seen int, _ string) error {
		if seen < atLeast {
			return claim.Brokenf("%s logged %d lines of %q, not %d or more", c.name, seen, word, atLeast)
		}
		return nil
	})
}

// NeverLogged judges that no line of the log begins with a word.
func (c Container) NeverLogged(word string) Step {
	return c.countsLines(word, func(seen int, first string) error {
		if seen > 0 {
			return claim.Brokenf("%s logged %q and %d more such lines", c.name, first, seen-1)
		}
		return nil
	})
}

func (c Container) countsLines(word string, judge func(seen int, first string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		log, err := s.Logs(ctx, c.target(s))
		if err != nil {
			return err
		}
		seen, first := linesOf(log, word)
		if err := judge(seen, first); err != nil {
			return err
		}
		s.Note("%s logged %d lines of %q", c.target(s), seen, word)
		return nil
	}
}

func linesOf(log, word string) (count int, first string) {
	for line := range strings.Lines(log) {
		if begins, _, _ := strings.Cut(strings.TrimSpace(line), " "); begins != word {
			continue
		}
		if count++; count == 1 {
			first = strings.TrimSpace(line)
		}
	}
	return count, first
}
