package main

import (
	"encoding/json"
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
)

// desired is what this node's Pod network should be, given all nodes.
type desired struct {
	podCIDRs []netip.Prefix
	// routes lead to the Pods of another node, via its address of the same family.
	routes map[netip.Prefix]netip.Addr
}

// desiredState fails when this node has no Pod addresses yet; other nodes that are not
// complete are left out, since they will be seen again when they change.
func desiredState(self string, nodes []*corev1.Node) (desired, error) {
	state := desired{routes: map[netip.Prefix]netip.Addr{}}
	for _, node := range nodes {
		cidrs, err := podCIDRs(node)
		if err != nil {
			return desired{}, err
		}
		if node.Name == self {
			state.podCIDRs = cidrs
			continue
		}
		for _, cidr := range cidrs {
			if via, ok := internalIP(node, cidr.Addr().Is4()); ok {
				state.routes[cidr] = via
			}
		}
	}
	if len(state.podCIDRs) == 0 {
		return desired{}, fmt.Errorf("node %s has no podCIDR yet (of %d nodes seen)", self, len(nodes))
	}
	return state, nil
}

func podCIDRs(node *corev1.Node) ([]netip.Prefix, error) {
	var cidrs []netip.Prefix
	for _, text := range node.Spec.PodCIDRs {
		cidr, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("podCIDR of node %s: %w", node.Name, err)
		}
		cidrs = append(cidrs, cidr.Masked())
	}
	return cidrs, nil
}

func internalIP(node *corev1.Node, wantIPv4 bool) (netip.Addr, bool) {
	for _, address := range node.Status.Addresses {
		if address.Type != corev1.NodeInternalIP {
			continue
		}
		ip, err := netip.ParseAddr(address.Address)
		if err == nil && ip.Unmap().Is4() == wantIPv4 {
			return ip.Unmap(), true
		}
	}
	return netip.Addr{}, false
}

// cniConfig is the CNI network that gives Pods addresses of the given ranges.
func cniConfig(cidrs []netip.Prefix) ([]byte, error) {
	type object = map[string]any
	var ranges [][]object
	var routes []object
	for _, cidr := range cidrs {
		ranges = append(ranges, []object{{"subnet": cidr.String()}})
		everywhere := "0.0.0.0/0"
		if !cidr.Addr().Is4() {
			everywhere = "::/0"
		}
		routes = append(routes, object{"dst": everywhere})
	}
	data, err := json.MarshalIndent(object{
		"cniVersion": "1.0.0",
		"name":       "podnet",
		"plugins": []object{
			{
				"type": "ptp",
				"ipam": object{
					"type": "host-local",
					// /run is emptied with the node, as its Pods' addresses are.
					"dataDir": "/run/cni-ipam-state",
					"ranges":  ranges,
					"routes":  routes,
				},
			},
		},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the CNI configuration: %w", err)
	}
	return append(data, '\n'), nil
}
