package sabotage

import (
	"context"
	"errors"
	"strings"

	"github.com/volconf/volconf/support/held"
)

// hostPathRoot is where the suite keeps hostPath data (support/probe, NodeRoot).
const hostPathRoot = "/var/lib/volconf"

// oneDisk mounts one block device at the folder of the hostPaths on all workers.
// The nodes of kind share a kernel, so that it is one file system and not a
// corrupt one.
func oneDisk(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	first := site.Workers[0]
	out, err := site.Script(ctx, first, `truncate -s 64M /var/lib/one-disk.img
mkfs.ext4 -q -F /var/lib/one-disk.img
losetup --find --show /var/lib/one-disk.img`)
	if err != nil {
		return nil, err
	}
	device := strings.TrimSpace(out)
	mend := func(ctx context.Context) error {
		err := site.Everywhere(ctx, `! mountpoint -q "$1" || umount -l "$1"`, hostPathRoot)
		_, detached := site.Script(ctx, first, `losetup -d "$1"; rm -f /var/lib/one-disk.img`, device)
		return errors.Join(err, detached)
	}
	if err := site.Everywhere(ctx, `mkdir -p "$2"; mount "$1" "$2"; rm -rf "$2/lost+found"`, device, hostPathRoot); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &held.Changed{Undo: mend}, nil
}
