package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// KeepsItsEmptyDirThrough judges that the folder of an emptyDir on the node is
// the same one before and after a step.
func (p PodRef) KeepsItsEmptyDirThrough(volume string, step Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		before, err := p.emptyDirOnNode(ctx, s, volume)
		if err != nil {
			return err
		}
		if err := step(ctx, s); err != nil {
			return asPlain(err)
		}
		after, err := p.emptyDirOnNode(ctx, s, volume)
		if err != nil {
			return err
		}
		if err := sameFolder(before, after); err != nil {
			return err
		}
		s.Note("%s has inode %d before and after", after.Path, after.Inode)
		return nil
	}
}

// emptyDirOnNode looks at the folder of an emptyDir on the node. It is one look, which
// must see the Pod's own folder as well: where it does not, it says nothing.
func (p PodRef) emptyDirOnNode(ctx context.Context, s *probe.Scene, volume string) (probe.NodeFile, error) {
	return p.volumeOnNode(ctx, s, "kubernetes.io~empty-dir", volume)
}

func (p PodRef) volumeOnNode(ctx context.Context, s *probe.Scene, plugin, volume string) (probe.NodeFile, error) {
	pod, path, err := p.placeOnNode(s, plugin, volume)
	if err != nil {
		return probe.NodeFile{}, err
	}
	node := pod.Spec.NodeName
	above, err := s.PodOnNode(node, string(pod.UID))
	if err != nil {
		return probe.NodeFile{}, err
	}
	files, err := s.NodeFiles(ctx, node, path, above)
	if err != nil {
		return probe.NodeFile{}, err
	}
	return files[0], canBeSeen(files[0], files[1], node)
}

// placeOnNode is the running Pod, and the path that a volume of it has on its node.
func (p PodRef) placeOnNode(s *probe.Scene, plugin, volume string) (*corev1.Pod, string, error) {
	pod, err := p.get(s)
	if err != nil {
		return nil, "", fmt.Errorf("looking at Pod %s: %w", p.pod, err)
	}
	path, err := s.VolumeOnNode(pod.Spec.NodeName, string(pod.UID), plugin, volume)
	return pod, path, err
}

// canBeSeen is an error where neither a volume's folder nor that of its Pod is seen.
func canBeSeen(file, above probe.NodeFile, node string) error {
	if file.Exists || above.Exists {
		return nil
	}
	return fmt.Errorf("node %s shows neither %s nor %s, the folder of the Pod: the kubelet keeps it elsewhere", node, file.Path, above.Path)
}

func sameFolder(before, after probe.NodeFile) error {
	switch {
	case !before.Exists:
		return fmt.Errorf("the node had no %s to begin with", before.Path)
	case !after.Exists:
		return claim.Brokenf("the node has no %s any more", after.Path)
	case before.Path != after.Path || before.Inode != after.Inode || before.Dev != after.Dev:
		return claim.Brokenf("%s (inode %d) has become %s (inode %d)", before.Path, before.Inode, after.Path, after.Inode)
	}
	return nil
}
