package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/claim"
)

// The app labels of the instruments' Pods, and the name by which manifests
// reach the git server: http://git/<claim-id>/<repository>.git
const (
	ObserverApp = "volconf-observer"
	GitApp      = "volconf-git"
	GitService  = "git"
)

// NodeFile is what lies at a path of a node.
type NodeFile struct {
	Path   string `json:"path"`
	Exists bool   `json:"exists"`
	Type   string `json:"type,omitempty"` // file, directory, symlink, …
	Mode   string `json:"mode,omitempty"` // octal
	Inode  uint64 `json:"inode,omitempty"`
	Dev    uint64 `json:"dev,omitempty"`
	Target string `json:"target,omitempty"`
}

// Identity is what a file is known by on its node, whatever its path.
type Identity struct{ Dev, Inode uint64 }

// Identity is equal for one file seen twice by the observer of one node. It means nothing
// beside that of another node, or of a look from within a Pod.
func (f NodeFile) Identity() Identity { return Identity{Dev: f.Dev, Inode: f.Inode} }

// NodeFile looks at a path of a node's own file system, through the observer
// and never through the container engine, so that it works on any cluster.
func (s *Scene) NodeFile(ctx context.Context, node, path string) (NodeFile, error) {
	files, err := s.NodeFiles(ctx, node, path)
	if err != nil {
		return NodeFile{}, err
	}
	return files[0], nil
}

// NodeFiles looks at several paths of a node at one moment, in their order.
func (s *Scene) NodeFiles(ctx context.Context, node string, paths ...string) ([]NodeFile, error) {
	files := []NodeFile{}
	if err := s.observe(ctx, node, &files, append([]string{"stat"}, paths...)...); err != nil {
		return nil, err
	}
	if len(files) != len(paths) {
		return nil, fmt.Errorf("the observer on %s answered %d times for %s", node, len(files), strings.Join(paths, ", "))
	}
	return files, nil
}

// ForgetRun deletes the run's folder on a node, and the suite's own if no other
// run has one there, and finds out whether it is gone.
func (s *Scene) ForgetRun(ctx context.Context, node string) error {
	folder := NodeRoot + "/" + s.RunID
	var answer json.RawMessage
	if err := s.observe(ctx, node, &answer, "remove", folder); err != nil {
		return err
	}
	left, err := s.NodeFile(ctx, node, folder)
	if err != nil {
		return err
	}
	if left.Exists {
		return fmt.Errorf("node %s still has %s", node, folder)
	}
	return nil
}

// NodeEntries lists the names in a folder of a node, sorted; none where the
// folder does not exist.
func (s *Scene) NodeEntries(ctx context.Context, node, dir string) ([]string, error) {
	var listing struct {
		Entries []NodeFile `json:"entries"`
	}
	if err := s.observe(ctx, node, &listing, "list", dir); err != nil {
		return nil, err
	}
	names := make([]string, 0, len(listing.Entries))
	for _, e := range listing.Entries {
		names = append(names, e.Path[strings.LastIndexByte(e.Path, '/')+1:])
	}
	return names, nil
}

// NodeMount is what is mounted on a node where a path is.
type NodeMount struct {
	Path   string `json:"path"`
	Exists bool   `json:"exists"` // the path
	Point  string `json:"point"`  // where the file system begins
	FSType string `json:"fsType"`
}

// NodeMount looks a path of a node up in the node's own mount table.
func (s *Scene) NodeMount(ctx context.Context, node, path string) (NodeMount, error) {
	var mount NodeMount
	err := s.observe(ctx, node, &mount, "mount", path)
	return mount, err
}

func (s *Scene) observe(ctx context.Context, node string, answer any, command ...string) error {
	observer, err := s.ObserverOn(node)
	if err != nil {
		return err
	}
	out, err := s.Says(ctx, observer, append([]string{"observer"}, command...)...)
	if err != nil {
		return fmt.Errorf("observing node %s: %w", node, err)
	}
	if err := json.Unmarshal([]byte(out), answer); err != nil {
		return fmt.Errorf("observing node %s: %q is not the observer's answer: %w", node, out, err)
	}
	return nil
}

// ObserverOn returns the observer's container on a node.
func (s *Scene) ObserverOn(node string) (Container, error) {
	pods, err := s.Pods.Pods(s.Instruments).List(labels.SelectorFromSet(labels.Set{"app": ObserverApp}))
	if err != nil {
		return Container{}, fmt.Errorf("finding the observer of node %s: %w", node, err)
	}
	for _, pod := range pods {
		if pod.Spec.NodeName == node && pod.Status.Phase == corev1.PodRunning && pod.DeletionTimestamp == nil {
			return Container{Namespace: pod.Namespace, Pod: pod.Name, Container: "observer"}, nil
		}
	}
	return Container{}, fmt.Errorf("no observer runs on node %s", node)
}

// HasObserver tells whether an observer runs on a node.
func (s *Scene) HasObserver(node string) bool {
	_, err := s.ObserverOn(node)
	return err == nil
}

// PodOnNode is the folder that the kubelet of a worker keeps for a Pod
// (pkg/kubelet/kubelet_getters.go, v1.37).
func (s *Scene) PodOnNode(node, podUID string) (string, error) {
	root, err := s.NodePlace(node, claim.KubeletRoot)
	return root + "/pods/" + podUID, err
}

// EmptyDirOnNode is where the kubelet of a worker keeps an emptyDir (pkg/volume/emptydir,
// v1.37): the folder is there as long as the volume is.
func (s *Scene) EmptyDirOnNode(node, podUID, volume string) (string, error) {
	return s.VolumeOnNode(node, podUID, "kubernetes.io~empty-dir", volume)
}

// VolumeOnNode is where the kubelet of a worker keeps a volume of a plugin
// (pkg/kubelet/kubelet_getters.go, v1.37).
func (s *Scene) VolumeOnNode(node, podUID, plugin, volume string) (string, error) {
	pod, err := s.PodOnNode(node, podUID)
	return pod + "/volumes/" + plugin + "/" + volume, err
}
