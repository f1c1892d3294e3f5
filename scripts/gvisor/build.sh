#!/usr/bin/env bash
# build.sh - make sure that gVisor's programs for a node are there: runsc, and the shim by which containerd calls it. They are built from
# the module that go.mod pins. With nothing changed, nothing is done. The folder that holds them is printed.
#
# Environment: VOLCONF_CACHE (a folder).
# Exit status: 0 they are there, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=gvisor
# shellcheck source=scripts/progress.sh
. "$(dirname "$HERE")/progress.sh"

MODULE=gvisor.dev/gvisor
CACHE_GIB=2

# content_hash: of everything that decides what the programs are.
content_hash() {
  {
    go version
    go env GOARCH
    cat "$HERE/go.mod" "$HERE/go.sum" "${BASH_SOURCE[0]}"
  } | sha256sum | cut -c1-12
}

# tolerant SOURCE: a copy of the module whose shim starts also where a host keeps CAP_SYS_RESOURCE from its containers. Its OOM score
# is then its parent's, and nothing else differs. It may not say so: containerd reads all that it says as its answer. Where a
# newer module has other words, the build stops: it would not be changed.
tolerant() {
  local file=pkg/shim/v1/manager.go
  local refusal='return shim.BootstrapParams{}, fmt.Errorf("failed to set OOM Score on shim: %w", err)'
  grep -qF -- "$refusal" "$1/$file" ||
    die 1 "$MODULE no longer says \"failed to set OOM Score on shim\": see whether its shim starts without CAP_SYS_RESOURCE"
  cp -R "$1" "$WORK/source"
  chmod -R u+w "$WORK/source"
  awk -v refusal="$refusal" '!index($0, refusal)' "$1/$file" >"$WORK/source/$file"
  cp "$HERE/go.mod" "$WORK/shim.mod"
  cp "$HERE/go.sum" "$WORK/shim.sum"
  go mod edit -replace "$MODULE=$WORK/source" "$WORK/shim.mod"
}

# go_build ARG ...: from the pinned module.
go_build() {
  cd "$HERE"
  GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off GOOS=linux CGO_ENABLED=0 exec go build -trimpath -ldflags '-s -w' "$@"
}

build() {
  local tool source
  for tool in go jq; do
    command -v $tool >/dev/null || die 3 "building gVisor needs $tool: on Debian and Ubuntu scripts/bootstrap.sh installs it"
  done
  require_space "$CACHE" $CACHE_GIB "building gVisor" VOLCONF_CACHE
  mkdir -p "$CACHE/build"
  rm -rf "$CACHE"/build/gvisor-* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/gvisor-XXXXXX")
  on_exit rm -rf "$WORK"
  source=$(cd "$HERE" && GOFLAGS=-mod=mod GOWORK=off go mod download -json $MODULE | jq -r .Dir)
  tolerant "$source"
  mkdir "$WORK/bin"
  steps 2
  step "runsc"
  wait_for go_build -o "$WORK/bin/runsc" $MODULE/runsc
  step "the shim"
  wait_for go_build -modfile "$WORK/shim.mod" -o "$WORK/bin/containerd-shim-runsc-v1" $MODULE/shim
  rm -rf "$CACHE"/gvisor/* # of an earlier module
  mkdir -p "$CACHE/gvisor"
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
  locked "$CACHE/locks/gvisor" "build of gVisor"
  PROGRAMS=$CACHE/gvisor/$(content_hash)
  if [ -d "$PROGRAMS" ]; then
    say "$PROGRAMS is up to date"
  else
    build
    say "built $PROGRAMS in ${SECONDS}s"
  fi
  printf '%s\n' "$PROGRAMS"
}

main "$@"
