package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// EmptyDirIsOnItsNode judges that the node has the folder of an emptyDir of the
// running Pod.
func (p PodRef) EmptyDirIsOnItsNode(volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		path := probe.EmptyDirOnNode(string(pod.UID), volume)
		file, err := s.NodeFile(ctx, pod.Spec.NodeName, path)
		if err != nil {
			return err
		}
		if !file.Exists {
			return claim.Brokenf("node %s has no %s", pod.Spec.NodeName, path)
		}
		s.Note("node %s has %s (inode %d)", pod.Spec.NodeName, path, file.Inode)
		return nil
	}
}

// DeletedWithItsEmptyDir deletes the Pod and judges that the node has lost the
// emptyDir's folder by then.
func (p PodRef) DeletedWithItsEmptyDir(volume string) Step {
	return p.DeletedWithItsVolume("kubernetes.io~empty-dir", volume)
}

// DeletedWithItsVolume does the same for a volume of any plugin, by the name
// that the plugin's folder has on the node.
func (p PodRef) DeletedWithItsVolume(plugin, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if err := p.Delete()(ctx, s); err != nil {
			return err
		}
		return folderGone(ctx, s, pod, probe.VolumeOnNode(string(pod.UID), plugin, volume))
	}
}

// folderGone judges that the Pod's node loses a folder.
func folderGone(ctx context.Context, s *probe.Scene, pod *corev1.Pod, path string) error {
	err := await.For(ctx, fmt.Sprintf("node %s to lose %s", pod.Spec.NodeName, path), s.Timeouts.NodeFolder,
		func(ctx context.Context) (bool, string, error) {
			file, err := s.NodeFile(ctx, pod.Spec.NodeName, path)
			return !file.Exists, "the folder is there", err
		})
	if err != nil {
		return judged(err)
	}
	s.Note("node %s no longer has %s", pod.Spec.NodeName, path)
	return nil
}

// NodeKeeps judges that a hostPath file of the claim is on a worker, whatever
// Pods there are.
func NodeKeeps(w Worker, path string) Step {
	return nodeFile(w, path, func(file probe.NodeFile, node string) error {
		if !file.Exists {
			return claim.Brokenf("node %s has no %s", node, file.Path)
		}
		return nil
	})
}

// NodeLacks judges that a hostPath file of the claim is not on a worker.
func NodeLacks(w Worker, path string) Step {
	return nodeFile(w, path, func(file probe.NodeFile, node string) error {
		if file.Exists {
			return claim.Brokenf("node %s has %s", node, file.Path)
		}
		return nil
	})
}

func nodeFile(w Worker, path string, judge func(probe.NodeFile, string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		file, err := s.NodeFile(ctx, node, s.HostPath()+path)
		if err != nil {
			return err
		}
		if err := judge(file, node); err != nil {
			return err
		}
		s.Note("node %s: %s exists is %t", node, file.Path, file.Exists)
		return nil
	}
}
