package probe

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/portforward"
)

// ForwardRefusal opens a port-forward to a port, as a client that connects would,
// and returns what the node says against it; nothing if it says nothing. The
// forwarder of client-go keeps the words to itself.
func (s *Scene) ForwardRefusal(ctx context.Context, c Container, port int) (string, error) {
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
	errors, err := connection.CreateStream(header)
	if err != nil {
		return "", fmt.Errorf("opening the error stream of a port-forward to %s: %w", c, err)
	}
	_ = errors.Close() // this end has nothing to say
	header.Set(corev1.StreamType, corev1.StreamTypeData)
	data, err := connection.CreateStream(header)
	if err != nil {
		return "", fmt.Errorf("opening a port-forward to %s port %d: %w", c, port, err)
	}
	_ = data.Close()
	said, err := io.ReadAll(io.LimitReader(errors, 4096))
	if err != nil {
		return "", fmt.Errorf("reading what a port-forward to %s port %d says: %w", c, port, err)
	}
	return string(said), nil
}
