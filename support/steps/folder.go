package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// ImageFolder is the folder of ImageFile, which holds nothing else, and ImageFileName
// its name there.
const (
	ImageFolder   = "/etc/volconf"
	ImageFileName = "image-file"
)

// HoldsExactly judges the names in a folder. Those that begin with two dots are the
// kubelet's own: by such a link it swaps all files of a volume at once
// (pkg/volume/util/atomic_writer.go, v1.37).
func (c Container) HoldsExactly(dir string, names ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		entries, err := s.Entries(ctx, c.target(s), dir)
		if err != nil {
			return err
		}
		if err := exactly(c.target(s), dir, entries, names); err != nil {
			return err
		}
		s.Note("%s finds [%s] in %s, and nothing else", c.target(s), strings.Join(names, " "), dir)
		return nil
	}
}

func exactly(c probe.Container, dir string, entries, names []string) error {
	found := slices.DeleteFunc(slices.Clone(entries), func(name string) bool { return strings.HasPrefix(name, "..") })
	slices.Sort(found)
	want := slices.Sorted(slices.Values(names))
	if !slices.Equal(found, want) {
		return claim.Brokenf("%s holds [%s] for %s, not [%s]", dir, strings.Join(found, " "), c, strings.Join(want, " "))
	}
	return nil
}
