package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"k8s.io/client-go/tools/portforward"
	"k8s.io/client-go/transport/spdy"
	"k8s.io/streaming/pkg/httpstream"
)

// ForwardedSite prepares to read what a Pod serves through a port-forward, which is
// opened at the first look and again after it broke. It is for claims about
// port-forward: not every runtime has it. Close it.
func (s *Scene) ForwardedSite(c Container, port int) *Site {
	return &Site{within: s.Timeouts.HTTP, open: func(ctx context.Context) (way, error) { return s.openForward(ctx, c, port) }}
}

// forward is the way to a Pod by a port-forward.
type forward struct {
	stop   chan struct{}
	done   chan error
	client *http.Client
	base   string
}

func (s *Scene) openForward(ctx context.Context, c Container, port int) (*forward, error) {
	dialer, err := s.forwardDialer(c)
	if err != nil {
		return nil, fmt.Errorf("preparing a port-forward to %s: %w", c, err)
	}
	f := &forward{stop: make(chan struct{}), done: make(chan error, 1)}
	ready := make(chan struct{})
	forwarder, err := portforward.NewOnAddressesForStreaming(dialer, []string{"127.0.0.1"}, []string{fmt.Sprintf("0:%d", port)},
		f.stop, ready, io.Discard, io.Discard)
	if err != nil {
		return nil, fmt.Errorf("preparing a port-forward to %s: %w", c, err)
	}
	go func() { f.done <- forwarder.ForwardPorts() }()
	select {
	case <-ready:
	case err := <-f.done:
		return nil, unreachable{fmt.Errorf("opening a port-forward to %s port %d: %w", c, port, err)}
	case <-ctx.Done():
		close(f.stop)
		return nil, unreachable{fmt.Errorf("opening a port-forward to %s port %d: %w", c, port, ctx.Err())}
	}
	ports, err := forwarder.GetPorts()
	if err != nil {
		f.close()
		return nil, fmt.Errorf("reading the local port of the port-forward to %s: %w", c, err)
	}
	f.base = "http://127.0.0.1:" + strconv.Itoa(int(ports[0].Local))
	// A connection of its own for each look: a kept one could outlive the
	// container that answered.
	f.client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true, Proxy: nil}, CheckRedirect: noRedirect}
	return f, nil
}

func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func (s *Scene) forwardDialer(c Container) (httpstream.Dialer, error) {
	url := s.Kube.CoreV1().RESTClient().Post().Resource("pods").Namespace(c.Namespace).Name(c.Pod).
		SubResource("portforward").URL()
	roundTripper, upgrader, err := spdy.RoundTripperFor(s.REST)
	if err != nil {
		return nil, err
	}
	overSPDY := spdy.NewDialerForStreaming(upgrader, &http.Client{Transport: roundTripper}, http.MethodPost, url)
	overWebSocket, err := portforward.NewSPDYOverWebsocketDialerForStreaming(url, s.REST)
	if err != nil {
		return nil, err
	}
	return portforward.NewFallbackDialerForStreaming(overWebSocket, overSPDY, speaksNoWebSocket), nil
}

func (f *forward) get(ctx context.Context, path string) (Page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.base+path, nil)
	if err != nil {
		return Page{}, fmt.Errorf("preparing a request for %s: %w", path, err)
	}
	response, err := f.client.Do(request)
	if err != nil {
		return Page{}, unreachable{fmt.Errorf("reading %s: %w", path, err)}
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return Page{}, unreachable{fmt.Errorf("reading the body of %s: %w", path, err)}
	}
	return Page{Status: response.StatusCode, Body: string(body), Header: response.Header}, nil
}

func (f *forward) close() {
	close(f.stop)
	<-f.done //nolint:errcheck // it ends with an error where the Pod went first
	if f.client != nil {
		f.client.CloseIdleConnections()
	}
}
