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
	return p.VolumeIsOnItsNode("kubernetes.io~empty-dir", volume)
}

// VolumeIsOnItsNode is EmptyDirIsOnItsNode for a volume of any plugin, by the name that the
// plugin's folder has on the node.
func (p PodRef) VolumeIsOnItsNode(plugin, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		file, err := p.volumeOnNode(ctx, s, plugin, volume)
		if err != nil {
			return err
		}
		if !file.Exists {
			return claim.Brokenf("the node of Pod %s has no %s", p.pod, file.Path)
		}
		s.Note("the node of Pod %s has %s (inode %d)", p.pod, file.Path, file.Inode)
		return nil
	}
}

// DeletedWithItsEmptyDir deletes the Pod and judges that the node has lost the
// emptyDir's folder by then. It waits up to PodDeleted for the Pod, and then up to
// NodeFolder.
func (p PodRef) DeletedWithItsEmptyDir(volume string) Step {
	return p.DeletedWithItsVolume("kubernetes.io~empty-dir", volume)
}

// DeletedWithItsVolume is DeletedWithItsEmptyDir for a volume of any plugin, by the name
// that the plugin's folder has on the node. The folder must be there before. It waits up
// to PodDeleted for the Pod, and then up to NodeFolder.
func (p PodRef) DeletedWithItsVolume(plugin, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, path, err := p.placeOnNode(s, plugin, volume)
		if err != nil {
			return err
		}
		before, err := s.NodeFile(ctx, pod.Spec.NodeName, path)
		if err != nil {
			return err
		}
		if !before.Exists {
			return fmt.Errorf("node %s had no %s before Pod %s was deleted", pod.Spec.NodeName, path, p.pod)
		}
		if err := p.Delete()(ctx, s); err != nil {
			return err
		}
		return folderGone(ctx, s, pod, path)
	}
}

// folderGone judges that the Pod's node loses a folder, while the folder that the
// kubelet keeps all Pods in can be seen.
func folderGone(ctx context.Context, s *probe.Scene, pod *corev1.Pod, path string) error {
	node := pod.Spec.NodeName
	root, err := s.NodePlace(node, claim.KubeletRoot)
	if err != nil {
		return err
	}
	err = await.For(ctx, fmt.Sprintf("node %s to lose %s", node, path), s.Timeouts.NodeFolder,
		func(ctx context.Context) (bool, string, error) {
			files, err := s.NodeFiles(ctx, node, path, root+"/pods")
			if err != nil {
				return false, "", err
			}
			return isGone(files[0], files[1], node)
		})
	if err != nil {
		return judged(err)
	}
	s.Note("node %s no longer has %s", node, path)
	return nil
}

// isGone tells whether a folder is no longer there, and what is seen of it.
func isGone(file, above probe.NodeFile, node string) (bool, string, error) {
	if !above.Exists {
		return false, "", fmt.Errorf("node %s does not show %s, where the kubelet keeps all Pods", node, above.Path)
	}
	return !file.Exists, "the folder is there", nil
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
