package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// health answers 503 until the first sync has succeeded, then 200 for good.
type health struct{ ready atomic.Bool }

func (h *health) setReady() { h.ready.Store(true) }

func (h *health) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	if !h.ready.Load() {
		http.Error(w, "repo is not ready", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// serve answers on the address until the returned function is called.
func (h *health) serve(ctx context.Context, address string) (stop func(), err error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen (--http-bind): %w", err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends with Close
	}()
	return func() {
		_ = server.Close()
		<-done
	}, nil
}
