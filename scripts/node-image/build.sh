#!/usr/bin/env bash
# build.sh [MINOR] - make sure that there is a kind node image of a Kubernetes minor, such as 1.36.
#
# MINOR is a row of support/cluster/versions/versions.tsv; the first one is the default. Where the engine can pull kind's own
# image, that is used; else one is built from Go modules and Debian packages. With nothing changed, nothing is done.
# MINOR-git is the built image with git on it, for gitRepo volumes (up to 1.35).
# What was found is written to nodes/MINOR.json in the cache, which is what cluster creation reads.
#
# Environment: VOLCONF_ENGINE (docker or podman), VOLCONF_CACHE (a folder), VOLCONF_BUILD=1 (do not pull, build).
# Exit status: 0 there is an image, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SCRIPTS=$(dirname "$HERE")
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=node-image
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"
# shellcheck source=scripts/debian.sh
. "$SCRIPTS/debian.sh"
# shellcheck source=scripts/node-image/table.sh
. "$HERE/table.sh"
# shellcheck source=scripts/node-image/contents.sh
. "$HERE/contents.sh"

# What a build needs at its peak: modules and build cache of one minor, and the image's parts.
CACHE_GIB=6
ENGINE_GIB=3
PULL_SECONDS=300

# kind_image: kind's own image of the minor, or nothing where it is not wanted.
kind_image() {
  local image
  image=$(column kind-image)
  [ "$image" = - ] || [ -n "${VOLCONF_BUILD:-}" ] || printf '%s\n' "$image"
}

# pull IMAGE: succeeds where the engine has it afterwards.
pull() {
  local log
  registry_answers || return 1
  say "pulling $1"
  log=$(mktemp)
  on_exit rm -f "$log"
  wait_for timeout "$PULL_SECONDS" "$ENGINE" pull "${SIGNATURE_POLICY[@]}" --quiet "docker.io/$1" >"$log" 2>&1 && return 0
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

# record IMAGE IMPLEMENTATION KUBERNETES [GATES]: tell cluster creation.
record() {
  local file=$CACHE/nodes/$MINOR$VARIANT.json
  local coredns='' etcd=''
  if [ "$2" = built ]; then
    coredns=$(unless_expected coredns-tag)
    etcd=$(unless_expected etcd-tag)
  fi
  mkdir -p "$CACHE/nodes"
  jq -n --arg minor "$MINOR$VARIANT" --arg image "$1" --arg implementation "$2" --arg kubernetes "$3" \
    --arg coreDNSTag "$coredns" --arg etcdTag "$etcd" --argjson featureGates "${4:-{\}}" --argjson versions "$(versions_json)" \
    '{schema: 1, $minor, $kubernetes, $image, $implementation, $coreDNSTag, $etcdTag, $featureGates, $versions}
     | if .implementation == "kind" then del(.versions) else .fitsHost = true end' >"$file.new"
  mv "$file.new" "$file"
  printf '%s\n' "$1"
}

# use_theirs IMAGE: kind's own.
use_theirs() {
  local tag=${1%@*}
  say "Kubernetes $MINOR: kind's own image"
  record "$1" kind "${tag##*:}"
}

# with_git: the image $IMAGE with git and its libraries on it.
with_git() {
  local plain=$IMAGE gates='{}'
  IMAGE=volconf.local/node-git:${plain#*:}
  # The gate came with 1.33, and no cluster of an earlier minor would start with it.
  [ "${MINOR#1.}" -lt 33 ] || gates='{"GitRepoVolumeDriver": true}'
  if ! image_exists "$IMAGE"; then
    locked "$CACHE/locks/node-image" "build of a node image"
    mkdir -p "$CACHE/build"
    WORK=$(mktemp -d "$CACHE/build/node-XXXXXX")
    on_exit rm -rf "$WORK"
    mkdir -p "$WORK/context/git"
    say "putting git on $plain"
    run_mmdebstrap "$WORK" --variant=extract --include=git,ca-certificates \
      --extract-hook="'$SCRIPTS/node-git/pick-git.sh' \"\$1\" '$WORK/context'" "$DEBIAN_SUITE" /dev/null
    printf 'FROM %s\nCOPY git/ /\n' "$plain" >"$WORK/context/Dockerfile"
    wait_for "$ENGINE" build "${SIGNATURE_POLICY[@]}" --network=none -t "$IMAGE" -f "$WORK/context/Dockerfile" "$WORK/context" >"$WORK/engine.log" 2>&1 || {
      tail -n 30 "$WORK/engine.log" >&2
      die 1 "$ENGINE could not put git on the node image (above)"
    }
    remove_superseded
  fi
  say "Kubernetes $MINOR with git: $IMAGE"
  record "$IMAGE" built "$(column kubernetes)" "$gates"
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
      "${IMAGE%%:*}:$(column kubernetes)-"*) "$ENGINE" rmi "$old" >/dev/null 2>&1 || true ;;
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
  locked "$CACHE/locks/node-image" "build of a node image"
  # Another build may have made it while this one waited.
  ! image_exists "$IMAGE" || return 0
  require_space "$CACHE" $CACHE_GIB "building a node image" VOLCONF_CACHE
  local root
  root=$(engine_root)
  [ -z "$root" ] || require_space "$root" $ENGINE_GIB "the node image in $ENGINE's storage"

  mkdir -p "$CACHE/build"
  rm -rf "$CACHE"/build/node-* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/node-XXXXXX")
  on_exit rm -rf "$WORK"
  export TMPDIR=$WORK # for everything that is called from here
  mkdir -p "$WORK/context/rootfs"

  say "building $IMAGE: the first time about 15 minutes on 2 cores"
  steps 6
  step "Debian $DEBIAN_SUITE root file system"
  base_rootfs
  step "Kubernetes $(column kubernetes) (most of the time is here)"
  compile_kubernetes
  step "containerd $(column containerd), runc $(column runc), crictl $(column crictl), CNI plugins $(column cni-plugins)"
  compile_runtime
  step "etcd $(column etcd), CoreDNS $(column coredns), local-path-provisioner $(column local-path), podnet, pause $(column pause)"
  compile_cluster_programs
  step "the images that the cluster runs"
  kind_files
  node_files
  cluster_images
  step "the node image, with $ENGINE"
  engine_build
  remove_superseded
  say "built $IMAGE in $((SECONDS / 60))m$(printf %02d $((SECONDS % 60)))s, $("$ENGINE" image inspect --format '{{.Size}}' "$IMAGE" | awk '{ printf "%.0f MB", $1 / 1e6 }')"
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  [ $# -le 1 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
  MINOR=${1:-$(minors | head -n 1)} VARIANT=
  if [[ $MINOR == *-git ]]; then
    VARIANT=-git MINOR=${MINOR%-git} VOLCONF_BUILD=1
  fi
  minors | grep -qxF -- "$MINOR" || {
    usage_from "${BASH_SOURCE[0]}" >&2
    die 2 "there is no Kubernetes minor \"$MINOR\" here: want one of $(minors | paste -sd' ' -)"
  }
  [ -z "$VARIANT" ] || [ "${MINOR#1.}" -le 35 ] ||
    die 2 "git is of no use on a node of $MINOR: since 1.36 no kubelet fills gitRepo volumes"
  CACHE=$(cache_dir)
  choose_engine
  signature_policy
  KIND_VERSION=$(cd "$ROOT" && go list -m -f '{{.Version}}' sigs.k8s.io/kind)

  local theirs
  theirs=$(kind_image)
  IMAGE=volconf.local/node:$(column kubernetes)-$(content_hash)
  if [ -n "$theirs" ] && image_exists "$theirs"; then
    use_theirs "$theirs"
  elif image_exists "$IMAGE"; then
    [ -z "$VARIANT" ] || { with_git && return; }
    say "Kubernetes $MINOR: $IMAGE is up to date"
    record "$IMAGE" built "$(column kubernetes)"
  elif [ -n "$theirs" ] && pull "$theirs"; then
    use_theirs "$theirs"
  else
    build
    [ -z "$VARIANT" ] || { with_git && return; }
    record "$IMAGE" built "$(column kubernetes)"
  fi
}

main "$@"
