package steps

import (
	"context"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// What lies in memory is told by the node, whose kernel mounted it. A runtime with a kernel
// of its own shows the container a file system of another name.

// HasInMemory judges that the node keeps a volume of the running Pod in memory. The
// plugin's name is that of its folder on the node (kubernetes.io~secret).
func (p PodRef) HasInMemory(plugin, volume string) Step {
	return p.medium(plugin, volume, func(mount probe.NodeMount, node string) error {
		switch {
		case !mount.Exists:
			return claim.Brokenf("node %s has no %s", node, mount.Path)
		case mount.FSType != inMemory:
			return claim.Brokenf("%s of node %s is on a %s (%s), not on a %s", mount.Path, node, mount.FSType, mount.Point, inMemory)
		}
		return nil
	})
}

// HasOnDisk judges that the node keeps a volume of the running Pod elsewhere than in memory.
func (p PodRef) HasOnDisk(plugin, volume string) Step {
	return p.medium(plugin, volume, func(mount probe.NodeMount, node string) error {
		switch {
		case !mount.Exists:
			return claim.Brokenf("node %s has no %s", node, mount.Path)
		case mount.FSType == inMemory:
			return claim.Brokenf("%s of node %s is on a %s (%s)", mount.Path, node, mount.FSType, mount.Point)
		}
		return nil
	})
}

// inMemory is the file system that the kubelet mounts for what is not to touch a disk
// (pkg/volume/emptydir/empty_dir.go, setupTmpfs, v1.37).
const inMemory = "tmpfs"

func (p PodRef) medium(plugin, volume string, judge func(probe.NodeMount, string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, path, err := p.placeOnNode(s, plugin, volume)
		if err != nil {
			return err
		}
		mount, err := s.NodeMount(ctx, pod.Spec.NodeName, path)
		if err != nil {
			return err
		}
		if err := judge(mount, pod.Spec.NodeName); err != nil {
			return err
		}
		s.Note("%s of node %s is on a %s", path, pod.Spec.NodeName, mount.FSType)
		return nil
	}
}
