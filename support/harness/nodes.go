package harness

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/types"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/probe"
)

// learnNodes asks the observer of each worker, once in a run, what only the node can
// tell. What a node lacks is noted by node: a claim that needs it runs on the others.
func (r *run) learnNodes(ctx context.Context, scene *probe.Scene) error {
	for _, node := range r.env.facts.Workers() {
		facts, err := scene.AskNode(ctx, node.Name)
		if err != nil {
			return fmt.Errorf("asking node %s what it has: %w", node.Name, err)
		}
		facts.Hostname = node.Hostname
		r.env.nodes[node.Name] = facts
		for _, place := range claim.Places() {
			if _, why := facts.At(place); why != "" {
				r.env.nodeLacks(place, node.Name, why)
			}
		}
		if err := r.learnDisk(ctx, scene, node.Name, facts); err != nil {
			return err
		}
	}
	for node, why := range withoutHostname(r.env.facts.Workers()) {
		r.env.nodeLacks(claim.HostnameLabel, node, why)
	}
	return nil
}

// learnDisk finds out what a kubelet keeps volumes on, where it is known where.
func (r *run) learnDisk(ctx context.Context, scene *probe.Scene, node string, facts probe.NodeFacts) error {
	root, _ := facts.At(claim.KubeletRoot)
	if root == "" {
		return nil
	}
	mount, err := scene.NodeMount(ctx, node, root)
	if err != nil {
		return fmt.Errorf("asking node %s what its volumes lie on: %w", node, err)
	}
	if why := withoutDisk(mount); why != "" {
		r.env.nodeLacks(claim.DiskVolumes, node, why)
	}
	return nil
}

// withoutDisk says why volumes lie in memory. The types are those of file systems that
// the kernel keeps there (Documentation/filesystems/tmpfs.rst, ramfs-rootfs-initramfs.rst).
func withoutDisk(mount probe.NodeMount) string {
	if slices.Contains([]string{"tmpfs", "ramfs", "rootfs"}, mount.FSType) {
		return "its kubelet keeps all volumes in memory: " + mount.Path + " is on a " + mount.FSType
	}
	return ""
}

// nodeLacks notes a capability that one node does not have.
func (e *environment) nodeLacks(capability, node, why string) {
	if e.lackingOn[capability] == nil {
		e.lackingOn[capability] = map[string]string{}
	}
	e.lackingOn[capability][node] = why
}

// withoutHostname finds the nodes that a volume cannot name by the label
// kubernetes.io/hostname: they have none, or one that is another's as well.
func withoutHostname(nodes []cluster.NodeFacts) map[string]string {
	owners := map[string][]string{}
	for _, node := range nodes {
		owners[node.Hostname] = append(owners[node.Hostname], node.Name)
	}
	lacks := map[string]string{}
	for hostname, names := range owners {
		for _, name := range names {
			switch {
			case hostname == "":
				lacks[name] = "it has no label kubernetes.io/hostname"
			case len(names) > 1:
				lacks[name] = "its label kubernetes.io/hostname=" + hostname + " is that of " + strings.Join(names, " and ")
			}
		}
	}
	return lacks
}

// workersOf are the nodes that a claim's Pods run on: the workers that have what it
// needs of a node. The first one differs from claim to claim, and is the same one in
// every run: with one first worker for all claims, only that node would be judged.
func (e *environment) workersOf(c claim.Claim) []string {
	able := slices.DeleteFunc(slices.Clone(e.workers), func(node string) bool { return e.lacksOn(c, node) != "" })
	return rotated(able, c.ID)
}

// lacksOn says what a node lacks of what a claim needs; empty means nothing. A claim
// with bounds is about the node's kubelet too, which may be older than the API server.
func (e *environment) lacksOn(c claim.Claim, node string) string {
	if why := e.outOfBounds(c.Versions, node); why != "" {
		return why
	}
	for _, capability := range c.Needs.Capabilities {
		if why := e.lackingOn[capability][node]; why != "" {
			return why
		}
	}
	return ""
}

func (e *environment) outOfBounds(bounds claim.Range, node string) string {
	if !bounds.KubeletsMatter() {
		return ""
	}
	i := slices.IndexFunc(e.facts.Nodes, func(n cluster.NodeFacts) bool { return n.Name == node })
	if i < 0 {
		return "it has left the cluster"
	}
	kubelet := e.facts.Nodes[i].Kubelet
	if in, err := bounds.Contains(kubelet); err != nil || !in {
		return "its kubelet is " + kubelet + ", and the claim is about Kubernetes " + bounds.String()
	}
	return ""
}

// tooFewAble says why a claim has fewer nodes than it needs, where it is what the
// nodes lack.
func (e *environment) tooFewAble(c claim.Claim) *claim.Text {
	able := e.workersOf(c)
	if len(able) >= c.Needs.Workers {
		return nil
	}
	var reasons []string
	for _, node := range e.workers {
		if why := e.lacksOn(c, node); why != "" {
			reasons = append(reasons, "node "+node+": "+why)
		}
	}
	lacks := strings.Join(reasons, "; ")
	if c.Needs.Workers == 1 {
		return &claim.Text{En: lacks, Ko: lacks}
	}
	return &claim.Text{
		En: fmt.Sprintf("needs %d nodes, %d will do: %s", c.Needs.Workers, len(able), lacks),
		Ko: fmt.Sprintf("노드가 %d개 필요한데 쓸 수 있는 것은 %d개이다: %s", c.Needs.Workers, len(able), lacks),
	}
}

// disturbed is the node that claims which disturb one disturb: always the same, so that
// slow claims can be kept off it. Where there is one node only, it is empty.
func (e *environment) disturbed() string {
	if len(e.workers) < 2 {
		return ""
	}
	return e.workers[0]
}

// steady are the other nodes, or all where none is disturbed.
func (e *environment) steady() []string {
	return without(e.workers, e.disturbed())
}

// without leaves a node out, if it is among them.
func without(nodes []string, node string) []string {
	return slices.DeleteFunc(slices.Clone(nodes), func(name string) bool { return name == node })
}

// apart tells whether a slow claim has nodes enough without the one that is disturbed. On
// a cluster of somebody else nobody knows what else of it, such as its DNS, is there.
func (e *environment) apart(c claim.Claim) bool {
	at := e.disturbed()
	return e.own != nil && at != "" && len(without(e.workersOf(c), at)) >= max(1, c.Needs.Workers)
}

// inPlace puts the node that is disturbed first for a claim that disturbs one, and leaves
// it out for a slow one that is apart.
func (e *environment) inPlace(c claim.Claim, nodes []string) []string {
	at := e.disturbed()
	others := without(nodes, at)
	switch {
	case len(others) == len(nodes):
	case rankOf(c) == disruptiveRank:
		return slices.Concat([]string{at}, others)
	case rankOf(c) == slowRank && e.apart(c):
		return others
	}
	return nodes
}

func rotated(nodes []string, id string) []string {
	if len(nodes) == 0 {
		return nil
	}
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(id)) // never fails: hash.Hash documents it
	first := int(hash.Sum32() % uint32(len(nodes)))
	return slices.Concat(nodes[first:], nodes[:first])
}

// meetWorkers gives a claim's scene its workers, but for those that Pods cannot run on at
// this moment: nodes go while claims run. That too few are left is an error: nothing is
// known of the claim.
func (r *run) meetWorkers(ctx context.Context, c claim.Claim, s *probe.Scene) (map[string]types.UID, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeouts.API)
	defer cancel()
	able := r.env.inPlace(c, r.env.workersOf(c))
	now, err := cluster.NodesNow(ctx, r.env.kube, able)
	if err != nil {
		return nil, err
	}
	s.Workers, s.Nodes = nil, maps.Clone(r.env.nodes)
	known := map[string]types.UID{}
	var gone []string
	for _, node := range able {
		if why := now[node].Unfit; why != "" {
			gone = append(gone, node+": "+why)
			continue
		}
		s.Workers = append(s.Workers, node)
		known[node] = now[node].UID
		learned := s.Nodes[node]
		learned.Hostname = now[node].Hostname
		s.Nodes[node] = learned
	}
	if len(s.Workers) < c.Needs.Workers {
		return nil, fmt.Errorf("the claim needs %d nodes, and %d are left since the run began: %s", c.Needs.Workers, len(s.Workers), strings.Join(gone, "; "))
	}
	return known, nil
}

// leftSince names a node that is no longer the one that it was: it has left the cluster,
// and perhaps come back. An API server that does not answer tells of none.
func (r *run) leftSince(ctx context.Context, known map[string]types.UID) string {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.timeouts.API)
	defer cancel()
	names := slices.Sorted(maps.Keys(known))
	now, err := cluster.NodesNow(ctx, r.env.kube, names)
	if err != nil {
		return ""
	}
	for _, name := range names {
		if now[name].UID != known[name] {
			return "node " + name + " has left the cluster"
		}
	}
	return ""
}
