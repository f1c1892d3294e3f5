#!/usr/bin/env bash
# existing-cluster.sh [-k8s MINOR] [FLAG ...] - run the suite on a cluster that it did not make, and see that it behaves there.
#
# A cluster is made outside the run, and a user who has only what manifests/rbac.yaml grants. Then the suite runs with
# -kubeconfig, and four things are checked: the verdicts are those of the run before (make conformance), the objects in the
# cluster and the folders on its nodes are the same before and after, and the kubeconfig is untouched.
# The cluster is removed at the end; if this is killed, `make cleanup` removes it.
#
# Environment: VOLCONF_ENGINE (docker or podman), VOLCONF_CACHE (a folder), REPORT_DIR (of the run before; default _report).
# Exit status: 0 all four hold, 1 one does not, 3 the cluster could not be made.
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=existing-cluster
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"

cd "$ROOT"
K8S=
if [ "${1:-}" = -k8s ]; then
  K8S=$2
  shift 2
fi
NAME=volconf-existing-$$
BEFORE=${REPORT_DIR:-_report}
AFTER=$BEFORE/existing-cluster
CONTROL_PLANE=$NAME-control-plane

kubectl() { "$ENGINE" exec --interactive "$CONTROL_PLANE" kubectl "$@"; }

# objects: what the cluster holds, each with its UID, so that nothing can go and come back unseen. Events come and go by
# themselves.
objects() {
  local kinds
  kinds=$(kubectl api-resources --verbs=list --output=name | grep -vE '^(events|events.events.k8s.io|componentstatuses)$' | paste -sd ,)
  kubectl get "$kinds" --all-namespaces --no-headers --ignore-not-found \
    --output=custom-columns=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name,UID:.metadata.uid | sort
}

# folders: what is on the nodes' disks, but for what their own programs turn over: images and snapshots of containerd, logs,
# /var/lib/cni, which a node's first Pod brings, the root of local-path, which its first volume brings (what is in it is
# listed), and the versions of projected volumes, which the kubelet renews.
folders() {
  local node
  for node in $("$ENGINE" ps --filter "label=io.x-k8s.kind.cluster=$NAME" --format '{{.Names}}' | sort); do
    "$ENGINE" exec "$node" find / /var -xdev \
      \( -path /var/lib/containerd -o -path /var/lib/cni -o -path /var/log -o -path /proc -o -path /sys -o -name '..20*' \) -prune \
      -o -type d ! -path /var/local-path-provisioner -printf "$node %p\n"
  done | sort -u
}

# visitor: a kubeconfig of a user with the shipped RBAC. Its token is good for the time of a run.
visitor() {
  kubectl create namespace visitor >/dev/null
  kubectl create serviceaccount visitor --namespace=visitor >/dev/null
  kubectl apply --filename=- <manifests/rbac.yaml >/dev/null
  local role
  for role in volconf volconf-disruption; do
    kubectl create clusterrolebinding "$role" --clusterrole="$role" --serviceaccount=visitor:visitor >/dev/null
  done
  local admin=$1 token
  token=$(kubectl create token visitor --namespace=visitor --duration=3h)
  cat <<KUBECONFIG
apiVersion: v1
kind: Config
current-context: somebody-else
contexts:
  - name: somebody-else
    context: {cluster: theirs, user: visitor}
users:
  - name: visitor
    user: {token: $token}
clusters:
  - name: theirs
    cluster:
      $(grep -m 1 -o 'server: .*' "$admin")
      $(grep -m 1 -o 'certificate-authority-data: .*' "$admin")
KUBECONFIG
}

# same WHAT FILE FILE: one fact that must not differ. Two empty files are no fact.
FAILED=0
same() {
  if [ -s "$2" ] && diff -u "$2" "$3"; then
    say "ok: $1"
  else
    say "FAIL: $1: $(wc -l <"$2") lines before, $(wc -l <"$3") after, see above for the difference"
    FAILED=$((FAILED + 1))
  fi
}

# verdicts REPORT: each claim and what became of it.
verdicts() {
  bin/volconf report "$1" --output json | awk -F '"' '$2 == "id" { id = $4 } $2 == "verdict" { print id, $4 }' | sort
}

[ -f "$BEFORE/report.json" ] || die 2 "no $BEFORE/report.json to compare with: run \`make conformance\` first"
choose_engine
WORK=$(mktemp -d)
on_exit rm -rf "$WORK"
on_exit bin/volconf cluster down --name "$NAME"

steps 3
step "making a cluster that no run knows of"
wait_for bin/volconf cluster up --name "$NAME" ${K8S:+--k8s "$K8S"} >"$WORK/admin" 2>"$WORK/up.log" ||
  die 3 "no cluster: $(tail -n 1 "$WORK/up.log")"
# A kubelet makes its node's Lease by and by, some seconds after the node is Ready.
for node in $(kubectl get nodes --no-headers --output=custom-columns=NAME:.metadata.name); do
  wait_for kubectl wait --for=create --timeout=60s --namespace=kube-node-lease "lease/$node" >/dev/null ||
    die 3 "node $node has no Lease"
done
visitor "$(cat "$WORK/admin")" >"$WORK/kubeconfig"
sha256sum <"$WORK/kubeconfig" >"$WORK/kubeconfig.before"
objects >"$WORK/objects.before"
folders >"$WORK/folders.before"
verdicts "$BEFORE" >"$WORK/verdicts.before"

step "running the suite there as a user with the shipped RBAC"
status=0
wait_for env -u KUBECONFIG bin/volconf.test -test.timeout 0 -allow-disruption -restart-node "$ENGINE restart -t 10 {}" -kubeconfig "$WORK/kubeconfig" -report-dir "$AFTER" "$@" || status=$?

step "comparing"
sha256sum <"$WORK/kubeconfig" >"$WORK/kubeconfig.after"
objects >"$WORK/objects.after"
folders >"$WORK/folders.after"
verdicts "$AFTER" >"$WORK/verdicts.after" || true
[ "$status" -eq 0 ] || { say "FAIL: the suite ended with $status" && FAILED=$((FAILED + 1)); }
same "the verdicts are those of the run before" "$WORK/verdicts.before" "$WORK/verdicts.after"
same "the cluster holds the same objects" "$WORK/objects.before" "$WORK/objects.after"
same "the nodes have the same folders" "$WORK/folders.before" "$WORK/folders.after"
same "the kubeconfig is untouched" "$WORK/kubeconfig.before" "$WORK/kubeconfig.after"
say "$((5 - FAILED)) passed, $FAILED failed"
[ "$FAILED" -eq 0 ]
