package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// diskSize is what a file system for a node's kubelet holds: mkfs.xfs takes none
	// below 300 MB (xfsprogs 6.1).
	diskSize = "2G"
	// diskWithin bounds one of the programs that make or remove a disk.
	diskWithin = time.Minute
)

// NewDisk makes a file system of a type (xfs, btrfs, tmpfs) on this machine, in a
// file below the folder of the clusters' state, and returns where it is mounted. It
// takes root, and for types on disk the programs of that type. remove unmounts it
// and deletes the file.
func NewDisk(ctx context.Context, state, fileSystem string) (folder string, remove func(context.Context) error, err error) {
	disks := filepath.Join(state, "disks")
	if err := os.MkdirAll(disks, 0o700); err != nil {
		return "", nil, fmt.Errorf("making the folder of disks: %w", err)
	}
	at, err := os.MkdirTemp(disks, fmt.Sprintf("%d-%s-", os.Getpid(), fileSystem))
	if err != nil {
		return "", nil, fmt.Errorf("making the folder of a disk: %w", err)
	}
	remove = func(ctx context.Context) error { return removeDisk(ctx, at) }
	folder = filepath.Join(at, "mounted")
	for _, c := range diskCommands(fileSystem, at, folder) {
		if _, err := run(ctx, c[0], os.Environ(), command{args: c[1:], within: diskWithin}); err != nil { //nolint:forbidigo // the machine's own programs
			return "", nil, errors.Join(fmt.Errorf("making a disk with %s: %w", fileSystem, err), remove(context.WithoutCancel(ctx)))
		}
	}
	return folder, remove, nil
}

// diskCommands lists what makes a disk and mounts it at a folder. The kernel lets go
// of the loop device when the file system is unmounted (mount(8), "loop").
func diskCommands(fileSystem, at, folder string) [][]string {
	file := filepath.Join(at, "file")
	commands := [][]string{{"mkdir", folder}}
	if fileSystem == "tmpfs" {
		return append(commands, []string{"mount", "-t", "tmpfs", "-o", "size=" + diskSize, "volconf", folder})
	}
	return append(commands,
		[]string{"truncate", "--size=" + diskSize, file}, []string{"mkfs." + fileSystem, "-q", file},
		[]string{"mount", "-o", "loop", "-t", fileSystem, file, folder})
}

// removeDisk unmounts a disk and deletes its file. It is not an error where it was
// not mounted.
func removeDisk(ctx context.Context, at string) error {
	folder := filepath.Join(at, "mounted")
	mounted, err := isMounted(folder)
	if err != nil {
		return err
	}
	if mounted {
		if _, err := run(ctx, "umount", os.Environ(), command{args: []string{folder}, within: diskWithin}); err != nil { //nolint:forbidigo // the machine's own programs
			return fmt.Errorf("unmounting a disk: %w; umount -l %s", err, folder)
		}
	}
	// Not RemoveAll of what may still be mounted: a file system is deleted by its file.
	return errors.Join(removeIfThere(folder), removeIfThere(filepath.Join(at, "file")), removeIfThere(at))
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("removing a disk: %w", err)
	}
	return nil
}

// isMounted looks for a folder in the mount table of this process.
func isMounted(folder string) (bool, error) {
	table, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return false, fmt.Errorf("looking for mounted disks: %w", err)
	}
	for line := range strings.Lines(string(table)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[1] == folder {
			return true, nil
		}
	}
	return false, nil
}

// RemoveDisks removes the disks that earlier runs left below the folder of the
// clusters' state, and returns their folders. What a cluster that is there still
// mounts stays, as an error.
func RemoveDisks(ctx context.Context, state string) ([]string, error) {
	left, err := Disks(state)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, at := range left {
		errs = append(errs, removeDisk(ctx, at))
	}
	return left, errors.Join(errs...)
}

// Disks lists the disks below the folder of the clusters' state whose process has
// ended: its number is in their names.
func Disks(state string) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(state, "disks", "*"))
	if err != nil {
		return nil, fmt.Errorf("looking for disks: %w", err)
	}
	return slices.DeleteFunc(all, func(at string) bool {
		owner, _, _ := strings.Cut(filepath.Base(at), "-")
		pid, err := strconv.Atoi(owner)
		return err == nil && pid != os.Getpid() && syscall.Kill(pid, 0) == nil
	}), nil
}
