package main

import (
	"encoding/json"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func node(name string, podCIDRs []string, internalIPs ...string) *corev1.Node {
	n := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name}, Spec: corev1.NodeSpec{PodCIDRs: podCIDRs}}
	n.Status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeHostName, Address: name}}
	for _, ip := range internalIPs {
		n.Status.Addresses = append(n.Status.Addresses, corev1.NodeAddress{Type: corev1.NodeInternalIP, Address: ip})
	}
	return n
}

func TestDesiredState(t *testing.T) {
	one := []string{"10.244.1.0/24"}
	cases := map[string]struct {
		nodes      []*corev1.Node
		wantCIDRs  []string
		wantRoutes map[string]string
	}{
		"one route per other node": {
			nodes: []*corev1.Node{
				node("self", one, "10.89.0.2"),
				node("b", []string{"10.244.2.0/24"}, "10.89.0.3"),
				node("c", []string{"10.244.3.0/24"}, "10.89.0.4"),
			},
			wantCIDRs:  one,
			wantRoutes: map[string]string{"10.244.2.0/24": "10.89.0.3", "10.244.3.0/24": "10.89.0.4"},
		},
		"no route to oneself": {
			nodes: []*corev1.Node{node("self", one, "10.89.0.2")}, wantCIDRs: one, wantRoutes: map[string]string{},
		},
		"nodes that are not complete yet wait": {
			nodes: []*corev1.Node{
				node("self", one, "10.89.0.2"),
				node("no-range", nil, "10.89.0.3"),
				node("no-address", []string{"10.244.3.0/24"}),
			},
			wantCIDRs: one, wantRoutes: map[string]string{},
		},
		"families do not mix": {
			nodes: []*corev1.Node{
				node("self", []string{"10.244.1.0/24", "fd00:1::/64"}, "10.89.0.2", "fc00::2"),
				node("b", []string{"10.244.2.0/24", "fd00:2::/64"}, "10.89.0.3", "fc00::3"),
				node("four-only", []string{"10.244.3.0/24", "fd00:3::/64"}, "10.89.0.4"),
			},
			wantCIDRs:  []string{"10.244.1.0/24", "fd00:1::/64"},
			wantRoutes: map[string]string{"10.244.2.0/24": "10.89.0.3", "fd00:2::/64": "fc00::3", "10.244.3.0/24": "10.89.0.4"},
		},
		"a range is a network, not an address in it": {
			nodes:     []*corev1.Node{node("self", []string{"10.244.1.7/24"}, "10.89.0.2")},
			wantCIDRs: one, wantRoutes: map[string]string{},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			state, err := desiredState("self", c.nodes)
			require.NoError(t, err)
			cidrs := make([]string, 0, len(state.podCIDRs))
			for _, cidr := range state.podCIDRs {
				cidrs = append(cidrs, cidr.String())
			}
			routes := map[string]string{}
			for destination, via := range state.routes {
				routes[destination.String()] = via.String()
			}
			assert.Equal(t, c.wantCIDRs, cidrs)
			assert.Equal(t, c.wantRoutes, routes)
		})
	}
}

func TestDesiredStateRejects(t *testing.T) {
	cases := map[string][]*corev1.Node{
		"no nodes":               {},
		"self has no range yet":  {node("self", nil, "10.89.0.2")},
		"only others":            {node("b", []string{"10.244.2.0/24"}, "10.89.0.3")},
		"a range that is no one": {node("self", []string{"10.244.1.0"}, "10.89.0.2")},
	}
	for name, nodes := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := desiredState("self", nodes)
			assert.Error(t, err)
		})
	}
}

func TestCNIConfig(t *testing.T) {
	data, err := cniConfig([]netip.Prefix{netip.MustParsePrefix("10.244.1.0/24"), netip.MustParsePrefix("fd00:1::/64")})
	require.NoError(t, err)
	var config struct {
		Plugins []struct {
			Type string
			IPAM struct {
				Ranges [][]struct{ Subnet string }
				Routes []struct{ Dst string }
			}
		}
	}
	require.NoError(t, json.Unmarshal(data, &config))
	require.Lenf(t, config.Plugins, 1, "each plug-in is run twice for each Pod")
	assert.Equal(t, "ptp", config.Plugins[0].Type)
	require.Len(t, config.Plugins[0].IPAM.Ranges, 2)
	assert.Equal(t, "10.244.1.0/24", config.Plugins[0].IPAM.Ranges[0][0].Subnet)
	assert.Equal(t, "fd00:1::/64", config.Plugins[0].IPAM.Ranges[1][0].Subnet)
	require.Len(t, config.Plugins[0].IPAM.Routes, 2)
	assert.Equal(t, "::/0", config.Plugins[0].IPAM.Routes[1].Dst)
}
