package steps

import (
	"context"
	"fmt"

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

func (p PodRef) emptyDirOnNode(ctx context.Context, s *probe.Scene, volume string) (probe.NodeFile, error) {
	pod, err := p.get(s)
	if err != nil {
		return probe.NodeFile{}, fmt.Errorf("looking at Pod %s: %w", p.pod, err)
	}
	path, err := s.EmptyDirOnNode(pod.Spec.NodeName, string(pod.UID), volume)
	if err != nil {
		return probe.NodeFile{}, err
	}
	return s.NodeFile(ctx, pod.Spec.NodeName, path)
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
