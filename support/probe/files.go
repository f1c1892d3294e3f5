package probe

import (
	"context"
	"errors"
	"fmt"
	"strconv"
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

// Identity tells two files apart: equal for one file seen twice, as long as
// both looks are on one node.
type Identity struct {
	Device, Inode uint64
}

// Identity returns the device and the inode of a path.
func (s *Scene) Identity(ctx context.Context, c Container, path string) (Identity, error) {
	out, err := s.RunIdempotent(ctx, c, "stat", "-c", "%d %i", "--", path)
	if err != nil {
		return Identity{}, err
	}
	return parseIdentity(out)
}

func parseIdentity(out string) (Identity, error) {
	fields := strings.Fields(out)
	if len(fields) != 2 {
		return Identity{}, fmt.Errorf("stat printed %q, not a device and an inode", out)
	}
	device, err1 := strconv.ParseUint(fields[0], 10, 64)
	inode, err2 := strconv.ParseUint(fields[1], 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		return Identity{}, fmt.Errorf("stat printed %q: %w", out, err)
	}
	return Identity{Device: device, Inode: inode}, nil
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
