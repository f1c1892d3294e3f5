package probe

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/remotecommand"
)

// lines is a command in a container that answers each line of its input with a line.
// One exec serves many questions: to begin a command costs the node a hundred times
// what a question does. It is for one caller at a time. Close it.
type lines struct {
	what    string
	in      *io.PipeWriter
	out     *io.PipeReader
	answers *bufio.Reader
	stop    context.CancelFunc
	ended   chan struct{}
}

// openLines begins a command, and does not wait for it: that it could not be begun is
// the error of the first question.
func (s *Scene) openLines(ctx context.Context, c Container, command ...string) (*lines, error) {
	request := s.Kube.CoreV1().RESTClient().Post().Resource("pods").Namespace(c.Namespace).Name(c.Pod).
		SubResource("exec").VersionedParams(&corev1.PodExecOptions{
		Container: c.Container, Command: command, Stdin: true, Stdout: true, Stderr: true,
	}, scheme.ParameterCodec)
	executor, err := newExecutor(s.REST, request)
	if err != nil {
		return nil, fmt.Errorf("preparing %q in %s: %w", brief(command), c, err)
	}
	// It outlives the look that began it.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l, in, out := newLines(fmt.Sprintf("%q in %s", brief(command), c), cancel)
	go func() {
		defer close(l.ended)
		var stderr bytes.Buffer
		err := executor.StreamWithContext(ctx, remotecommand.StreamOptions{Stdin: in, Stdout: out, Stderr: &stderr})
		l.over(in, out, err, stderr.String())
	}()
	return l, nil
}

// newLines returns the two ends that the command has.
func newLines(what string, stop context.CancelFunc) (l *lines, in *io.PipeReader, out *io.PipeWriter) {
	in, question := io.Pipe()
	answer, out := io.Pipe()
	return &lines{
		what: what, in: question, out: answer, answers: bufio.NewReader(answer), stop: stop, ended: make(chan struct{}),
	}, in, out
}

// over tells whoever asks that the command has ended.
func (l *lines) over(in *io.PipeReader, out *io.PipeWriter, err error, stderr string) {
	if err == nil {
		err = fmt.Errorf("it has ended: %w", io.ErrUnexpectedEOF)
	}
	if stderr = strings.TrimSpace(stderr); stderr != "" {
		err = fmt.Errorf("%w: %s", err, stderr)
	}
	in.CloseWithError(err)
	out.CloseWithError(err)
}

// ask returns the answer to a line. A command that ended, and one that does not answer
// while the context lasts, are errors; nothing more can be asked then.
func (l *lines) ask(ctx context.Context, question string) ([]byte, error) {
	release := context.AfterFunc(ctx, func() {
		l.in.CloseWithError(context.Cause(ctx))
		l.out.CloseWithError(context.Cause(ctx))
	})
	defer release()
	if _, err := io.WriteString(l.in, question+"\n"); err != nil {
		return nil, fmt.Errorf("asking %s: %w", l.what, l.cause(ctx, err))
	}
	answer, err := l.answers.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("asking %s: %w", l.what, l.cause(ctx, err))
	}
	return answer, nil
}

// cause is the context's where it ended the question: a pipe closed from this end says only that.
func (l *lines) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// close ends the command, by the end of its input, and waits until the connection is gone.
func (l *lines) close() {
	_ = l.in.Close()
	l.stop()
	<-l.ended
}
