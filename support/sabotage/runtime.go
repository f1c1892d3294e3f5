package sabotage

import (
	"context"
	"errors"

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
