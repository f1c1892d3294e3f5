// Package habitat tries the suite on healthy clusters that differ from the one it
// makes for itself, and sees that it gives the right verdict there: it is the twin
// of sabotage. The catalogue is data; what it names as not applicable is the only
// thing that may differ from our own cluster.
package habitat

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
)

// Habitat is a healthy cluster that differs from ours.
type Habitat struct {
	ID string
	Is claim.Text
	// Ground names the cluster that it shares with habitats that it does not meet:
	// they are tried in one run. Empty is a cluster of its own.
	Ground string

	// How its cluster is made.
	Minor    string                     // of its Kubernetes; empty is the suite's own
	Kind     func(*v1alpha4.Cluster)    // changes the suite's own kind configuration
	Files    map[string]string          // by name, in the folder FilesAt of every node
	Programs []string                   // that scripts built, by name: each a folder of ProgramsAt on every node
	Disks    []string                   // file system below /var/lib/kubelet of each worker, by its place; see DiskFor
	Needs    func(Machine) (why string) // why this machine cannot have such a cluster; nil if any can
	// What is done to it before the suite comes; nil for nothing.
	Enter held.Change

	// Visits are the runs of the suite there; without any, one of all quick claims.
	Visits []Visit
	// NotApplicable names the claims that do not apply there although they do on our
	// own cluster, each with words that its reason must have.
	NotApplicable map[string]string
	// Fails names the claims that are rightly red there, each with the reason.
	Fails map[string]string
}

// The folders of a node that Habitat.Files and Habitat.Programs are in.
const (
	FilesAt    = "/volconf-habitat"
	ProgramsAt = "/volconf-programs"
)

// Visit is one run of the suite in a habitat, and what must come of it.
type Visit struct {
	Name   string   // tells visits of one habitat apart
	Flags  []string // of the suite
	Claims []string // only these; empty is every quick claim
	Whole  bool     // the slow claims and those that disturb a node, too
	Exit   int      // the suite's exit code
	Says   []string // words that its output must have
	// MayErr says that any claim may be error: the API was away for a time. None may
	// be fail.
	MayErr bool
	// Nothing says that no claim is tried: the run ends before.
	Nothing bool
	// Enter is done to the cluster for this visit alone; nil for nothing.
	Enter held.Change
	// NodesMove says that nodes come and go meanwhile: what belongs to them is not
	// looked for afterwards.
	NodesMove bool
	// Goes are the workers, by their places, that leave meanwhile: nobody could clean them.
	Goes []int
}

// Machine is what the catalogue may ask of the machine that the clusters run on.
type Machine struct {
	Engine      string   // docker or podman
	FileSystems []string // that the kernel can mount now
	Kubernetes  string   // version of the suite's own cluster: "v1.37.1"
}

// visits lists the runs of a habitat.
func (h Habitat) visits() []Visit {
	if len(h.Visits) == 0 {
		return []Visit{{}}
	}
	return h.Visits
}

// expects tells what must become of a claim in a habitat that on our own cluster
// has a verdict, and the words that its reason must have.
func (h Habitat) expects(id string) (differs bool, verdict Expected) {
	if words, ok := h.NotApplicable[id]; ok {
		return true, Expected{Verdict: "not-applicable", Words: words}
	}
	if why, ok := h.Fails[id]; ok {
		return true, Expected{Verdict: "fail", Why: why}
	}
	return false, Expected{}
}

// Expected is a verdict that must come, and what its reason must say.
type Expected struct {
	Verdict string `json:"verdict"`
	Words   string `json:"words,omitempty"`
	Why     string `json:"why,omitempty"`
}

// ground is the habitats that are tried on one cluster in one run.
type ground []Habitat

// grounds sorts habitats into grounds, in their order.
func grounds(all []Habitat) []ground {
	var out []ground
	for _, h := range all {
		i := slices.IndexFunc(out, func(g ground) bool { return h.Ground != "" && g[0].Ground == h.Ground })
		if i < 0 {
			out = append(out, ground{h})
			continue
		}
		out[i] = append(out[i], h)
	}
	return out
}

// merged is a ground as one habitat.
func (g ground) merged() Habitat {
	if len(g) == 1 {
		return g[0]
	}
	all := Habitat{Files: map[string]string{}, NotApplicable: map[string]string{}, Fails: map[string]string{}}
	var ids []string
	var enter []held.Change
	for _, h := range g {
		ids = append(ids, h.ID)
		maps.Copy(all.Files, h.Files)
		all.Programs = append(all.Programs, h.Programs...)
		maps.Copy(all.NotApplicable, h.NotApplicable)
		maps.Copy(all.Fails, h.Fails)
		if h.Minor != "" {
			all.Minor = h.Minor
		}
		if len(h.Disks) > 0 {
			all.Disks = h.Disks
		}
		if h.Enter != nil {
			enter = append(enter, h.Enter)
		}
		if len(h.Visits) > 0 {
			all.Visits = h.Visits
		}
	}
	all.ID = strings.Join(ids, "+")
	all.Kind = func(config *v1alpha4.Cluster) {
		for _, h := range g {
			if h.Kind != nil {
				h.Kind(config)
			}
		}
	}
	if len(enter) > 0 {
		all.Enter = held.All(enter...)
	}
	return all
}

// ByID finds habitats of the catalogue, in its order. An unknown ID is an error.
func ByID(ids []string) ([]Habitat, error) {
	all := All()
	if len(ids) == 0 {
		return all, nil
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(h Habitat) bool { return h.ID == id }) {
			return nil, fmt.Errorf("unknown habitat %q; --list shows the catalogue", id)
		}
	}
	return slices.DeleteFunc(all, func(h Habitat) bool { return !slices.Contains(ids, h.ID) }), nil
}

// Shard returns every N-th ground of the habitats, from the I-th on, counted from 1:
// the shards of one N have each habitat once.
func Shard(all []Habitat, i, n int) []Habitat {
	var part []Habitat
	for at, g := range grounds(all) {
		if at%n == i-1 {
			part = append(part, g...)
		}
	}
	return part
}
