#!/usr/bin/env bash
# build.sh [MINOR] - make sure that there is a kind node image of a Kubernetes minor, such as 1.36.
#
# MINOR is a row of support/cluster/versions/versions.tsv; the first one is the default. Where the engine can pull kind's own
# image, that is used; else one is built from Go modules and Debian packages. With nothing changed, nothing is done.
# What was found is written to nodes/MINOR.json in the cache, which is what cluster creation reads.
#
# Environment: VOLCONF_ENGINE (docker or podman), VOLCONF_CACHE (a folder), VOLCONF_BUILD=1 (do not pull, build).
# Exit status: 0 there is an image, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SCRIPTS=$(dirname "$HERE")
ROOT=$(dirname "$SCRIPTS")
VERSIONS_TABLE=$ROOT/support/cluster/versions/versions.tsv
PROGRESS_NAME=node-image
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"
# shellcheck source=scripts/debian.sh
. "$SCRIPTS/debian.sh"

# What a build needs at its peak: modules and build cache of one minor, and the image's parts.
CACHE_GIB=6
ENGINE_GIB=3
PULL_SECONDS=300

# column NAME: of the chosen minor's row.
column() {
  awk -F'\t' -v minor="$MINOR" -v name="$1" '
    /^#/ || NF < 2 { next }
    !header { for (i = 1; i <= NF; i++) at[$i] = i; header = 1; next }
    $at["minor"] == minor { print $at[name] }' "$VERSIONS_TABLE"
}

minors() { awk -F'\t' '/^#/ || NF < 2 { next } header++ { print $1 }' "$VERSIONS_TABLE"; }

module_dir() { (cd "$ROOT" && go mod download -json "$1" | jq -r .Dir); }

# content_hash: of everything that decides what the image holds.
content_hash() {
  {
    go version
    versions_json
    column etcd-tag
    column coredns-tag
    cd "$ROOT"
    go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' ./support/incluster/podnet | sort -u
    find scripts/node-image scripts/ociarchive scripts/debian.sh scripts/pick.sh support/incluster/podnet -type f \
      ! -name '*_test.go' ! -path 'scripts/node-image/modules/*.mod' ! -path 'scripts/node-image/modules/*.sum' -print0 |
      sort -z | xargs -0 sha256sum
    module_pairs | xargs sha256sum
  } | sha256sum | cut -c1-12
}

# module_pairs: the .mod and .sum files that this minor is built from.
module_pairs() {
  local part
  for part in kubernetes etcd coredns containerd runc crictl cni-plugins local-path; do
    printf '%s\n' "scripts/node-image/modules/$part/$(column $part)".{mod,sum}
  done
}

# pull_kind_image: succeeds where kind's own image is there or can be had.
pull_kind_image() {
  local image log
  image=$(column kind-image)
  [ "$image" != - ] && [ -z "${VOLCONF_BUILD:-}" ] || return 1
  image_exists "$image" && return 0
  registry_answers || return 1
  say "pulling $image"
  log=$(mktemp)
  on_exit rm -f "$log"
  wait_for timeout "$PULL_SECONDS" "$ENGINE" pull "${SIGNATURE_POLICY[@]}" --quiet "docker.io/$image" >"$log" 2>&1 && return 0
  say "kind's image cannot be pulled ($(tail -n 1 "$log")): building one"
  return 1
}

# registry_answers: a registry that does not is found out in seconds, not in the many
# minutes of an engine's retries. Any HTTP answer will do: without a token it is 401.
registry_answers() {
  curl --silent --output /dev/null --connect-timeout 3 --max-time 6 https://registry-1.docker.io/v2/
}

# unless_expected COLUMN: a tag that kubeadm would not ask for by itself.
unless_expected() { [ "$(column "$1")" = "$(column "kubeadm-$1")" ] || column "$1"; }

# record IMAGE IMPLEMENTATION KUBERNETES: tell cluster creation.
record() {
  local file=$CACHE/nodes/$MINOR.json
  local coredns='' etcd=''
  if [ "$2" = built ]; then
    coredns=$(unless_expected coredns-tag)
    etcd=$(unless_expected etcd-tag)
  fi
  mkdir -p "$CACHE/nodes"
  jq -n --arg minor "$MINOR" --arg image "$1" --arg implementation "$2" --arg kubernetes "$3" \
    --arg coreDNSTag "$coredns" --arg etcdTag "$etcd" --argjson versions "$(versions_json)" \
    '{schema: 1, $minor, $kubernetes, $image, $implementation, $coreDNSTag, $etcdTag, $versions}
     | if .implementation == "kind" then del(.versions) else . end' >"$file.new"
  mv "$file.new" "$file"
  printf '%s\n' "$1"
}

versions_json() {
  local part
  for part in kubernetes etcd coredns pause containerd runc crictl cni-plugins local-path; do
    printf '%s\t%s\n' "$part" "$(column $part)"
  done | jq -Rcn --arg kind "$KIND_VERSION" --arg go "$(go env GOVERSION)" --arg debian "$DEBIAN_SUITE" \
    '[inputs / "\t" | {(.[0]): .[1]}] | add + {$kind, $go, $debian}'
}

# go_build PART OUTPUT LDFLAGS PACKAGE-OR-FLAG ...: from the part's pinned module.
go_build() {
  local part=$1 output=$2 ldflags=$3
  shift 3
  (
    cd "$HERE/modules/$part"
    GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off GOOS=linux CGO_ENABLED=${CGO_ENABLED:-0} \
      exec go build -modfile="$(column "$part").mod" -trimpath -ldflags "-s -w $ldflags" -o "$output" "$@"
  )
}

build_kubernetes() {
  local version flags='' package
  version=$(column kubernetes)
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=${MINOR#1.} -X $package.gitTreeState=clean"
  done
  wait_for go_build kubernetes "$WORK/bin/kubernetes" "$flags" -tags "$(kubernetes_tags)" .
}

# kubernetes_tags: the programs' constructors have changed over time.
kubernetes_tags() {
  [ "${MINOR#1.}" -ge 34 ] || echo before_1_34
}

build_runtime() {
  local containerd=github.com/containerd/containerd/v2
  wait_for go_build containerd "$WORK/bin/" "-X $containerd/version.Version=$(column containerd)" \
    -tags 'no_aufs no_zfs no_btrfs no_devmapper' $containerd/cmd/{containerd,containerd-shim-runc-v2,ctr}
  # Static, so that it does not matter which C library this machine has.
  CGO_ENABLED=1 wait_for go_build runc "$WORK/bin/runc" "-X main.version=$(column runc) -extldflags -static" \
    -tags 'seccomp netgo osusergo' github.com/opencontainers/runc
  wait_for go_build crictl "$WORK/bin/crictl" "-X sigs.k8s.io/cri-tools/pkg/version.Version=$(column crictl)" sigs.k8s.io/cri-tools/cmd/crictl
  local plugins=github.com/containernetworking/plugins
  wait_for go_build cni-plugins "$WORK/cni/" "-X $plugins/pkg/utils/buildversion.BuildVersion=$(column cni-plugins)" \
    $plugins/plugins/{main/ptp,main/loopback,ipam/host-local,meta/portmap}
}

build_cluster_programs() {
  wait_for go_build etcd "$WORK/bin/etcd" '' go.etcd.io/etcd/server/v3
  wait_for go_build coredns "$WORK/bin/coredns" '' .
  wait_for go_build local-path "$WORK/bin/local-path-provisioner" '' github.com/rancher/local-path-provisioner
  build_ours "$WORK/bin/podnet" linux ./support/incluster/podnet
  build_ours "$WORK/bin/ociarchive" "$(go env GOHOSTOS)" ./scripts/ociarchive
  gcc -Os -Wall -static -DVERSION="$(column pause)" -o "$WORK/bin/pause" "$(module_dir "k8s.io/kubernetes@$(column kubernetes)")/build/pause/linux/pause.c"
}

# build_ours OUTPUT GOOS PACKAGE: from this module.
build_ours() {
  (cd "$ROOT" && GOOS=$2 CGO_ENABLED=0 wait_for go build -trimpath -ldflags '-s -w' -o "$1" "$3")
}

# base_rootfs: Debian, kept for as long as the list of packages and what is cut away stay the same.
base_rootfs() {
  local kept
  kept=$CACHE/build/rootfs-$({ debian_arch; cat "$HERE/packages.txt" "$HERE/trim-rootfs.sh" "$SCRIPTS/pick.sh"; } | sha256sum | cut -c1-12)
  if [ ! -f "$kept/base.tar" ]; then
    rm -rf "$CACHE"/build/rootfs-* # of an earlier list
    mkdir -p "$WORK/rootfs-new"
    run_mmdebstrap "$WORK" --variant=minbase --include="$(grep -v '^#' "$HERE/packages.txt" | paste -sd, -)" \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      --customize-hook="'$HERE/trim-rootfs.sh' \"\$1\" '$WORK/rootfs-new/layers'" \
      "$DEBIAN_SUITE" "$WORK/rootfs-new/base.tar"
    mv "$WORK/rootfs-new" "$kept"
  fi
  ln "$kept/base.tar" "$WORK/context/base.tar" 2>/dev/null || cp "$kept/base.tar" "$WORK/context/base.tar"
  cp -R "$kept/layers" "$WORK/"
}

# kind_files: what kind's Dockerfile copies, with the modes that it gives.
kind_files() {
  local files target=$WORK/context/rootfs
  files=$(module_dir "sigs.k8s.io/kind@$KIND_VERSION")/images/base/files
  cp -R "$files/etc" "$files/kind" "$target/"
  mkdir -p "$target/usr/local/bin"
  cp "$files/usr/local/bin/entrypoint" "$target/usr/local/bin/"
  chmod -R u=rwX,go=rX "$target"
  chmod 755 "$target"/usr/local/bin/* "$target"/kind/bin/*
  sed -i "s#sandbox_image = .*#sandbox_image = \"registry.k8s.io/pause:$(column pause)\"#" "$target/etc/containerd/config.toml"
}

# node_files: the rest of the root file system.
node_files() {
  local target=$WORK/context/rootfs name
  mkdir -p "$target"/usr/{bin,local/bin,local/sbin} "$target/opt/cni/bin" "$target/kind/manifests" "$target/kind/volconf"
  cp "$WORK"/bin/{containerd,containerd-shim-runc-v2,ctr,crictl} "$target/usr/local/bin/"
  cp "$WORK/bin/runc" "$target/usr/local/sbin/"
  cp "$WORK"/cni/* "$target/opt/cni/bin/"
  cp "$WORK/bin/kubernetes" "$target/usr/bin/"
  for name in kubelet kubeadm kubectl; do ln -s kubernetes "$target/usr/bin/$name"; done
  cp "$HERE"/manifests/* "$target/kind/manifests/"
  cp "$HERE/setup.sh" "$target/kind/volconf/"
  column kubernetes >"$target/kind/version"
  versions_json | jq . >"$target/kind/volconf-versions.json"
}

# cluster_images: the archive of what the cluster itself runs.
cluster_images() {
  local layers=$WORK/layers name
  mkdir -p "$layers"/{kubernetes,etcd,podnet,local-path}/usr/local/bin "$layers"/{coredns,pause}
  cp "$WORK/bin/kubernetes" "$layers/kubernetes/usr/local/bin/"
  for name in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do
    ln -s kubernetes "$layers/kubernetes/usr/local/bin/$name"
  done
  cp "$WORK/bin/etcd" "$layers/etcd/usr/local/bin/"
  cp "$WORK/bin/coredns" "$layers/coredns/"
  cp "$WORK/bin/pause" "$layers/pause/"
  cp "$WORK/bin/podnet" "$layers/podnet/usr/local/bin/"
  cp "$WORK/bin/local-path-provisioner" "$layers/local-path/usr/local/bin/"
  for name in sh mkdir rm; do ln -s busybox "$layers/busybox/usr/bin/$name"; done
  finish_iptables "$layers/iptables"
  plan_json >"$WORK/plan.json"
  "$WORK/bin/ociarchive" -plan "$WORK/plan.json" -o "$WORK/context/images.tar" >/dev/null
}

# finish_iptables LAYER: the names by which kube-proxy calls iptables.
finish_iptables() {
  local layer=$1 name
  mkdir "$layer/tmp"
  chmod 1777 "$layer/tmp"
  for name in sh grep basename mv; do ln -s busybox "$layer/usr/bin/$name"; done
  cp "$HERE/kube-proxy/iptables-by-hint.sh" "$layer/usr/sbin/iptables"
  for name in iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -s iptables "$layer/usr/sbin/$name"
  done
}

plan_json() {
  jq -n --arg arch "$(go env GOARCH)" --arg layers "$WORK/layers" --arg kubernetes "$(column kubernetes)" \
    --arg etcd "$(column etcd-tag)" --arg coredns "$(column coredns-tag)" --arg pause "$(column pause)" '
    ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] as $path |
    {
      architecture: $arch,
      layers: (["kubernetes", "etcd", "coredns", "pause", "podnet", "iptables", "busybox", "local-path"]
        | map({(.): {dir: ($layers + "/" + .), gzip: true}}) | add),
      images: [
        {names: (["kube-apiserver", "kube-controller-manager", "kube-scheduler"] | map("registry.k8s.io/\(.):\($kubernetes)")),
          layers: ["kubernetes"], config: {Env: $path}},
        {names: ["registry.k8s.io/kube-proxy:\($kubernetes)"], layers: ["iptables", "kubernetes"], config: {Env: $path}},
        {names: ["registry.k8s.io/etcd:\($etcd)"], layers: ["etcd"], config: {Env: $path}},
        {names: ["registry.k8s.io/coredns/coredns:\($coredns)"], layers: ["coredns"], config: {Env: $path, Entrypoint: ["/coredns"]}},
        {names: ["registry.k8s.io/pause:\($pause)"], layers: ["pause"], config: {User: "65535:65535", Env: $path, Entrypoint: ["/pause"]}},
        {names: ["volconf.local/podnet:node"], layers: ["podnet"], config: {Env: $path, Entrypoint: ["/usr/local/bin/podnet"]}},
        {names: ["volconf.local/local-path:node"], layers: ["busybox", "local-path"], config: {Env: $path}}
      ]
    }'
}

engine_build() {
  local extra=()
  # podman would keep each step as an image of its own.
  [ "$ENGINE" != podman ] || extra=(--format docker --layers=false)
  wait_for "$ENGINE" build "${SIGNATURE_POLICY[@]}" "${extra[@]}" --network=none --no-cache --force-rm \
    --build-arg "VERSIONS=$(versions_json)" -t "$IMAGE" -f "$HERE/Dockerfile" "$WORK/context" >"$WORK/engine.log" 2>&1 || {
    tail -n 30 "$WORK/engine.log" >&2
    die 1 "$ENGINE could not build the node image (above)"
  }
}

# remove_superseded: images of this minor that an earlier build made, unless a node runs one.
remove_superseded() {
  local old
  "$ENGINE" images --format '{{.Repository}}:{{.Tag}}' | while read -r old; do
    case $old in
      "$IMAGE") ;;
      "volconf.local/node:$(column kubernetes)-"*) "$ENGINE" rmi "$old" >/dev/null 2>&1 || true ;;
    esac
  done
}

require_build_tools() {
  local tool missing=()
  for tool in go gcc jq pkg-config; do command -v $tool >/dev/null || missing+=("$tool"); done
  [ "$(uname -s)" = Linux ] || missing+=(Linux)
  pkg-config --exists libseccomp 2>/dev/null || missing+=(libseccomp-dev)
  [ ${#missing[@]} -eq 0 ] ||
    die 3 "building a node image needs ${missing[*]}: on Debian and Ubuntu scripts/bootstrap.sh installs them; elsewhere let $ENGINE pull kind's own image (unset VOLCONF_BUILD)"
}

build() {
  require_build_tools
  require_space "$CACHE" $CACHE_GIB "building a node image" VOLCONF_CACHE
  local root
  root=$(engine_root)
  [ -z "$root" ] || require_space "$root" $ENGINE_GIB "the node image in $ENGINE's storage"

  mkdir -p "$CACHE/build"
  rm -rf "$CACHE"/build/node-* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/node-XXXXXX")
  on_exit rm -rf "$WORK"
  export TMPDIR=$WORK # for everything that is called from here
  mkdir -p "$WORK"/{bin,cni,context/rootfs}

  say "building $IMAGE: the first time about 15 minutes on 2 cores"
  steps 6
  step "Debian $DEBIAN_SUITE root file system"
  base_rootfs
  step "Kubernetes $(column kubernetes) (most of the time is here)"
  build_kubernetes
  step "containerd $(column containerd), runc $(column runc), crictl $(column crictl), CNI plugins $(column cni-plugins)"
  build_runtime
  step "etcd $(column etcd), CoreDNS $(column coredns), local-path-provisioner $(column local-path), podnet, pause $(column pause)"
  build_cluster_programs
  step "the images that the cluster runs"
  kind_files
  node_files
  cluster_images
  step "the node image, with $ENGINE"
  engine_build
  remove_superseded
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  [ $# -le 1 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
  MINOR=${1:-$(minors | head -n 1)}
  minors | grep -qxF -- "$MINOR" || {
    usage_from "${BASH_SOURCE[0]}" >&2
    die 2 "there is no Kubernetes minor \"$MINOR\" here: want one of $(minors | paste -sd' ' -)"
  }
  CACHE=$(cache_dir)
  choose_engine
  signature_policy
  KIND_VERSION=$(cd "$ROOT" && go list -m -f '{{.Version}}' sigs.k8s.io/kind)

  if pull_kind_image; then
    local image tag
    image=$(column kind-image)
    tag=${image%@*}
    say "Kubernetes $MINOR: kind's own image"
    record "$image" kind "${tag##*:}"
    return
  fi
  locked "$CACHE/locks/node-image" "build of a node image"
  IMAGE=volconf.local/node:$(column kubernetes)-$(content_hash)
  if image_exists "$IMAGE"; then
    say "Kubernetes $MINOR: $IMAGE is up to date"
  else
    build
    say "built $IMAGE in $((SECONDS / 60))m$(printf %02d $((SECONDS % 60)))s, $("$ENGINE" image inspect --format '{{.Size}}' "$IMAGE" | awk '{ printf "%.0f MB", $1 / 1e6 }')"
  fi
  record "$IMAGE" built "$(column kubernetes)"
}

main "$@"
