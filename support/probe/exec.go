package probe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	corev1 "k8s.io/api/core/v1"
	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/remotecommand"
	utilexec "k8s.io/client-go/util/exec"
	"k8s.io/streaming/pkg/httpstream"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/shell"
)

// Container names a container of a Pod. An empty Container is the Pod's first.
type Container struct {
	Namespace, Pod, Container string
}

func (c Container) String() string {
	if c.Container == "" {
		return c.Pod
	}
	return c.Pod + "/" + c.Container
}

// Output is how a command in a container ended. A non-zero Exit is a fact, not
// an error.
type Output = shell.Output

// Exec runs a command in a container, once. The error says that the command
// could not be run, or that nothing is known about its end. Where it cannot have
// begun, because the kubelet was not there to begin it, it is asked for again.
func (s *Scene) Exec(ctx context.Context, c Container, command ...string) (Output, error) {
	return s.askUntil(ctx, c, command, neverBegan)
}

// ExecIdempotent is Exec for a command that comes to the same when it is run
// again, as one that only looks: it is run again where the connection broke while
// it ran, because the kubelet in between was restarted.
func (s *Scene) ExecIdempotent(ctx context.Context, c Container, command ...string) (Output, error) {
	return s.askUntil(ctx, c, command, cutShort)
}

// askUntil asks for a command until it ends in another way than one after which it
// may be asked for again.
func (s *Scene) askUntil(ctx context.Context, c Container, command []string, mayAsk func(error) bool) (Output, error) {
	var out Output
	var end error
	err := await.For(ctx, "the kubelet to run a command", s.Timeouts.Exec, func(ctx context.Context) (bool, string, error) {
		out, end = s.exec(ctx, s.named(c), command)
		if mayAsk(end) {
			return false, "", unreachable{end}
		}
		return true, "", nil
	})
	if end == nil {
		end = err
	}
	if end != nil {
		return out, fmt.Errorf("running %q in %s: %w", brief(command), c, end)
	}
	return out, nil
}

// neverBegan tells whether a command was certainly not begun: the API server did
// not reach the kubelet (k8s.io/apimachinery pkg/util/proxy/upgradeaware.go,
// v0.37), or the kubelet came up a moment ago and has not heard of the Pod yet
// (pkg/kubelet/server/server.go, v1.37). That a Pod is gone is told by the API
// server, in other words.
func neverBegan(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "error dialing backend") ||
		strings.Contains(err.Error(), "failed to load task") || // by containerd, which was too busy (internal/cri/server/container_execsync.go, v2.4)
		strings.Contains(err.Error(), "pod does not exist") || utilnet.IsConnectionRefused(err))
}

// brokeOff tells whether the connection ended before the command's end was known:
// a WebSocket without the close frame that the API server sends (RFC 6455, 7.1.5:
// 1006), a SPDY connection cut, or the API server's own to the kubelet, which it
// says in words.
func brokeOff(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "close 1006 (abnormal closure)") ||
		strings.Contains(err.Error(), "connection reset by peer") ||
		errors.Is(err, net.ErrClosed) || strings.Contains(err.Error(), net.ErrClosed.Error()) || // by a change of certificates
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || utilnet.IsConnectionReset(err))
}

// cutShort tells whether a kubelet that restarts is why there was no answer.
func cutShort(err error) bool { return neverBegan(err) || brokeOff(err) }

func (s *Scene) exec(ctx context.Context, c Container, command []string) (Output, error) {
	var stdout, stderr printed
	err := s.stream(ctx, c, command, remotecommand.StreamOptions{Stdout: &stdout, Stderr: &stderr})
	out := Output{Stdout: stdout.String(), Stderr: stderr.String()}
	var exit utilexec.ExitError
	switch {
	case stdout.more > 0 || stderr.more > 0:
		return out, fmt.Errorf("it printed more than %d bytes", shell.MaxPrinted)
	case err == nil:
		return out, nil
	case errors.As(err, &exit):
		out.Exit = exit.ExitStatus()
		return out, nil
	}
	return out, err
}

// stream runs a command in a container with these streams, until it ends or ctx does.
func (s *Scene) stream(ctx context.Context, c Container, command []string, streams remotecommand.StreamOptions) error {
	request := s.Kube.CoreV1().RESTClient().Post().Resource("pods").Namespace(c.Namespace).Name(c.Pod).
		SubResource("exec").VersionedParams(&corev1.PodExecOptions{
		Container: c.Container, Command: command,
		Stdin: streams.Stdin != nil, Stdout: true, Stderr: true,
	}, scheme.ParameterCodec)
	executor, err := newExecutor(s.REST, request)
	if err != nil {
		return fmt.Errorf("preparing it: %w", err)
	}
	return executor.StreamWithContext(ctx, streams)
}

// printed keeps the beginning of what a command prints, and counts the rest.
type printed struct {
	bytes.Buffer
	more int
}

func (p *printed) Write(b []byte) (int, error) {
	keep := min(len(b), shell.MaxPrinted-p.Len())
	p.more += len(b) - keep
	_, err := p.Buffer.Write(b[:keep])
	return len(b), err
}

// newExecutor speaks WebSocket and falls back to SPDY, as kubectl does, so that
// old API servers and proxies in between both work.
func newExecutor(config *rest.Config, request *rest.Request) (remotecommand.Executor, error) {
	websocket, err := remotecommand.NewWebSocketExecutor(config, http.MethodGet, request.URL().String())
	if err != nil {
		return nil, err
	}
	spdy, err := remotecommand.NewSPDYExecutor(config, http.MethodPost, request.URL())
	if err != nil {
		return nil, err
	}
	return remotecommand.NewFallbackExecutor(websocket, spdy, speaksNoWebSocket)
}

// speaksNoWebSocket tells whether an API server, or a proxy before it, refused the upgrade
// to a WebSocket.
func speaksNoWebSocket(err error) bool {
	return httpstream.IsUpgradeFailure(err) || httpstream.IsHTTPSProxyError(err)
}

// RunIdempotent is ExecIdempotent for a command that must succeed.
func (s *Scene) RunIdempotent(ctx context.Context, c Container, command ...string) (string, error) {
	out, err := s.ExecIdempotent(ctx, c, command...)
	return succeeded(c, command, out, err)
}

func succeeded(c Container, command []string, out Output, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if out.Exit != 0 {
		return out.Stdout, fmt.Errorf("%q in %s ended with %d: %s", brief(command), c, out.Exit,
			strings.TrimSpace(out.Stderr+" "+out.Stdout))
	}
	return out.Stdout, nil
}

// brief shows a command in an error: of a script its beginning is enough.
func brief(command []string) string {
	text := strings.Join(command, " ")
	first, _, more := strings.Cut(text, "\n")
	if len(first) > 100 {
		first, more = first[:100], true
	}
	if more {
		first += " …"
	}
	return first
}
