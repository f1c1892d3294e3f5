package sabotages

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
)

// wipingKubelet has the kubelets empty some emptyDirs when they start.
func wipingKubelet(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const dropIn = "/etc/systemd/system/kubelet.service.d/99-sabotage.conf"
	mend := func(ctx context.Context) error {
		return site.Everywhere(ctx, `rm -f "$1"; systemctl daemon-reload`, dropIn)
	}
	err := site.Everywhere(ctx, `cat > "$1" <<'UNIT'
[Service]
ExecStartPre=/bin/sh -c 'rm -rf /var/lib/kubelet/pods/*/volumes/kubernetes.io~empty-dir/disk/*'
UNIT
systemctl daemon-reload`, dropIn)
	if err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &held.Changed{Undo: mend}, nil
}

// heldFolders keeps the folders of the emptyDirs of a claim's Pods on their nodes
// until the Pods are deleted: what is mounted cannot be removed.
func heldFolders(_ context.Context, site held.Cluster) (*held.Changed, error) {
	const folders = `for d in /var/lib/kubelet/pods/"$1"/volumes/kubernetes.io~empty-dir/*; do `
	release := func(ctx context.Context, node, uid string) error {
		_, err := site.Script(ctx, node, folders+`! mountpoint -q "$d" || umount -l "$d"; done`, uid)
		return err
	}
	mend := func(ctx context.Context) error {
		return site.Everywhere(ctx, `awk '$2 ~ "kubernetes.io~empty-dir" && $3 != "tmpfs" { print $2 }' /proc/mounts | xargs -r umount -l`)
	}
	hold := func(ctx context.Context, pod *corev1.Pod) error {
		uid := string(pod.UID)
		if pod.DeletionTimestamp != nil {
			return release(ctx, pod.Spec.NodeName, uid)
		}
		_, err := site.Script(ctx, pod.Spec.NodeName, folders+`[ ! -d "$d" ] || mountpoint -q "$d" || mount --bind "$d" "$d"; done`, uid)
		return err
	}
	meanwhile := func(ctx context.Context) error {
		return held.Again(ctx, 250*time.Millisecond, nodeBack, func(ctx context.Context) error {
			pods, err := podsOf(ctx, site, claims.EmptyDirGoneWhenPodTerminates)
			if err != nil {
				return err
			}
			for i := range pods {
				if err := hold(ctx, &pods[i]); err != nil {
					return fmt.Errorf("holding the folders of Pod %s: %w", pods[i].Name, err)
				}
			}
			return nil
		})
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: mend}, nil
}
