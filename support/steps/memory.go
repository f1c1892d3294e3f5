package steps

import (
	"context"

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

// HasAFileSystemOf judges the size of the file system at a path.
func (c Container) HasAFileSystemOf(mib uint64, path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		size, err := s.FileSystemSize(ctx, c.target(s), path)
		if err != nil {
			return err
		}
		if size != mib*mebibyte {
			return claim.Brokenf("the file system at %s of %s has %d KiB, not %d MiB", path, c.target(s), size/1024, mib)
		}
		s.Note("the file system at %s of %s has %d MiB", path, c.target(s), mib)
		return nil
	}
}
