package steps

import (
	"context"
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// CommitsInTurn pushes commits to master, each once the reader has logged
// "whole" and the number of the one before it: a slow reader misses none. Number
// n writes n into every one of the files, so that files of different numbers
// show a state that no commit has. For each it waits up to PodReady.
func (r Repository) CommitsInTurn(count int, reader Container, files ...string) Step {
	var turns []Step
	for n := 1; n <= count; n++ {
		content := Files{}
		for _, file := range files {
			content[file] = fmt.Sprintln(n)
		}
		turns = append(turns, r.Commit("master", content), reader.ComesToLog(fmt.Sprintf("whole %d\n", n)))
	}
	return InOrder(turns...)
}

// Vanishes removes the repository from the git server, if it is there: an earlier
// attempt at the claim may have left it.
func (r Repository) Vanishes() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		server, err := r.server(s)
		if err != nil {
			return err
		}
		if _, err := s.Says(ctx, server, "rm", "-rf", r.path(s)); err != nil {
			return fmt.Errorf("removing repository %s: %w", r.name, err)
		}
		s.Note("the git server has no repository %s", r.name)
		return nil
	}
}

// LoggedALine judges that a line of the log begins with a word.
func (c Container) LoggedALine(word string) Step {
	return c.countsLines(word, func(seen int, _ string) error {
		if seen == 0 {
			return claim.Brokenf("%s logged no line of %q", c.name, word)
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
