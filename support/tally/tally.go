// Package tally counts what is asked of an API server in somebody's name: whoever
// begins puts a Tally into the context, and each request that carries it is counted.
package tally

import (
	"context"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
)

// Tally is what was asked for so far. Its methods may be called by several goroutines.
type Tally struct {
	calls, execs, namespaces atomic.Int64
}

// Calls is the number of requests; a watch is one.
func (t *Tally) Calls() int { return int(t.calls.Load()) }

// Execs is the number of commands that were to be run in containers.
func (t *Tally) Execs() int { return int(t.execs.Load()) }

// Namespaces is the number of namespaces that were to be made. A dry run makes none.
func (t *Tally) Namespaces() int { return int(t.namespaces.Load()) }

type key struct{}

// In returns a context in which requests are counted by t.
func In(ctx context.Context, t *Tally) context.Context { return context.WithValue(ctx, key{}, t) }

// Counting is a transport that counts requests whose context has a Tally.
func Counting(next http.RoundTripper) http.RoundTripper { return counting{next} }

type counting struct{ next http.RoundTripper }

// WrappedRoundTripper is how client-go finds what is beneath.
func (c counting) WrappedRoundTripper() http.RoundTripper { return c.next }

func (c counting) RoundTrip(request *http.Request) (*http.Response, error) {
	if t, ok := request.Context().Value(key{}).(*Tally); ok {
		t.count(request)
	}
	return c.next.RoundTrip(request)
}

func (t *Tally) count(request *http.Request) {
	t.calls.Add(1)
	of := request.URL.Path
	switch {
	case path.Base(of) == "exec":
		t.execs.Add(1)
	case request.Method == http.MethodPost && strings.HasSuffix(of, "/api/v1/namespaces") && request.URL.Query().Get("dryRun") == "":
		t.namespaces.Add(1)
	}
}
