package habitat

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/held"
)

const (
	faultyEvery = 33               // of so many calls one is not answered as it should be: 3 %
	watchFor    = 20 * time.Second // then a watch is cut
	awayAfter   = 40 * time.Second // the API goes away once, for so long
	awayFor     = 100 * time.Second
)

// farAway puts a proxy before the API server that behaves as a bad way there does.
func farAway(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	rest, err := clientcmd.BuildConfigFromFlags("", c.Kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	p, err := newProxy(rest)
	if err != nil {
		return nil, err
	}
	if err := p.listen(ctx, "127.0.0.1:0"); err != nil {
		return nil, err
	}
	kubeconfig, err := p.kubeconfig(c.Kubeconfig)
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	away := func(ctx context.Context) error {
		if !held.Pause(ctx, awayAfter) {
			return nil
		}
		if err := p.close(); err != nil {
			return err
		}
		held.Pause(ctx, awayFor)
		return p.listen(context.WithoutCancel(ctx), p.address)
	}
	return &held.Changed{
		Kubeconfig: kubeconfig, Meanwhile: []func(context.Context) error{away},
		Undo: func(context.Context) error { return errors.Join(p.close(), os.Remove(kubeconfig)) },
	}, nil
}

// proxy stands before an API server.
type proxy struct {
	certificate tls.Certificate
	authority   []byte
	handler     http.Handler
	address     string

	mu     sync.Mutex
	server *http.Server
}

func newProxy(to *rest.Config) (*proxy, error) {
	server, err := url.Parse(to.Host)
	if err != nil {
		return nil, fmt.Errorf("reading the API server's address: %w", err)
	}
	anonymous := rest.AnonymousClientConfig(to) // who calls says so in the request
	config, err := rest.TLSConfigFor(anonymous)
	if err != nil {
		return nil, fmt.Errorf("reading the API server's authority: %w", err)
	}
	pair, err := held.SelfSigned(net.IPv4(127, 0, 0, 1), time.Now())
	if err != nil {
		return nil, err
	}
	certificate, err := tls.X509KeyPair(pair.Certificate, pair.Key)
	if err != nil {
		return nil, fmt.Errorf("making the proxy's certificate: %w", err)
	}
	onward := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(server) },
		Transport:     &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: false, MaxIdleConnsPerHost: 32},
		FlushInterval: -1, // a watch's events go on as they come
		ErrorLog:      quiet,
		ErrorHandler:  func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	return &proxy{certificate: certificate, authority: pair.Certificate, handler: faulty(onward)}, nil
}

// faulty answers one call of many with an error, in turn 500, 429 and a reset, and
// cuts watches.
func faulty(next http.Handler) http.Handler {
	var calls atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := calls.Add(1)
		switch {
		case n%faultyEvery != 0:
		case n/faultyEvery%3 == 0:
			http.Error(w, "the way is bad", http.StatusInternalServerError)
			return
		case n/faultyEvery%3 == 1:
			w.Header().Set("Retry-After", "1")
			http.Error(w, "the way is full", http.StatusTooManyRequests)
			return
		default:
			panic(http.ErrAbortHandler) // the connection, or the stream, is reset
		}
		if r.URL.Query().Get("watch") == "true" {
			ctx, cancel := context.WithTimeout(r.Context(), watchFor)
			defer cancel()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}

func (p *proxy) listen(ctx context.Context, address string) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listening before the API server: %w", err)
	}
	server := &http.Server{
		Handler: p.handler, ReadHeaderTimeout: watchFor,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{p.certificate}, MinVersion: tls.VersionTLS12},
		ErrorLog:  quiet,
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.address, p.server = listener.Addr().String(), server
	go func() { _ = server.ServeTLS(listener, "", "") }() // it ends with close
	return nil
}

func (p *proxy) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		return nil
	}
	err := p.server.Close()
	p.server = nil
	return err
}

// kubeconfig writes one that leads to the proxy.
func (p *proxy) kubeconfig(own string) (string, error) {
	config, err := clientcmd.LoadFromFile(own)
	if err != nil {
		return "", fmt.Errorf("reading the kubeconfig: %w", err)
	}
	for _, cluster := range config.Clusters {
		cluster.Server, cluster.CertificateAuthorityData = "https://"+p.address, p.authority
	}
	path := own + ".far"
	if err := clientcmd.WriteToFile(*config, path); err != nil {
		return "", fmt.Errorf("writing a kubeconfig: %w", err)
	}
	return path, nil
}
