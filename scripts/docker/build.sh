#!/usr/bin/env bash
# build.sh - make sure that Docker's own programs are there: dockerd, docker-proxy and the client. They are built from the modules that
# go.mod pins, which have no go.mod themselves: ours began as Docker's vendor.mod. With nothing changed, nothing is done. The
# folder that holds them is printed. What runs containers for dockerd (containerd, its shim, runc) is not among them.
#
# Environment: VOLCONF_CACHE (a folder).
# Exit status: 0 they are there, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=docker
# shellcheck source=scripts/progress.sh
. "$(dirname "$HERE")/progress.sh"

PACKAGES=(github.com/docker/docker/cmd/dockerd github.com/docker/docker/cmd/docker-proxy github.com/docker/cli/cmd/docker)
# Storage drivers that want C libraries.
TAGS=exclude_graphdriver_btrfs,exclude_graphdriver_zfs
CACHE_GIB=3

# content_hash: of everything that decides what the programs are.
content_hash() {
  {
    go version
    go env GOARCH
    cat "$HERE/go.mod" "$HERE/go.sum" "${BASH_SOURCE[0]}"
  } | sha256sum | cut -c1-12
}

# version MODULE: the pinned one, as the programs are to say it.
version() {
  local version
  version=$(cd "$HERE" && GOFLAGS=-mod=readonly GOWORK=off go list -m -f '{{.Version}}' "$1")
  version=${version#v}
  printf '%s\n' "${version%+incompatible}"
}

# go_build ARG ...: from the pinned modules.
go_build() {
  cd "$HERE"
  GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off GOOS=linux CGO_ENABLED=0 exec go build -trimpath "$@"
}

build() {
  command -v go >/dev/null || die 3 "building Docker needs go: see the README for its version"
  require_space "$CACHE" $CACHE_GIB "building Docker" VOLCONF_CACHE
  mkdir -p "$CACHE/build"
  rm -rf "$CACHE"/build/dockerd-* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/dockerd-XXXXXX")
  on_exit rm -rf "$WORK"
  mkdir "$WORK/bin"
  say "building dockerd, docker-proxy and docker: the first time about 2 minutes on 2 cores"
  wait_for go_build -tags "$TAGS" -o "$WORK/bin/" \
    -ldflags "-s -w -X github.com/docker/docker/dockerversion.Version=$(version github.com/docker/docker) -X github.com/docker/cli/cli/version.Version=$(version github.com/docker/cli)" \
    "${PACKAGES[@]}"
  rm -rf "$CACHE"/docker/* # of earlier modules
  mkdir -p "$CACHE/docker"
  mv "$WORK/bin" "$PROGRAMS"
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  [ $# -eq 0 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
  CACHE=$(cache_dir)
  locked "$CACHE/locks/docker" "build of Docker"
  PROGRAMS=$CACHE/docker/$(content_hash)
  if [ -d "$PROGRAMS" ]; then
    say "$PROGRAMS is up to date"
  else
    build
    say "built $PROGRAMS in ${SECONDS}s"
  fi
  printf '%s\n' "$PROGRAMS"
}

main "$@"
