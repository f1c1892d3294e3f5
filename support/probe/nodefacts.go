package probe

import (
	"context"
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// NodeFacts are what claims may need of a node and cannot learn from the API, but
// for the first.
type NodeFacts struct {
	Hostname    string   `json:"-"`           // its label kubernetes.io/hostname, which need not be its name
	FileSystems []string `json:"fileSystems"` // that the kernel knows
	HasGit      bool     `json:"hasGit"`
	Cgroups     int      `json:"cgroupVersion"`
	Kernel      string   `json:"kernelRelease"` // that a Pod sees there: not the node's own where each Pod has one
	Group       PodGroup `json:"group"`         // of the observer's Pod

	// Places is where the node has what most nodes have at a usual place, by the names of
	// claim.Places. Of one that was not found, Unknown has the reason.
	Places  map[string]string `json:"places"`
	Unknown map[string]string `json:"unknown"`
}

// PodGroup is the control group of a Pod as its node has it, whatever the Pod sees.
type PodGroup struct {
	Path    string `json:"path"`    // empty where none was found
	Charged uint64 `json:"charged"` // bytes of memory
}

// At returns where the node has one of claim.Places, or why that is not known.
func (f NodeFacts) At(place string) (path, why string) {
	if path = f.Places[place]; path != "" {
		return path, ""
	}
	if why = f.Unknown[place]; why == "" {
		why = "the observer does not tell the " + strings.ReplaceAll(place, "-", " ")
	}
	return "", why
}

// usual is where most nodes have a place: what manifests write.
var usual = []struct {
	path  string
	place string
}{
	{"/var/lib/kubelet/device-plugins/kubelet.sock", claim.KubeletSocket},
	{"/var/lib/kubelet/pki", claim.KubeletPKI},
	{"/run/containerd/containerd.sock", claim.RuntimeSocket},
}

// Found puts the node's own place for the usual one that a manifest writes. Any
// other path stays as it is.
func (f NodeFacts) Found(path string) (string, error) {
	for _, u := range usual {
		if u.path != path {
			continue
		}
		own, why := f.At(u.place)
		if why != "" {
			return "", fmt.Errorf("looking for what other nodes have at %s: %s", path, why)
		}
		return own, nil
	}
	return path, nil
}

// AskNode asks the observer of a node. A run does so once for each worker and keeps
// the answer in Nodes.
func (s *Scene) AskNode(ctx context.Context, node string) (NodeFacts, error) {
	var facts NodeFacts
	err := s.observe(ctx, node, &facts, "facts")
	return facts, err
}

// Learned returns what the run knows of a worker. Of any other node it knows nothing.
func (s *Scene) Learned(node string) (NodeFacts, error) {
	facts, ok := s.Nodes[node]
	if !ok {
		return NodeFacts{}, fmt.Errorf("nothing was learned of node %s: no observer ran there when the run began", node)
	}
	return facts, nil
}

// NodePlace returns where a worker has a place. That it is not known is an error: a
// claim that needs it has the capability of that name among its needs.
func (s *Scene) NodePlace(node, place string) (string, error) {
	facts, err := s.Learned(node)
	if err != nil {
		return "", err
	}
	path, why := facts.At(place)
	if why != "" {
		return "", fmt.Errorf("node %s: %s", node, why)
	}
	return path, nil
}
