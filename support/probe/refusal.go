package probe

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/portforward"

	"github.com/volconf/volconf/support/await"
)

// ForwardRefusal opens a port-forward to a port, as a client that connects would,
// and returns what the node says against it. That it says nothing for as long as a
// command may take is a *await.TimeoutError. The forwarder of client-go keeps the
// words to itself.
func (s *Scene) ForwardRefusal(ctx context.Context, c Container, port int) (string, error) {
	what := fmt.Sprintf("what the node says against a port-forward to %s port %d", c, port)
	return firstWords(ctx, what, s.Timeouts.Exec, func(ctx context.Context) (string, error) { return s.forwardRefusal(ctx, c, port) })
}

// firstWords asks until anything is said: a kubelet that restarts is not there, does
// not know its Pods yet, or falls silent in the middle.
func firstWords(ctx context.Context, what string, within time.Duration, ask func(context.Context) (string, error)) (string, error) {
	var said string
	err := await.For(ctx, what, within, func(ctx context.Context) (bool, string, error) {
		var err error
		said, err = ask(ctx)
		if cutShort(err) {
			err = unreachable{err}
		}
		return said != "", "nothing", err
	})
	return said, err
}

func (s *Scene) forwardRefusal(ctx context.Context, c Container, port int) (string, error) {
	dialer, err := s.forwardDialer(c)
	if err != nil {
		return "", fmt.Errorf("preparing a port-forward to %s: %w", c, err)
	}
	connection, _, err := dialer.Dial(portforward.PortForwardProtocolV1Name)
	if err != nil {
		return "", fmt.Errorf("opening a port-forward to %s: %w", c, err)
	}
	defer func() { _ = connection.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = connection.Close() })
	defer stop()
	header := http.Header{}
	header.Set(corev1.PortHeader, strconv.Itoa(port))
	header.Set(corev1.PortForwardRequestIDHeader, "0")
	header.Set(corev1.StreamType, corev1.StreamTypeError)
	refusal, err := connection.CreateStream(header)
	if err != nil {
		return "", fmt.Errorf("opening the error stream of a port-forward to %s: %w", c, err)
	}
	_ = refusal.Close() // this end has nothing to say
	header.Set(corev1.StreamType, corev1.StreamTypeData)
	data, err := connection.CreateStream(header)
	if err != nil {
		return "", fmt.Errorf("opening a port-forward to %s port %d: %w", c, port, err)
	}
	_ = data.Close()
	said, err := io.ReadAll(io.LimitReader(refusal, 4096))
	if err != nil {
		return "", fmt.Errorf("reading what a port-forward to %s port %d says: %w", c, port, err)
	}
	return string(said), nil
}
