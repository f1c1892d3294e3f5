package shell

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
)

// here opens the machine's own shell, and counts how often.
func here(opened *atomic.Int32) Opener {
	return func(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
		opened.Add(1)
		command := exec.CommandContext(ctx, "sh")
		command.Stdout, command.Stderr, command.WaitDelay = stdout, stderr, 100*time.Millisecond
		input, err := command.StdinPipe()
		if err != nil {
			return err
		}
		go func() { _, _ = io.Copy(input, stdin); _ = input.Close() }() // as client-go does, which does not wait for it
		return command.Run()
	}
}

func comesTo(t *testing.T, what string, is func() bool) {
	t.Helper()
	require.NoError(t, await.For(t.Context(), what, 5*time.Second, func(context.Context) (bool, string, error) { return is(), "", nil }))
}

func TestAShellRunsOneCommandAfterTheOther(t *testing.T) {
	var opened atomic.Int32
	var pool Pool[string]
	defer pool.Close()
	for name, tt := range map[string]struct {
		command []string
		want    Output
	}{
		"says something":            {[]string{"echo", "hello"}, Output{Stdout: "hello\n"}},
		"says nothing":              {[]string{"true"}, Output{}},
		"no line's end":             {[]string{"printf", "%s", "a"}, Output{Stdout: "a"}},
		"ends with empty lines":     {[]string{"printf", "a\n\n"}, Output{Stdout: "a\n\n"}},
		"complains":                 {[]string{"sh", "-c", "echo bad >&2; exit 3"}, Output{Stderr: "bad\n", Exit: 3}},
		"words that a shell splits": {[]string{"printf", "%s|", "a b", "it's", "$HOME", "*", "", "two\nlines", `\`}, Output{Stdout: "a b|it's|$HOME|*||two\nlines|\\|"}},
		"ends its own shell":        {[]string{"exit", "7"}, Output{Exit: 7}},
		"reads":                     {[]string{"cat"}, Output{}},
		"large":                     {[]string{"sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x"}, Output{Stdout: strings.Repeat("x", 300000)}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := pool.Run(t.Context(), "here", here(&opened), tt.command...)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	assert.EqualValuesf(t, 1, opened.Load(), "shells for all of the commands")
}

func TestAShellThatIsGone(t *testing.T) {
	var opened atomic.Int32
	var pool Pool[string]
	defer pool.Close()
	run := func(place string, command ...string) error {
		_, err := pool.Run(t.Context(), place, here(&opened), command...)
		return err
	}
	require.ErrorIsf(t, run("a", "sh", "-c", "kill -9 $PPID; sleep 0.2"), ErrGone, "it ends while a command runs")
	require.NoErrorf(t, run("a", "true"), "there is a new one after it")
	require.NoError(t, run("b", "true"))
	require.NoError(t, pool.idle["b"][0].stdin.Close())
	comesTo(t, "the shell to be forgotten", func() bool {
		pool.mu.Lock()
		defer pool.mu.Unlock()
		return len(pool.idle["b"]) == 0
	})
	require.NoErrorf(t, run("b", "true"), "one that ended while nobody used it is none")

	nowhere := func(context.Context, io.Reader, io.Writer, io.Writer) error { return errors.New("no shell here") }
	_, err := pool.Run(t.Context(), "c", nowhere, "true")
	require.ErrorIs(t, err, ErrGone)
	require.ErrorIsf(t, run("d", "sh", "-c", "head -c 5000000 /dev/zero"), ErrGone, "more than is kept")
}

func TestWhatAnEarlierCommandLeftIsNotTakenForTheAnswer(t *testing.T) {
	var opened atomic.Int32
	s := Open(t.Context(), here(&opened), nil)
	defer s.Close()
	_, err := s.Run(t.Context(), "sh", "-c", "(sleep 0.2; echo late) & exit 0")
	require.NoError(t, err)
	comesTo(t, "the late word to be heard", func() bool {
		s.stdout.mu.Lock()
		defer s.stdout.mu.Unlock()
		return s.stdout.kept.Len() > 0
	})
	_, err = s.Run(t.Context(), "echo", "mine")
	require.ErrorIs(t, err, ErrGone)
}

func TestAShellEndsWithItsContextAndWithItsPool(t *testing.T) {
	var opened atomic.Int32
	var pool Pool[string]
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := pool.Run(ctx, "a", here(&opened), "sleep", "60")
	require.ErrorIs(t, err, context.DeadlineExceeded)

	for _, place := range []string{"a", "b"} {
		_, err := pool.Run(t.Context(), place, here(&opened), "true")
		require.NoError(t, err)
	}
	a, b := pool.idle["a"][0], pool.idle["b"][0]
	assert.False(t, a.Gone())
	pool.Close()
	assert.True(t, a.Gone())
	assert.True(t, b.Gone())
	_, err = pool.Run(t.Context(), "a", here(&opened), "true")
	require.NoError(t, err)
	assert.Emptyf(t, pool.idle["a"], "nothing is kept by a pool that is closed")
}

func TestBetween(t *testing.T) {
	for name, tt := range map[string]struct {
		text, inside, code string
		ok                 bool
	}{
		"empty":             {"M\n\nM 0\n", "", "0", true},
		"text":              {"M\na\nb\n\nM 12\n", "a\nb\n", "12", true},
		"something before":  {"late\nM\na\nM 0\n", "", "", false},
		"something behind":  {"M\na\nM 0\nlate\n", "", "", false},
		"no second mark":    {"M\na\n", "", "", false},
		"a code cut in two": {"M\na\nM 1", "", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			inside, code, ok := between("M", tt.text)
			assert.Equal(t, tt.ok, ok)
			if tt.ok {
				assert.Equal(t, []string{tt.inside, tt.code}, []string{inside, code})
			}
		})
	}
}
