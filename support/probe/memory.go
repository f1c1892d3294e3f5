package probe

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// SharedMemory returns the bytes of files in memory (tmpfs among them) that the
// container's control group is charged for: "shmem" of memory.stat, which lies
// elsewhere with control groups of version 1 (kernel, cgroup-v2.rst and
// cgroup-v1/memory.rst).
func (s *Scene) SharedMemory(ctx context.Context, c Container) (uint64, error) {
	out, err := s.Says(ctx, c, "sh", "-c", "cat /sys/fs/cgroup/memory.stat 2>/dev/null || cat /sys/fs/cgroup/memory/memory.stat")
	if err != nil {
		return 0, err
	}
	return parseStat(out, "shmem")
}

func parseStat(text, key string) (uint64, error) {
	for line := range strings.Lines(text) {
		if name, value, found := strings.Cut(strings.TrimSpace(line), " "); found && name == key {
			return strconv.ParseUint(value, 10, 64)
		}
	}
	return 0, errors.New("memory.stat has no " + key)
}

// FileSystemSize returns the bytes of the file system that a path is on.
func (s *Scene) FileSystemSize(ctx context.Context, c Container, path string) (uint64, error) {
	out, err := s.Says(ctx, c, "stat", "-f", "-c", "%b %S", "--", path)
	if err != nil {
		return 0, err
	}
	var blocks, size uint64
	if _, err := fmt.Sscan(out, &blocks, &size); err != nil {
		return 0, fmt.Errorf("stat printed %q, not blocks and their size: %w", out, err)
	}
	return blocks * size, nil
}
