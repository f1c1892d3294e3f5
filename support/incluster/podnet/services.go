package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"k8s.io/client-go/rest"
)

// tryFor is how long one try may take: the answer comes from a node next door.
const tryFor = 500 * time.Millisecond

// serviceProbe returns a client that trusts this cluster alone, and the address at which
// every Pod finds the API: that of the Service kubernetes.
func serviceProbe() (*http.Client, string, error) {
	config, err := rest.InClusterConfig()
	if err != nil {
		return nil, "", fmt.Errorf("read the ServiceAccount: %w", err)
	}
	client, err := rest.HTTPClientFor(config)
	if err != nil {
		return nil, "", fmt.Errorf("make a client of the Service: %w", err)
	}
	return client, config.Host + "/version", nil
}

// awaitServices returns once the address answers, so that kube-proxy is seen to have done
// its work before the first Pod starts. A Pod that connects to a Service earlier is lost
// for long: the kernel remembers its connection as one that leads out of the cluster, and
// tries that again until the client gives up, which takes CoreDNS 30 seconds.
//
// A connection alone proves nothing: outside the cluster there may be somebody, such as a
// proxy, who takes connections to any address. So the client has to know the certificate.
func awaitServices(ctx context.Context, client *http.Client, address string, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := answers(ctx, client, address)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("no answer from %s within %s: %w", address, within, err)
		case <-ticker.C:
		}
	}
}

// answers takes any status for an answer: it is the way that is tried, not the server.
func answers(ctx context.Context, client *http.Client, address string) error {
	ctx, cancel := context.WithTimeout(ctx, tryFor)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}
