package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"time"
)

// serviceAddress is that of the Service kubernetes, as every container is told it.
func serviceAddress() string {
	return net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
}

// awaitServices returns once the address accepts a connection, so that kube-proxy is seen
// to have done its work before the first Pod starts. A Pod that connects to a Service
// earlier is lost for long: the kernel remembers its connection as one that goes nowhere,
// and tries the same again until the client gives up, which takes CoreDNS 30 seconds.
func awaitServices(ctx context.Context, address string, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	// Each try is a connection of its own, and may be short: the answer comes from a
	// node next door.
	dialer := net.Dialer{Timeout: 250 * time.Millisecond}
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		connection, err := dialer.DialContext(ctx, "tcp", address)
		if err == nil {
			return connection.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("no answer from %s within %s: %w", address, within, err)
		case <-ticker.C:
		}
	}
}
