package sabotages

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/volconf/volconf/support/held"
)

// hostPathRoot is where the suite keeps hostPath data (support/probe, NodeRoot).
const hostPathRoot = "/var/lib/volconf"

// oneDisk mounts one block device at the folder of the hostPaths on all workers.
func oneDisk(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	return sharedDisk(ctx, site, hostPathRoot)
}

// sharedDisk mounts one block device at a folder of all workers. The nodes of kind
// share a kernel, so that it is one file system and not a corrupt one.
func sharedDisk(ctx context.Context, site held.Cluster, folder string) (*held.Changed, error) {
	first := site.Workers[0]
	out, err := site.Script(ctx, first, `truncate -s 64M /var/lib/one-disk.img
mkfs.ext4 -q -F /var/lib/one-disk.img
losetup --find --show /var/lib/one-disk.img`)
	if err != nil {
		return nil, err
	}
	device := strings.TrimSpace(out)
	mend := func(ctx context.Context) error {
		err := site.Everywhere(ctx, `! mountpoint -q "$1" || umount -l "$1"`, folder)
		_, detached := site.Script(ctx, first, `losetup -d "$1"; rm -f /var/lib/one-disk.img`, device)
		return errors.Join(err, detached)
	}
	if err := site.Everywhere(ctx, `mkdir -p "$2"; mount "$1" "$2"; rm -rf "$2/lost+found"`, device, folder); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &held.Changed{Undo: mend}, nil
}

const (
	// copyPeriod is how often the workers' hostPaths are copied.
	copyPeriod = 3 * time.Second
	// copyPlace is the disk by way of which they are.
	copyPlace = "/var/lib/sabotage-copies"
	// copyOnce brings what one folder has, and the other lacks, from one to the other.
	// A large file is left where it is: the disk is small.
	copyOnce = `[ ! -d "$1" ] || (cd "$1" && find . -xdev \( -type d -o -type f -size -128k \) -print0 |
  tar --null --no-recursion -T - -cf - 2>/dev/null) | (mkdir -p "$2" && tar -C "$2" --skip-old-files -xf -)`
)

// copiedHostPaths copies what is in the hostPaths of each worker to all others, again
// and again. What a copy has brought is removed with it.
func copiedHostPaths(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	broken, err := sharedDisk(ctx, site, copyPlace)
	if err != nil {
		return nil, err
	}
	unmount := broken.Undo
	broken.Undo = func(ctx context.Context) error {
		return errors.Join(site.Everywhere(ctx, `rm -rf "$1"/*`, hostPathRoot), unmount(ctx), site.Everywhere(ctx, `rmdir "$1"`, copyPlace))
	}
	broken.Meanwhile = append(broken.Meanwhile, func(ctx context.Context) error {
		return held.Again(ctx, copyPeriod, nodeBack, func(ctx context.Context) error {
			return site.Everywhere(ctx, copyOnce+`; set -- "$2" "$1"; `+copyOnce, hostPathRoot, copyPlace)
		})
	})
	return broken, nil
}
