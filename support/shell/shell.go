// Package shell keeps a shell open wherever commands are run one after the other, so that
// only the first of them pays for a connection and for a new process of the runtime: in a
// container an exec costs ten times what a shell needs to begin a command.
package shell

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Opener runs `sh` somewhere with these streams until it ends, or until the context does.
type Opener func(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error

// Output is how a command ended.
type Output struct {
	Stdout, Stderr string
	Exit           int
}

// ErrGone says that the shell ended, or broke off, before the command's end was known:
// the command may have been run or not.
var ErrGone = errors.New("the shell ended before it told how the command ended")

// MaxPrinted bounds what a command may print on one stream, in bytes: the largest that a
// claim reads is a mount table.
const MaxPrinted = 4 << 20

// Shell is an open shell. One command at a time is run in it.
type Shell struct {
	stdin          io.WriteCloser
	stdout, stderr *tape
	gone           chan struct{} // closed when the shell has ended
	stop           context.CancelFunc
}

// Open starts a shell that lives until Close, whatever becomes of ctx, whose values it
// keeps. It does not wait for the shell: the first command does. ended is called once the
// shell has ended; it may be nil.
func Open(ctx context.Context, open Opener, ended func(*Shell)) *Shell {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	stdin, input := io.Pipe()
	s := &Shell{stdin: input, stdout: &tape{}, stderr: &tape{}, gone: make(chan struct{}), stop: stop}
	go func() {
		defer close(s.gone)
		defer stop()
		_ = open(ctx, stdin, s.stdout, s.stderr) // whoever waits for a command is told ErrGone
		_ = stdin.CloseWithError(ErrGone)        // an error is not returned by a pipe
		if ended != nil {
			ended(s)
		}
	}()
	return s
}

// Close ends the shell and waits until it has ended.
func (s *Shell) Close() {
	_ = s.stdin.Close() // an error is not returned by a pipe
	s.stop()
	<-s.gone
}

// Gone tells whether the shell has ended.
func (s *Shell) Gone() bool {
	select {
	case <-s.gone:
		return true
	default:
		return false
	}
}

// Run runs a command, with nothing to read, and waits until it has ended or ctx has. The
// error is ctx's or ErrGone; the shell is of no use after either.
func (s *Shell) Run(ctx context.Context, command ...string) (Output, error) {
	mark := rand.Text()
	said, complained := s.stdout.until(mark), s.stderr.until(mark)
	if err := s.send(ctx, script(mark, command)); err != nil {
		return Output{}, err
	}
	for _, heard := range []<-chan struct{}{said, complained} {
		select {
		case <-heard:
		case <-ctx.Done():
			return Output{}, ctx.Err()
		case <-s.gone:
			return Output{}, ErrGone
		}
	}
	return outputFrom(mark, s.stdout.take(), s.stderr.take())
}

// send writes to a shell that may have stopped reading.
func (s *Shell) send(ctx context.Context, text string) error {
	sent := make(chan error, 1)
	go func() {
		_, err := io.WriteString(s.stdin, text)
		sent <- err
	}()
	select {
	case err := <-sent:
		if err != nil {
			return ErrGone
		}
		return nil
	case <-ctx.Done():
		return ctx.Err() // whoever asked closes the shell, which ends the writing
	}
}

// script runs a command between two lines that no command prints, on both streams; the
// second one on the standard output has the exit code.
func script(mark string, command []string) string {
	words := make([]string, len(command))
	for i, word := range command {
		words[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return fmt.Sprintf("{ echo %[1]s; echo %[1]s >&2; ( %[2]s ) </dev/null; printf '\\n%[1]s %%s\\n' $?; printf '\\n%[1]s 0\\n' >&2; }\n",
		mark, strings.Join(words, " "))
}

// outputFrom reads what lies between the marks. What stands before the first is of
// something that an earlier command left running: such a shell is not to be trusted.
func outputFrom(mark, stdout, stderr string) (Output, error) {
	said, code, ok := between(mark, stdout)
	complained, _, alsoOK := between(mark, stderr)
	exit, err := strconv.Atoi(code)
	if !ok || !alsoOK || err != nil {
		return Output{}, ErrGone
	}
	return Output{Stdout: said, Stderr: complained, Exit: exit}, nil
}

func between(mark, text string) (inside, code string, ok bool) {
	rest, ok := strings.CutPrefix(text, mark+"\n")
	if !ok {
		return "", "", false
	}
	inside, end, ok := strings.Cut(rest, "\n"+mark+" ")
	code, more, ended := strings.Cut(end, "\n")
	return inside, code, ok && ended && more == ""
}

// tape keeps what a stream prints until a mark has come at the end of a line of its own.
type tape struct {
	mu     sync.Mutex
	kept   bytes.Buffer
	mark   []byte
	heard  chan struct{}
	marked bool
}

// until returns a channel that is closed when the line that ends a command has come.
func (t *tape) until(mark string) <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.mark, t.heard, t.marked = []byte("\n"+mark+" "), make(chan struct{}), false
	return t.heard
}

// keptRoom is how much room, in bytes, a shell keeps for the next output: most are short.
const keptRoom = 4 << 10

// take returns what was kept, and begins anew.
func (t *tape) take() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := t.kept.String()
	if t.kept.Reset(); t.kept.Cap() > keptRoom {
		t.kept = bytes.Buffer{}
	}
	return text
}

func (t *tape) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept.Len()+len(b) > MaxPrinted {
		t.hear() // there are no marks in what was kept: the shell is of no use any more
		return 0, fmt.Errorf("more than %d bytes were printed", MaxPrinted)
	}
	from := max(0, t.kept.Len()-len(t.mark)-8) // the last line may come in two pieces: a mark, up to three digits, a line's end
	t.kept.Write(b)
	if _, end, found := bytes.Cut(t.kept.Bytes()[from:], t.mark); found && bytes.HasSuffix(end, []byte("\n")) {
		t.hear()
	}
	return len(b), nil
}

// hear lets whoever waits go on.
func (t *tape) hear() {
	if t.heard != nil && !t.marked {
		t.marked = true
		close(t.heard)
	}
}
