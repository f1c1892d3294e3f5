package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

const mebibyte = 1 << 20

// IsChargedForFilesInMemory judges that the container's memory account holds at
// least so many MiB of files that lie in memory.
func (c Container) IsChargedForFilesInMemory(mib uint64) Step {
	return c.filesInMemory(func(charged uint64) error {
		if charged < mib*mebibyte {
			return claim.Brokenf("%d KiB of files in memory are charged to %s, not %d MiB", charged/1024, c.name, mib)
		}
		return nil
	})
}

// IsNotChargedForFilesInMemory judges that next to nothing of the kind is in the
// container's memory account.
func (c Container) IsNotChargedForFilesInMemory() Step {
	return c.filesInMemory(func(charged uint64) error {
		if charged >= mebibyte {
			return claim.Brokenf("%d KiB of files in memory are charged to %s", charged/1024, c.name)
		}
		return nil
	})
}

func (c Container) filesInMemory(judge func(uint64) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		charged, err := s.SharedMemory(ctx, c.target(s))
		if err != nil {
			return err
		}
		if err := judge(charged); err != nil {
			return err
		}
		s.Note("%d KiB of files in memory are charged to %s", charged/1024, c.target(s))
		return nil
	}
}

// HasAFileSystemAsLargeAsItsPod judges the size of a volume in memory at a path: the
// limits of all the Pod's containers together, if each has one in the API, and else
// what its node has for Pods (pkg/volume/emptydir/empty_dir.go
// calculateEmptyDirMemorySize, pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod,
// v1.37). The volume must not have a sizeLimit.
func (c Container) HasAFileSystemAsLargeAsItsPod(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().get(s)
		if err != nil {
			return fmt.Errorf("looking at the limits of Pod %s: %w", c.pod, err)
		}
		want, limited := podMemoryLimit(&pod.Spec)
		if !limited {
			node, err := oneNode(ctx, s, pod.Spec.NodeName)
			if err != nil {
				return err
			}
			want = uint64(node.Status.Allocatable.Memory().Value()) //nolint:gosec // a node has no negative memory
		}
		size, err := s.FileSystemSize(ctx, c.target(s), path)
		if err != nil {
			return err
		}
		if err := asLarge(size, want); err != nil {
			return fmt.Errorf("%s of %s: %w", path, c.target(s), err)
		}
		s.Note("the file system at %s of %s has %d KiB; its Pod has a limit of %t, and may have as much", path, c.target(s), size/1024, limited)
		return nil
	}
}

// asLarge takes a size in whole pages for the same, whatever the page.
func asLarge(size, want uint64) error {
	const page = 64 * 1024
	if size > want+page || want > size+page {
		return claim.Brokenf("the file system has %d KiB, not %d", size/1024, want/1024)
	}
	return nil
}

// podMemoryLimit is the limit of the Pod as a whole, or that of its containers
// together with the init containers that go on beside them; an init container that
// needs more raises it. Where one of them has no limit the Pod has none.
func podMemoryLimit(spec *corev1.PodSpec) (uint64, bool) {
	if spec.Resources != nil {
		if limit, has := spec.Resources.Limits[corev1.ResourceMemory]; has {
			return uint64(limit.Value()), true //nolint:gosec // the API takes no negative limit
		}
	}
	var sum, beside, most uint64
	all := true
	of := func(c corev1.Container) uint64 {
		limit, has := c.Resources.Limits[corev1.ResourceMemory]
		all = all && has
		return uint64(limit.Value()) //nolint:gosec // the API takes no negative limit
	}
	for _, c := range spec.InitContainers {
		limit := of(c)
		if c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			beside += limit
			most = max(most, beside)
			continue
		}
		most = max(most, beside+limit)
	}
	for _, c := range spec.Containers {
		sum += of(c)
	}
	return max(sum+beside, most), all
}
