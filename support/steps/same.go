package steps

import (
	"context"
	"fmt"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Whether two containers see one file is told by what is in it. The numbers of devices
// and inodes do not tell: a runtime with a kernel of its own for each Pod numbers each
// mount for itself (gVisor, Kata).

// SeesTheFileOf judges that both paths lead to one file: what the writer puts into it is
// read by this container at once. The file is as it was afterwards.
func (c Container) SeesTheFileOf(path string, writer Container, writerPath string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		kept, err := s.File(ctx, writer.target(s), writerPath)
		if err != nil {
			return err
		}
		if !kept.Exists {
			return claim.Brokenf("%s is not there for %s", writerPath, writer.target(s))
		}
		token := NewToken()
		return InOrder(
			writer.Writes(writerPath, token), c.Reads(path, token),
			writer.Writes(writerPath, kept.Content), c.Reads(path, kept.Content))(ctx, s)
	}
}

// SeesTheFolderOf judges that both paths lead to one folder: a file that the writer makes
// in it is there for this container at once, and is gone when the writer removes it.
func (c Container) SeesTheFolderOf(dir string, writer Container, writerDir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		token := NewToken()
		return InOrder(
			writer.Writes(writerDir+"/."+token, token), c.Reads(dir+"/."+token, token),
			writer.Runs("rm", "-f", writerDir+"/."+token), c.Lacks(dir+"/."+token))(ctx, s)
	}
}

// HasAFolderApartFrom judges that the paths lead to two folders: what each container puts
// into a file of one name, it finds there afterwards.
func (c Container) HasAFolderApartFrom(dir string, other Container, otherDir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		name, mine, others := "/."+NewToken(), NewToken(), NewToken()
		return InOrder(
			c.Writes(dir+name, mine), other.Writes(otherDir+name, others),
			c.Reads(dir+name, mine), other.Reads(otherDir+name, others))(ctx, s)
	}
}

// HasAnEmptyDirApartFrom judges that the emptyDirs of two Pods on one node are two folders
// there, by their numbers on the node. That one folder is one by the same numbers is looked
// at first.
func (p PodRef) HasAnEmptyDirApartFrom(other PodRef, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var seen [3]probe.NodeFile
		for i, ref := range []PodRef{p, p, other} {
			var err error
			if seen[i], err = ref.emptyDirOnNode(ctx, s, volume); err != nil {
				return err
			}
		}
		if err := twoFolders(seen[0], seen[1], seen[2]); err != nil {
			return err
		}
		s.Note("%s (inode %d) and %s (inode %d) are two folders", seen[0].Path, seen[0].Inode, seen[2].Path, seen[2].Inode)
		return nil
	}
}

// twoFolders compares a folder, the same one again, and another.
func twoFolders(one, again, another probe.NodeFile) error {
	switch {
	case !one.Exists || !another.Exists:
		return fmt.Errorf("of %s and %s the node has not both: nothing can be compared", one.Path, another.Path)
	case one.Identity() != again.Identity():
		return fmt.Errorf("%s has other numbers at each look (%v, then %v): nothing can be compared", one.Path, one.Identity(), again.Identity())
	case one.Identity() == another.Identity():
		return claim.Brokenf("%s and %s are one folder (device %d, inode %d)", one.Path, another.Path, one.Dev, one.Inode)
	}
	return nil
}
