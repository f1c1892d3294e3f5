package probe

import (
	"context"
	"net"
	"slices"
	"strings"
)

// Addresses returns what the cluster's DNS answers for a Service of a container's
// own namespace, sorted; none where the name does not exist.
func (s *Scene) Addresses(ctx context.Context, from Container, service string) ([]string, error) {
	// The first search domain of a Pod is that of its namespace's Services. The
	// exit code tells only that one of the two kinds of address is missing.
	const script = `nslookup "$1.$(sed -n 's/^search \([^ ]*\).*/\1/p' /etc/resolv.conf)." || true`
	out, err := s.Says(ctx, from, "sh", "-c", script, "sh", service)
	if err != nil {
		return nil, err
	}
	return parseAddresses(out), nil
}

// parseAddresses reads what BusyBox's nslookup prints: the server's address with
// its port first, then an address a line.
func parseAddresses(out string) []string {
	addresses := []string{}
	for line := range strings.Lines(out) {
		key, value, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found || !strings.HasPrefix(key, "Address") {
			continue
		}
		if ip := net.ParseIP(strings.TrimSpace(value)); ip != nil {
			addresses = append(addresses, ip.String())
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}
