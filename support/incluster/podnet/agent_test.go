package main

import (
	"context"
	"errors"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
)

// fakeTable is a routing table that can refuse one destination.
type fakeTable struct {
	routes  map[netip.Prefix]netip.Addr
	refuses netip.Prefix
	changes int
}

func (f *fakeTable) list() (map[netip.Prefix]netip.Addr, error) { return maps.Clone(f.routes), nil }

func (f *fakeTable) replace(destination netip.Prefix, via netip.Addr) error {
	if destination == f.refuses {
		return errors.New("refused")
	}
	f.changes++
	f.routes[destination] = via
	return nil
}

func (f *fakeTable) remove(destination netip.Prefix) error {
	f.changes++
	delete(f.routes, destination)
	return nil
}

func routes(pairs ...string) map[netip.Prefix]netip.Addr {
	table := map[netip.Prefix]netip.Addr{}
	for i := 0; i < len(pairs); i += 2 {
		table[netip.MustParsePrefix(pairs[i])] = netip.MustParseAddr(pairs[i+1])
	}
	return table
}

func TestReconcile(t *testing.T) {
	self := node("self", []string{"10.244.1.0/24"}, "10.89.0.2")
	other := func(ip string) *corev1.Node { return node("b", []string{"10.244.2.0/24"}, ip) }
	cases := map[string]struct {
		have        map[netip.Prefix]netip.Addr
		nodes       []*corev1.Node
		want        map[netip.Prefix]netip.Addr
		wantChanges int
	}{
		"a new node":           {routes(), []*corev1.Node{self, other("10.89.0.3")}, routes("10.244.2.0/24", "10.89.0.3"), 1},
		"nothing to do":        {routes("10.244.2.0/24", "10.89.0.3"), []*corev1.Node{self, other("10.89.0.3")}, routes("10.244.2.0/24", "10.89.0.3"), 0},
		"an address has moved": {routes("10.244.2.0/24", "10.89.0.3"), []*corev1.Node{self, other("10.89.0.9")}, routes("10.244.2.0/24", "10.89.0.9"), 1},
		"a node has gone":      {routes("10.244.2.0/24", "10.89.0.3"), []*corev1.Node{self}, routes(), 1},
		"a node has a new range": {
			routes("10.244.7.0/24", "10.89.0.3"), []*corev1.Node{self, other("10.89.0.3")}, routes("10.244.2.0/24", "10.89.0.3"), 2,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			table := &fakeTable{routes: c.have}
			path := filepath.Join(t.TempDir(), "10-podnet.conflist")
			require.NoError(t, agent{nodeName: "self", configPath: path, table: table}.reconcile(c.nodes))
			assert.Equal(t, c.want, table.routes)
			assert.Equal(t, c.wantChanges, table.changes)
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Contains(t, string(content), "10.244.1.0/24")
		})
	}
}

func TestReconcileDoesTheRestWhenARouteIsRefused(t *testing.T) {
	table := &fakeTable{routes: routes(), refuses: netip.MustParsePrefix("10.244.2.0/24")}
	path := filepath.Join(t.TempDir(), "10-podnet.conflist")
	err := agent{nodeName: "self", configPath: path, table: table}.reconcile([]*corev1.Node{
		node("self", []string{"10.244.1.0/24"}, "10.89.0.2"),
		node("b", []string{"10.244.2.0/24"}, "10.89.0.3"),
		node("c", []string{"10.244.3.0/24"}, "10.89.0.4"),
	})
	require.ErrorContains(t, err, "10.244.2.0/24 via 10.89.0.3")
	assert.Equal(t, routes("10.244.3.0/24", "10.89.0.4"), table.routes)
	assert.FileExists(t, path)
}

func TestReconcileLeavesTheConfigurationAloneWithoutARange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "10-podnet.conflist")
	err := agent{nodeName: "self", configPath: path, table: &fakeTable{}}.reconcile(nil)
	require.ErrorContains(t, err, "no podCIDR yet")
	assert.NoFileExists(t, path)
}

func TestWriteIfChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "10-podnet.conflist")
	require.NoError(t, writeIfChanged(path, []byte("a")))
	before, err := os.Stat(path)
	require.NoError(t, err)

	require.NoError(t, writeIfChanged(path, []byte("a")))
	same, err := os.Stat(path)
	require.NoError(t, err)
	assert.Truef(t, os.SameFile(before, same), "the same content was written again")

	require.NoError(t, writeIfChanged(path, []byte("b")))
	after, err := os.Stat(path)
	require.NoError(t, err)
	assert.Falsef(t, os.SameFile(before, after), "the file was changed in place, under a reader")
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Lenf(t, entries, 1, "a temporary file was left")
}

func TestAwaitServices(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	require.NoError(t, awaitServices(t.Context(), server.Client(), server.URL, 10*time.Second))
}

func TestAwaitServicesWaits(t *testing.T) {
	silent, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = silent.Close() })
	stranger := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(stranger.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	trustsNobody := &http.Client{}
	for name, address := range map[string]string{
		"nobody listens":                   gone.URL,
		"somebody who never answers":       "https://" + silent.Addr().String(),
		"somebody who is not this cluster": stranger.URL,
	} {
		t.Run(name, func(t *testing.T) {
			err := awaitServices(t.Context(), trustsNobody, address, 50*time.Millisecond)
			require.ErrorContains(t, err, address)
		})
	}
}

func TestAwaitServicesEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	start := time.Now()
	require.Error(t, awaitServices(ctx, &http.Client{}, "https://127.0.0.1:1", time.Minute))
	assert.Less(t, time.Since(start), 10*time.Second)
}
