package claim

import "slices"

// Reach is how far into a cluster a claim's Test must get: what keeps counts
// of claims comparable between clusters.
type Reach string

// The reaches.
const (
	EveryCluster    Reach = "every-cluster"    // the API and Pods of one's own
	NodeAccess      Reach = "node-access"      // a look at a node, or a hand in it
	OneDistribution Reach = "one-distribution" // a cluster that is put together in one of several ways
)

// Reaches lists them, the farthest last.
func Reaches() []Reach { return []Reach{EveryCluster, NodeAccess, OneDistribution} }

// reachOf tells what a capability says about a claim's reach. Any other can be
// had on every cluster.
var reachOf = map[string]Reach{
	NodeObserver:   NodeAccess,
	KubeletRoot:    NodeAccess,
	KubeletSocket:  NodeAccess,
	RuntimeSocket:  NodeAccess,
	NodeRestart:    NodeAccess,
	NFSClient:      NodeAccess,
	GitRepoVolumes: NodeAccess,

	SystemPods:     OneDistribution,
	KubeletUnit:    OneDistribution,
	KubeletProgram: OneDistribution,
	KubeletPKI:     OneDistribution,
}

// reach is the farthest that the claim's needs tell of.
func (c Claim) reach() Reach {
	farthest := EveryCluster
	if c.Needs.Level == Privileged || c.Disruption == NodeDisruption {
		farthest = NodeAccess
	}
	for _, capability := range c.Needs.Capabilities {
		if r := reachOf[capability]; slices.Index(Reaches(), r) > slices.Index(Reaches(), farthest) {
			farthest = r
		}
	}
	return farthest
}
