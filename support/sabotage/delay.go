package sabotage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"sync"
	"time"

	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/held"
)

// DelayAnswers puts a relay before the API server that hands on each answer later.
// What is in flight is delayed, not held up: the suite sees a far-away cluster and not
// a narrow line.
func DelayAnswers(by time.Duration) held.Change {
	return func(ctx context.Context, site held.Cluster) (*held.Changed, error) { return delayed(ctx, site, by) }
}

func delayed(ctx context.Context, site held.Cluster, by time.Duration) (*held.Changed, error) {
	config, err := clientcmd.LoadFromFile(site.Kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	relay := &relay{delay: by}
	for _, cluster := range config.Clusters {
		server, err := url.Parse(cluster.Server)
		if err != nil {
			return nil, fmt.Errorf("reading the API server's address: %w", err)
		}
		address, err := relay.listen(ctx, server.Host)
		if err != nil {
			return nil, err
		}
		server.Host = address // kind's certificate is good for 127.0.0.1 at any port
		cluster.Server = server.String()
	}
	file, err := os.CreateTemp("", "volconf-slow-*.kubeconfig")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("writing a kubeconfig: %w", err), relay.close())
	}
	mend := func(context.Context) error { return errors.Join(relay.close(), os.Remove(file.Name())) }
	if err := errors.Join(file.Close(), clientcmd.WriteToFile(*config, file.Name())); err != nil {
		return nil, errors.Join(fmt.Errorf("writing a kubeconfig: %w", err), mend(ctx))
	}
	return &held.Changed{Kubeconfig: file.Name(), Undo: mend}, nil
}

// relay hands bytes on between clients and a server, those of the server with a
// delay.
type relay struct {
	delay    time.Duration
	listener net.Listener
	done     sync.WaitGroup

	mu     sync.Mutex
	open   map[net.Conn]bool
	closed bool
}

func (r *relay) listen(ctx context.Context, server string) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("listening before the API server: %w", err)
	}
	r.listener, r.open = listener, map[net.Conn]bool{}
	r.done.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // closed
			}
			r.done.Go(func() { r.serve(client, server) })
		}
	})
	return listener.Addr().String(), nil
}

func (r *relay) serve(client net.Conn, address string) {
	defer client.Close()
	server, err := (&net.Dialer{Timeout: 10 * time.Second}).Dial("tcp", address)
	if err != nil {
		return // the client sees its connection end
	}
	defer server.Close()
	if !r.hold(client, server) {
		return
	}
	defer r.release(client, server)
	var both sync.WaitGroup
	both.Go(func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	})
	both.Go(func() {
		r.later(client, server)
		_ = client.Close()
	})
	both.Wait()
}

func (r *relay) hold(connections ...net.Conn) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range connections {
		r.open[c] = true
	}
	return !r.closed
}

func (r *relay) release(connections ...net.Conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range connections {
		delete(r.open, c)
	}
}

// chunk is what came at one time.
type chunk struct {
	due   time.Time
	bytes []byte
}

// later copies what comes from a server to a client, each chunk after the delay.
func (r *relay) later(client io.Writer, server io.Reader) {
	chunks := make(chan chunk, 1024)
	go func() {
		defer close(chunks)
		for {
			buffer := make([]byte, 32<<10)
			n, err := server.Read(buffer)
			if n > 0 {
				chunks <- chunk{time.Now().Add(r.delay), buffer[:n]}
			}
			if err != nil {
				return
			}
		}
	}()
	broken := false
	for c := range chunks {
		if broken {
			continue // let the reader come to its end
		}
		<-time.NewTimer(time.Until(c.due)).C
		_, err := client.Write(c.bytes)
		broken = err != nil
	}
}

// close ends all connections and waits until nothing runs any more.
func (r *relay) close() error {
	r.mu.Lock()
	r.closed = true
	err := r.listener.Close()
	for c := range r.open {
		_ = c.Close()
	}
	r.mu.Unlock()
	r.done.Wait()
	return err
}
