#!/usr/bin/env bash
# build.sh - make sure that Docker's own programs are there: dockerd, docker-proxy and the client. They are built from the modules that
# go.mod pins, which have no go.mod themselves: ours began as Docker's vendor.mod. With nothing changed, nothing is done. The
# folder that holds them is printed. What runs containers for dockerd (containerd, its shim, runc) is not among them.
#
# Environment: VOLCONF_CACHE (a folder).
# Exit status: 0 they are there, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=docker NAME=docker TITLE=Docker CACHE_GIB=3
# shellcheck source=scripts/progress.sh
. "$(dirname "$HERE")/progress.sh"
# shellcheck source=scripts/module-programs.sh
. "$(dirname "$HERE")/module-programs.sh"

PACKAGES=(github.com/docker/docker/cmd/dockerd github.com/docker/docker/cmd/docker-proxy github.com/docker/cli/cmd/docker)
# Storage drivers that want C libraries.
TAGS=exclude_graphdriver_btrfs,exclude_graphdriver_zfs

# version MODULE: the pinned one, as the programs are to say it.
version() {
  local version
  version=$(cd "$HERE" && GOFLAGS=-mod=readonly GOWORK=off go list -m -f '{{.Version}}' "$1")
  version=${version#v}
  printf '%s\n' "${version%+incompatible}"
}

build_into() {
  say "building dockerd, docker-proxy and docker: the first time about 2 minutes on 2 cores"
  wait_for go_build -tags "$TAGS" -o "$1/" \
    -ldflags "-s -w -X github.com/docker/docker/dockerversion.Version=$(version github.com/docker/docker) -X github.com/docker/cli/cli/version.Version=$(version github.com/docker/cli)" \
    "${PACKAGES[@]}"
}

programs_main "$@"
