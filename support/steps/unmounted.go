package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// HasNoMountOfTheEmptyDir judges that no mount of the container, wherever it is, leads
// to an emptyDir on disk of that name: a mount says which folder of its file system it
// shows. The twin mounts such a volume: where its table does not tell, as that of a
// runtime with a kernel of its own, nothing is judged.
func (c Container) HasNoMountOfTheEmptyDir(volume string, twin Container) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		known, err := s.Mounts(ctx, twin.target(s))
		if err != nil {
			return err
		}
		if _, tells := mountOf(known, volume); !tells {
			s.Note("the mounts of %s do not tell which folders they show", twin.target(s))
			return nil
		}
		mounts, err := s.Mounts(ctx, c.target(s))
		if err != nil {
			return err
		}
		if mount, leads := mountOf(mounts, volume); leads {
			return claim.Brokenf("%s shows %s at %s", c.target(s), mount.Root, mount.Point)
		}
		s.Note("none of %d mounts of %s leads to an emptyDir %s", len(mounts), c.target(s), volume)
		return nil
	}
}

// mountOf finds a mount of an emptyDir, or of something in it.
func mountOf(mounts []probe.Mount, volume string) (probe.Mount, bool) {
	i := slices.IndexFunc(mounts, func(m probe.Mount) bool {
		return strings.Contains(m.Root+"/", "/kubernetes.io~empty-dir/"+volume+"/")
	})
	if i < 0 {
		return probe.Mount{}, false
	}
	return mounts[i], true
}
