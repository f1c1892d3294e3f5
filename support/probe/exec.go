package probe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/httpstream"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/remotecommand"
	utilexec "k8s.io/client-go/util/exec"

	"github.com/volconf/volconf/support/await"
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
type Output struct {
	Stdout, Stderr string
	Exit           int
}

// Exec runs a command in a container. The error says that the command could not
// be run, or that nothing is known about its end.
func (s *Scene) Exec(ctx context.Context, c Container, command ...string) (Output, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.Exec)
	defer cancel()
	request := s.Kube.CoreV1().RESTClient().Post().Resource("pods").Namespace(c.Namespace).Name(c.Pod).
		SubResource("exec").VersionedParams(&corev1.PodExecOptions{
		Container: c.Container, Command: command, Stdout: true, Stderr: true,
	}, scheme.ParameterCodec)
	executor, err := newExecutor(s.REST, request)
	if err != nil {
		return Output{}, fmt.Errorf("preparing exec in %s: %w", c, err)
	}
	var stdout, stderr bytes.Buffer
	err = executor.StreamWithContext(ctx, remotecommand.StreamOptions{Stdout: &stdout, Stderr: &stderr})
	out := Output{Stdout: stdout.String(), Stderr: stderr.String()}
	var exit utilexec.ExitError
	switch {
	case err == nil:
		return out, nil
	case errors.As(err, &exit):
		out.Exit = exit.ExitStatus()
		return out, nil
	}
	return out, fmt.Errorf("running %q in %s: %w", brief(command), c, err)
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
	return remotecommand.NewFallbackExecutor(websocket, spdy, func(err error) bool {
		return httpstream.IsUpgradeFailure(err) || httpstream.IsHTTPSProxyError(err)
	})
}

// Run is Exec for a command that must succeed.
func (s *Scene) Run(ctx context.Context, c Container, command ...string) (string, error) {
	out, err := s.Exec(ctx, c, command...)
	if err != nil {
		return "", err
	}
	if out.Exit != 0 {
		return out.Stdout, fmt.Errorf("%q in %s ended with %d: %s", brief(command), c, out.Exit,
			strings.TrimSpace(out.Stderr+" "+out.Stdout))
	}
	return out.Stdout, nil
}

// Logs returns what a container wrote so far, at most 256 KiB.
func (s *Scene) Logs(ctx context.Context, c Container) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	limit := int64(256 << 10)
	raw, err := s.Kube.CoreV1().Pods(c.Namespace).
		GetLogs(c.Pod, &corev1.PodLogOptions{Container: c.Container, LimitBytes: &limit}).DoRaw(ctx)
	if err != nil {
		return "", fmt.Errorf("reading the log of %s: %w", c, err)
	}
	return string(raw), nil
}

// WaitLog waits until the log of a container has a line that contains text.
func (s *Scene) WaitLog(ctx context.Context, c Container, text string) error {
	return await.For(ctx, fmt.Sprintf("the log of %s to say %q", c, text), s.Timeouts.PodReady,
		func(ctx context.Context) (bool, string, error) {
			log, err := s.Logs(ctx, c)
			return strings.Contains(log, text), lastLine(log), err
		})
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

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
