package sabotage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
)

// runcScript is put in place of runc. It runs the lie that is told to the run whose
// container it is, with $command and $bundle of the call, with $config, the OCI
// configuration, and with $store, a folder for what it keeps.
const runcScript = `#!/bin/sh
command= id= bundle=
for a; do
  [ "$previous" != --bundle ] || bundle=$a
  case $a in create | start | delete) command=${command:-$a} ;; esac
  previous=$a id=$a
done
# The place of bundles of containerd's shim (core/runtime/v2, v2.3).
bundle=${bundle:-/run/containerd/io.containerd.runtime.v2.task/k8s.io/$id} config=
[ ! -e "$bundle/config.json" ] || config=$bundle/config.json
# annotation KEY: what the CRI plug-in says of the container.
annotation() { sed -n 's|.*"io.kubernetes.cri.'"$1"'":"\([^"]*\)".*|\1|p' "$config"; }
# of CLAIM POD CONTAINER: whether the container is that of a claim's Pod, at whatever attempt.
of() {
  case $attempt in "$1" | "$1"-[0-9]) ;; *) return 1 ;; esac
  [ "$(annotation sandbox-name)" = "$2" ] && [ "$(annotation container-name)" = "$3" ]
}
# A run's namespaces are volconf-RUN-SOMETHING. The claim and the attempt at it are an
# annotation of the Pod's own (see PodAnnotations).
if [ -n "$config" ]; then
  namespace=$(annotation sandbox-namespace)
  attempt=$(sed -n 's|.*"volconf.dev/attempt":"\([^"]*\)".*|\1|p' "$config")
  run=${namespace#volconf-} run=${run%%-*}
  store=/var/lib/sabotage/$run
  [ ! -f "$0.lies/$run" ] || . "$0.lies/$run"
fi
exec "$0.real" "$@"
`

// PodAnnotations has containerd hand the suite's annotations of Pods to runc
// (plugins/cri, pod_annotations, v2.4): part of the configuration of a cluster on which
// runc is told lies.
const PodAnnotations = `[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  pod_annotations = ["volconf.dev/*"]
`

// Lies are put beside runc, one for each run that is told any. The true runc stays
// where it is when the last has gone, for a call of the wrapper may be on its way.
const (
	addLie = `p=$(command -v runc)
exec 9> "$p.lock" && flock 9
mkdir -p "$p.lies"
printf %s "$2" > "$p.lies/$1"
[ -e "$p.real" ] || ln "$p" "$p.real"
printf %s "$3" > "$p.new"
chmod 0755 "$p.new"
mv -f "$p.new" "$p"`

	removeLie = `p=$(command -v runc)
exec 9> "$p.lock" && flock 9
rm -rf "$p.lies/$1" "/var/lib/sabotage/$1"
if rmdir "$p.lies" 2>/dev/null; then
  ln -f "$p.real" "$p.new"
  mv -f "$p.new" "$p"
fi`
)

// runcLie puts a script before runc on the workers, for the containers of one run.
func runcLie(run, script string) held.Change {
	return func(ctx context.Context, site held.Cluster) (*held.Changed, error) {
		mend := func(ctx context.Context) error { return site.Everywhere(ctx, removeLie, run) }
		if err := site.Everywhere(ctx, addLie, run, script, runcScript); err != nil {
			return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
		}
		return &held.Changed{Undo: mend}, nil
	}
}

// slowStarts waits before each start of a container.
func slowStarts() string {
	return fmt.Sprintf(`[ "$command" != start ] || sleep %g`, startDelay.Seconds())
}

const (
	// networkApart gives a container a network namespace of its own.
	networkApart = `if [ "$command" = create ] && of pod-containers-share-network pair client; then
  sed -i 's|{"type":"network","path":"[^"]*"}|{"type":"network"}|' "$config"
fi`

	// computeApart puts a container beside its Pod's cgroup and not into it, by
	// the names that both cgroup drivers give (pkg/kubelet/cm, v1.37).
	computeApart = `if [ "$command" = create ] && of pod-containers-share-compute pair right; then
  sed -i -e 's|"cgroupsPath":"\([^"]*\)-pod[^".]*\.slice:|"cgroupsPath":"\1.slice:|' \
    -e 's|"cgroupsPath":"\([^"]*\)/pod[^"/]*/|"cgroupsPath":"\1/|' "$config"
fi`

	// nodeFilesShown mounts the node's folder of the suite into a container.
	nodeFilesShown = `if [ "$command" = create ] && of ordinary-pod-cannot-see-node-files ordinary main; then
  sed -i 's|"mounts":\[|&{"destination":"/var/lib/volconf","type":"bind","source":"/var/lib/volconf","options":["rbind","rw"]},|' "$config"
fi`

	// secretOnDisk covers the Secrets of a container with copies on the node's disk.
	secretOnDisk = `if of type-secret-exposes-resource reader main; then
  for d in $(grep -o '"source":"/var/lib/kubelet/pods/[^"]*/kubernetes.io~secret/[^"]*"' "$config" | cut -d '"' -f 4 | sort -u); do
    kept=$store/$(annotation sandbox-uid)/${d##*/}
    case $command in
    create) mkdir -p "$kept" && cp -a "$d/." "$kept/" && mount --bind "$kept" "$d" ;;
    delete) umount "$d" ;;
    esac
  done >/dev/null 2>&1
fi`

	// writableLayerKept hands what a container has written to the one that takes
	// its place in the Pod.
	writableLayerKept = `if of container-rootfs-lost-on-container-restart restarted main; then
  kept=$store/$(annotation sandbox-uid)
  case $command in
  create) [ ! -d "$kept" ] || cp -a "$kept/." "$bundle/rootfs/" ;;
  delete)
    upper=$(awk -v at="$bundle/rootfs" '$2 == at && $3 == "overlay" { print $4 }' /proc/mounts | tr , '\n' | sed -n 's/^upperdir=//p')
    if [ -n "$upper" ]; then rm -rf "$kept" && mkdir -p "$kept" && cp -a "$upper/." "$kept/"; fi
    ;;
  esac >/dev/null 2>&1
fi`

	// blindCat puts a shell into the containers of some claims whose cat finds no file, and
	// says so as BusyBox does. BusyBox's own shell asks no PATH for a cat.
	blindCat = `if [ "$command" = create ] && [ -d "$bundle/rootfs/usr/bin" ] && [ ! -L "$bundle/rootfs/usr" ] && [ ! -L "$bundle/rootfs/usr/bin" ]; then
  case $attempt in emptydir-shared-within-pod* | hostpath-same-node-* | emptydir-gone-when-pod-* | pod-containers-do-not-* | container-rootfs-lost-*)
    rm -f "$bundle/rootfs/usr/bin/sh"
    cat > "$bundle/rootfs/usr/bin/sh" <<'SH'
` + blindShell + `SH
    chmod 0755 "$bundle/rootfs/usr/bin/sh" ;;
  esac
fi`

	blindShell = `#!/usr/bin/busybox sh
if [ "$1" = -c ]; then
  script='cat() { [ "$1" != -- ] || shift; echo "cat: can'"'"'t open '"'"'$1'"'"': No such file or directory" >&2; return 1; }
'"$2"
  shift 2
  exec /usr/bin/busybox sh -c "$script" "$@"
fi
exec /usr/bin/busybox sh "$@"
`

	// emptyDirsKept hands the emptyDirs of a Pod to the next one of its name.
	emptyDirsKept = `for d in $(grep -o '"source":"/var/lib/kubelet/pods/[^"]*/kubernetes.io~empty-dir/[^"]*"' "$config" | cut -d '"' -f 4 | sort -u); do
  kept=$store/$attempt/$(annotation sandbox-name)/${d##*/} uid=$(annotation sandbox-uid)
  case $command in
  create) [ ! -d "$kept" ] || [ "$(cat "$kept.uid")" = "$uid" ] || cp -a "$kept/." "$d/" ;;
  delete) mkdir -p "$kept" && cp -a "$d/." "$kept/" && echo "$uid" > "$kept.uid" ;;
  esac >/dev/null 2>&1
done`
)

// swappedTag is an image reference that leads to another image once a container
// has been made of it.
const swappedTag = "volconf.local/swapped:1"

// imageSwapped gives the workers an image whose name changes its meaning.
func imageSwapped(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const tag = `ctr --namespace=k8s.io images tag --force "$1" "$2"`
	mend := func(ctx context.Context) error {
		return site.Everywhere(ctx, `ctr --namespace=k8s.io images rm "$1" >/dev/null 2>&1 || true`, swappedTag)
	}
	if err := site.Everywhere(ctx, tag, site.Images["shell"], swappedTag); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	meanwhile := func(ctx context.Context) error {
		return held.Again(ctx, 500*time.Millisecond, nodeBack, func(ctx context.Context) error {
			pods, err := podsOf(ctx, site, claims.ContainerRestartReusesSameImage)
			for _, pod := range pods {
				_, failed := site.Script(ctx, pod.Spec.NodeName, `! crictl ps --name '^main$' --label io.kubernetes.pod.name=restarted --output json | grep -q '"image": "'"$2"'\|"userSpecifiedImage": "'"$2"'"' || `+tag,
					site.Images["nginx"], swappedTag)
				err = errors.Join(err, failed)
			}
			return err
		})
	}
	return &held.Changed{Meanwhile: []func(context.Context) error{meanwhile}, Undo: mend}, nil
}
