package cluster

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRunReturnsStandardOutputOnly(t *testing.T) {
	environ := fakePodman(t, `echo "a warning" >&2; echo "$1"`)
	out, err := run(t.Context(), "podman", environ, command{args: []string{"a $HOME 'b' \"c\""}, within: time.Minute})
	require.NoError(t, err)
	assert.Equalf(t, "a $HOME 'b' \"c\"\n", out, "arguments reach the program as they are")
}

func TestRunSaysWhatFailedAndHow(t *testing.T) {
	environ := fakePodman(t, `echo "first"; echo "no such image" >&2; exit 125`)
	_, err := run(t.Context(), "podman", environ, command{args: []string{"run", "two words"}, within: time.Minute})
	var failed *CommandError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, "podman run 'two words'", failed.Command)
	assert.Contains(t, failed.Output, "no such image")
	assert.ErrorContains(t, err, "exit status 125")
	assert.ErrorContains(t, err, "no such image")
	var exited *exec.ExitError
	assert.ErrorAsf(t, err, &exited, "the cause stays reachable")
}

func TestRunEndsAtItsBoundWithAllThatItStarted(t *testing.T) {
	environ := fakePodman(t, `sleep 300 & wait`)
	start := time.Now()
	_, err := run(t.Context(), "podman", environ, command{args: []string{"ps"}, within: 200 * time.Millisecond})
	require.ErrorContains(t, err, "did not end within 200ms")
	assert.Lessf(t, time.Since(start), stopGrace, "the child of the shell was stopped too, or it would have held the pipe open")
}

func TestRunHasASessionOfItsOwn(t *testing.T) {
	// Field 6 of /proc/self/stat is the session: that of the shell itself.
	environ := fakePodman(t, `read -r pid _ _ _ _ session _ < /proc/self/stat; echo "$$ $session"`)
	out, err := run(t.Context(), "podman", environ, command{within: time.Minute})
	require.NoError(t, err)
	fields := strings.Fields(out)
	require.Len(t, fields, 2)
	assert.Equalf(t, fields[0], fields[1], "the command leads its session, so that Ctrl-C does not reach it")
}

func TestQuote(t *testing.T) {
	for word, want := range map[string]string{
		"plain-1.0/a:b": "plain-1.0/a:b",
		"":              "''",
		"two words":     "'two words'",
		"it's":          `'it'\''s'`,
		"$HOME":         "'$HOME'",
		"{{.Names}}":    "'{{.Names}}'",
	} {
		assert.Equal(t, want, quote(word))
	}
}

func TestCommandErrorKeepsTheEndOfTheOutput(t *testing.T) {
	err := &CommandError{Command: "podman ps", Output: "1\n2\n\n3\n  4\n", Err: errors.New("exit status 1")}
	assert.EqualError(t, err, "`podman ps`: exit status 1; it said: 2 | 3 | 4")
}
