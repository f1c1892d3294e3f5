package probe

import (
	"context"
	"fmt"
	"strings"
)

// File is what a container sees at a path.
type File struct {
	Exists  bool
	Content string
}

// File reads a file as a container sees it. A path that is not there is a fact;
// any other failure to read is an error.
func (s *Scene) File(ctx context.Context, c Container, path string) (File, error) {
	out, err := s.ExecIdempotent(ctx, c, "cat", "--", path)
	if err != nil {
		return File{}, err
	}
	return fileFrom(path, out)
}

func fileFrom(path string, out Output) (File, error) {
	switch {
	case out.Exit == 0:
		return File{Exists: true, Content: out.Stdout}, nil
	case strings.Contains(out.Stderr, "No such file or directory"):
		return File{}, nil
	}
	return File{}, fmt.Errorf("reading %s: %s (exit %d)", path, strings.TrimSpace(out.Stderr), out.Exit)
}

// Entries lists a directory as a container sees it, hidden names included.
func (s *Scene) Entries(ctx context.Context, c Container, dir string) ([]string, error) {
	out, err := s.RunIdempotent(ctx, c, "ls", "-A1", "--", dir)
	if err != nil {
		return nil, err
	}
	return strings.Fields(out), nil
}

// Mount is a line of /proc/self/mountinfo (proc_pid_mountinfo(5)).
type Mount struct {
	Point   string
	Options []string // of the mount, not of the file system
	FSType  string
	Source  string
}

// Mounts returns the mounts that a container sees.
func (s *Scene) Mounts(ctx context.Context, c Container) ([]Mount, error) {
	out, err := s.RunIdempotent(ctx, c, "cat", "/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	return parseMounts(out)
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
			Point: left[4], Options: strings.Split(left[5], ","), FSType: right[0], Source: right[1],
		})
	}
	return mounts, nil
}
