// Command coredns is CoreDNS with the plugins that a kind cluster's Corefile names
// (kubeadm's own, and the one of this project's node image) and no other: the
// stock plugin set triples the compile time with clients of clouds we never talk to.
package main

import (
	"github.com/coredns/coredns/coremain"

	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/forward" // kubeadm's Corefile, until ours is applied
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/loadbalance"
	_ "github.com/coredns/coredns/plugin/log"
	_ "github.com/coredns/coredns/plugin/loop" // kubeadm's Corefile, as above
	_ "github.com/coredns/coredns/plugin/metrics"
	_ "github.com/coredns/coredns/plugin/ready"
	_ "github.com/coredns/coredns/plugin/reload"
	_ "github.com/coredns/coredns/plugin/template" // answers NXDOMAIN outside the cluster
)

func main() {
	coremain.Run()
}
