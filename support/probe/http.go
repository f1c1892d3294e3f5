package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/httpstream"
	"k8s.io/client-go/tools/portforward"
	"k8s.io/client-go/transport/spdy"

	"github.com/volconf/volconf/support/await"
)

// Page is one HTTP response.
type Page struct {
	Status int
	Body   string
	Header http.Header
}

func (p Page) String() string {
	body := strings.TrimSpace(p.Body)
	if len(body) > 120 {
		body = body[:120] + "…"
	}
	return fmt.Sprintf("%d %q", p.Status, body)
}

// Site reads what a Pod serves on a port, through a port-forward that is opened
// at the first look and again after it broke.
type Site struct {
	scene     *Scene
	container Container
	port      int
	forward   *forward
}

// Site prepares to read from a Pod. Close it.
func (s *Scene) Site(c Container, port int) *Site {
	return &Site{scene: s, container: c, port: port}
}

// Get reads a path once. Errors of the connection are transient: the Pod, its
// server or the way there is not up yet.
func (s *Site) Get(ctx context.Context, path string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, s.scene.Timeouts.HTTP)
	defer cancel()
	if s.forward == nil {
		f, err := s.scene.openForward(ctx, s.container, s.port)
		if err != nil {
			return Page{}, err
		}
		s.forward = f
	}
	page, err := s.forward.get(ctx, path)
	if err != nil {
		s.Close()
	}
	return page, err
}

// Close ends the port-forward.
func (s *Site) Close() {
	if s.forward != nil {
		s.forward.close()
		s.forward = nil
	}
}

type forward struct {
	stop   chan struct{}
	done   chan error
	client *http.Client
	base   string
}

// unreachable is a connection error in the form that await knows as transient.
type unreachable struct{ error }

func (unreachable) Timeout() bool   { return false }
func (unreachable) Temporary() bool { return true }
func (u unreachable) Unwrap() error { return u.error }

var _ net.Error = unreachable{}

func (s *Scene) openForward(ctx context.Context, c Container, port int) (*forward, error) {
	dialer, err := s.forwardDialer(c)
	if err != nil {
		return nil, fmt.Errorf("preparing a port-forward to %s: %w", c, err)
	}
	f := &forward{stop: make(chan struct{}), done: make(chan error, 1)}
	ready := make(chan struct{})
	forwarder, err := portforward.NewOnAddresses(dialer, []string{"127.0.0.1"}, []string{fmt.Sprintf("0:%d", port)},
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
	overSPDY := spdy.NewDialer(upgrader, &http.Client{Transport: roundTripper}, http.MethodPost, url)
	overWebSocket, err := portforward.NewSPDYOverWebsocketDialer(url, s.REST)
	if err != nil {
		return nil, err
	}
	return portforward.NewFallbackDialer(overWebSocket, overSPDY, func(err error) bool {
		return httpstream.IsUpgradeFailure(err) || httpstream.IsHTTPSProxyError(err)
	}), nil
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

// WaitPage reads a path until accept is so, and returns the page that was
// accepted and how long it took.
func (s *Site) WaitPage(ctx context.Context, what, path string, within time.Duration, accept func(Page) bool) (Page, time.Duration, error) {
	start := time.Now()
	var page Page
	err := await.For(ctx, what, within, func(ctx context.Context) (bool, string, error) {
		var err error
		page, err = s.Get(ctx, path)
		if err != nil {
			return false, "", err
		}
		return accept(page), page.String(), nil
	})
	return page, time.Since(start), err
}
