package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// File is what a container sees at a path.
type File struct {
	Exists  bool
	Content string
}

// File reads a file as a container sees it. A path that is not there is a fact, and
// so is an empty file, where the same reader in the same container reads what is
// always there; any other failure to read is an error.
func (s *Scene) File(ctx context.Context, c Container, path string) (File, error) {
	out, err := s.Look(ctx, c, "cat", "--", path)
	if err != nil {
		return File{}, err
	}
	file, err := fileFrom(path, out)
	if err != nil || file.Content != "" {
		return file, err
	}
	if err := s.canRead(ctx, c, alwaysThere, "cat", "--", alwaysThere); err != nil {
		return File{}, err
	}
	return file, nil
}

// What is there in every container and never empty.
const (
	alwaysThere   = "/proc/self/mounts" // proc_pid_mounts(5)
	neverEmptyDir = "/"                 // it has /proc
)

// canRead finds out whether a reader that saw nothing can see at all. It is asked
// only then, and costs nothing otherwise.
func (s *Scene) canRead(ctx context.Context, c Container, what string, command ...string) error {
	out, err := s.Look(ctx, c, command...)
	if err != nil {
		return fmt.Errorf("finding out whether %s in %s can read: %w", command[0], c, err)
	}
	return sees(command[0], c, what, out)
}

func sees(reader string, c Container, what string, out Output) error {
	if out.Exit != 0 || strings.TrimSpace(out.Stdout) == "" {
		return fmt.Errorf("%s in %s is blind: of %s, which is always there, it says %q (exit %d); what it does not see may be there",
			reader, c, what, strings.TrimSpace(out.Stderr+out.Stdout), out.Exit)
	}
	return nil
}

// fileFrom takes cat at its word only where it ended as cat does (exit code 1) and
// says nothing but that this path is not there: some runtimes say those words where
// they find no cat.
func fileFrom(path string, out Output) (File, error) {
	said := strings.TrimSpace(out.Stderr)
	switch {
	case out.Exit == 0:
		return File{Exists: true, Content: out.Stdout}, nil
	case out.Exit == 1 && slices.Contains(absenceOf(path), said):
		return File{}, nil
	}
	return File{}, fmt.Errorf("reading %s: %s (exit %d)", path, said, out.Exit)
}

// absenceOf is what cat says of a path that is not there: that of BusyBox
// (libbb/wfopen_input.c, 1.37) and that of the GNU coreutils (src/cat.c, 9.5; it quotes
// a path that a shell would not take as it is).
func absenceOf(path string) []string {
	const missing = ": No such file or directory"
	return []string{"cat: can't open '" + path + "'" + missing, "cat: " + path + missing, "cat: '" + path + "'" + missing}
}

// Entries lists a directory as a container sees it, hidden names included. That it has
// none is a fact where the same reader lists a directory that is never empty.
func (s *Scene) Entries(ctx context.Context, c Container, dir string) ([]string, error) {
	out, err := s.Says(ctx, c, "ls", "-A1", "--", dir)
	if err != nil {
		return nil, err
	}
	entries := strings.Fields(out)
	if len(entries) == 0 {
		if err := s.canRead(ctx, c, neverEmptyDir, "ls", "-A1", "--", neverEmptyDir); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// Mount is a line of /proc/self/mountinfo (proc_pid_mountinfo(5)).
type Mount struct {
	Root    string // of the mount within its file system
	Point   string
	Options []string // of the mount, not of the file system
	FSType  string
	Source  string
}

// Mounts returns the mounts that a container sees.
func (s *Scene) Mounts(ctx context.Context, c Container) ([]Mount, error) {
	out, err := s.Says(ctx, c, "cat", "/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	mounts, err := parseMounts(out)
	if err == nil && len(mounts) == 0 {
		err = fmt.Errorf("%s has no mount at all, not even its root: it cannot be seen what it mounts", c)
	}
	return mounts, err
}

func parseMounts(text string) ([]Mount, error) {
	var mounts []Mount
	for line := range strings.Lines(text) {
		head, tail, found := strings.Cut(strings.TrimSpace(line), " - ")
		left, right := strings.Fields(head), strings.Fields(tail)
		if !found || len(left) < 6 || len(right) < 2 {
			return nil, fmt.Errorf("not a line of mountinfo: %q", line)
		}
		mounts = append(mounts, Mount{
			Root: left[3], Point: left[4], Options: strings.Split(left[5], ","), FSType: right[0], Source: right[1],
		})
	}
	return mounts, nil
}
