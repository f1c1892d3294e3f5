package cluster

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"syscall"
	"time"

	"github.com/vladimirvivien/gexe"
	"github.com/vladimirvivien/gexe/exec"
)

// stopGrace is how long a command that was told to stop may take before it is
// killed: an engine uses it to put its own records in order.
const stopGrace = 5 * time.Second

// command is one call of the engine.
type command struct {
	args   []string
	stdin  io.Reader
	stdout io.Writer     // takes what it prints; nil has it returned
	within time.Duration // its bound
}

// CommandError is a command that failed.
type CommandError struct {
	Command string // as it can be pasted into a shell
	Output  string // what it printed, standard error first
	Err     error
}

func (e *CommandError) Error() string {
	msg := fmt.Sprintf("`%s`: %v", e.Command, e.Err)
	if said := lastLines(e.Output, 3); said != "" {
		msg += "; it said: " + said
	}
	return msg
}

func (e *CommandError) Unwrap() error { return e.Err }

// run executes a command and returns its standard output.
func run(ctx context.Context, name string, environ []string, c command) (string, error) {
	bounded, cancel := context.WithTimeoutCause(ctx, c.within, fmt.Errorf("did not end within %s", c.within))
	defer cancel()
	proc := newProc(bounded, name, environ, c.args)
	if err := proc.Err(); err != nil {
		return "", &CommandError{Command: paste(name, c.args), Err: err}
	}
	var stdout, stderr bytes.Buffer
	proc.Command().Stdin = c.stdin
	proc.SetStdout(&stdout)
	if c.stdout != nil {
		proc.SetStdout(c.stdout)
	}
	proc.SetStderr(&stderr)
	if err := proc.Run().Err(); err != nil {
		if bounded.Err() != nil {
			err = context.Cause(bounded)
		}
		return "", &CommandError{Command: paste(name, c.args), Output: stderr.String() + stdout.String(), Err: err}
	}
	return stdout.String(), nil
}

// newProc prepares a process in a session of its own, so that a Ctrl-C at the
// terminal reaches the run and not the engine. When ctx ends, the whole session
// is told to stop, and killed after stopGrace.
func newProc(ctx context.Context, name string, environ, args []string) *exec.Proc {
	proc := gexe.New().NewProcWithContext(ctx, name)
	if proc.Err() != nil {
		return proc
	}
	cmd := proc.Command()
	// Not through gexe's command string, which expands $ and splits at quotes.
	cmd.Args = append([]string{name}, args...)
	cmd.Env = environ
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = stopGrace
	return proc
}

// paste renders a command so that it can be pasted into a shell.
func paste(name string, args []string) string {
	words := []string{name}
	for _, arg := range args {
		words = append(words, quote(arg))
	}
	return strings.Join(words, " ")
}

func quote(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("@%+=:,./-_", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// lastLines joins the last n lines that say something.
func lastLines(text string, n int) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines[max(0, len(lines)-n):], " | ")
}
