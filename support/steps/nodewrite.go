package steps

import (
	"context"
	"path"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// NodeGetsFile puts a file into the claim's own folder on a worker, where no
// Pod has a hand in it.
func NodeGetsFile(w Worker, file, content string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		full := s.HostPath() + file
		if err := s.NodeMkdir(ctx, node, path.Dir(full), "0755"); err != nil {
			return err
		}
		if err := s.NodeWrite(ctx, node, full, content); err != nil {
			return err
		}
		s.Note("node %s was given %s with %q", node, full, content)
		return nil
	}
}

// NodeGetsFolder makes a folder in the claim's own folder on a worker.
func NodeGetsFolder(w Worker, folder string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		return s.NodeMkdir(ctx, node, s.HostPath()+folder, "0777")
	}
}

// NodeHasA judges what lies at a path of the claim's own folder on a worker: its
// type as the observer has it ("file", "directory", "symlink"). The mode is no part of
// it: it depends on the umask that the node gives the kubelet and the runtime.
func NodeHasA(w Worker, kind, path string) Step {
	return nodeFile(w, path, func(file probe.NodeFile, node string) error { return isA(file, node, kind) })
}

func isA(file probe.NodeFile, node, kind string) error {
	switch {
	case !file.Exists:
		return claim.Brokenf("node %s has no %s", node, file.Path)
	case file.Type != kind:
		return claim.Brokenf("%s of node %s is a %s, not a %s", file.Path, node, file.Type, kind)
	}
	return nil
}

// LacksOfTheNode judges that the container does not find a file of the claim's
// own folder on the node by the path that it has there.
func (c Container) LacksOfTheNode(file string) Step {
	return func(ctx context.Context, s *probe.Scene) error { return c.Lacks(s.HostPath()+file)(ctx, s) }
}

// IsOfType judges what a path of the container leads to, as stat(1) names it.
func (c Container) IsOfType(file, kind string) Step {
	return c.Prints(kind, "stat", "-L", "-c", "%F", file)
}
