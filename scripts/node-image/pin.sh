#!/usr/bin/env bash
# pin.sh PART VERSION - pin what a part of the node image is built from: writes modules/PART/VERSION.mod and .sum, to be committed.
#
# PART is a folder of modules/. A part without a main.go of ours is built from the programs that PACKAGES below names.
# Exit status: 0 pinned, 1 the modules cannot be had, 2 usage.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=pin
# shellcheck source=scripts/progress.sh
. "$(dirname "$HERE")/progress.sh"

declare -A MODULE=(
  [kubernetes]=k8s.io/kubernetes
  [etcd]=go.etcd.io/etcd/server/v3
  [coredns]=github.com/coredns/coredns
  [containerd]=github.com/containerd/containerd/v2
  [runc]=github.com/opencontainers/runc
  [crictl]=sigs.k8s.io/cri-tools
  [cni-plugins]=github.com/containernetworking/plugins
  [local-path]=github.com/rancher/local-path-provisioner
)
declare -A PACKAGES=(
  [etcd]=.
  [containerd]='cmd/containerd cmd/containerd-shim-runc-v2 cmd/ctr'
  [runc]=.
  [crictl]=cmd/crictl
  [cni-plugins]='plugins/main/ptp plugins/ipam/host-local'
  [local-path]=.
)

# staging_version VERSION: of the modules that Kubernetes v1.X.Y is split into, v0.X.Y.
staging_version() { printf 'v0.%s\n' "${1#v1.}"; }

mod_file() {
  local part=$1 version=$2 upstream=$3 package
  printf 'module volconf.local/node-image/%s\n\n' "$part"
  awk '$1 == "go" || $1 == "godebug"' "$upstream"
  printf '\nrequire %s %s\n' "${MODULE[$part]}" "$version"
  for package in ${PACKAGES[$part]:-}; do
    printf 'tool %s\n' "${MODULE[$part]}$([ "$package" = . ] || printf '/%s' "$package")"
  done
  if [ "$part" = kubernetes ]; then
    # Its own replace lines lead to folders that the published module has not.
    awk -v version="$(staging_version "$version")" '$2 == "=>" && $3 ~ /^\.\/staging\// { print "replace", $1, "=>", $1, version }' "$upstream"
  fi
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  if [ $# -ne 2 ] || [ -z "${MODULE[$1]:-}" ]; then
    usage_from "${BASH_SOURCE[0]}" >&2
    die 2 "want one of: ${!MODULE[*]}, and a version such as v1.2.3"
  fi
  local part=$1 version=$2 found
  found=$(go mod download -json "${MODULE[$part]}@$version") ||
    die 1 "${MODULE[$part]} $version cannot be had: $(jq -r .Error <<<"$found")"
  cd "$HERE/modules/$part"
  [ -f go.mod ] || printf 'module volconf.local/node-image/%s\n' "$part" >go.mod
  mod_file "$part" "$version" "$(jq -r .Dir <<<"$found")/go.mod" >"$version.mod"
  rm -f "$version.sum"
  go mod tidy -modfile="$version.mod"
}

main "$@"
