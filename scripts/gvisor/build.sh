#!/usr/bin/env bash
# build.sh - make sure that gVisor's programs for a node are there: runsc, and the shim by which containerd calls it. They are built from
# the module that go.mod pins. With nothing changed, nothing is done. The folder that holds them is printed.
#
# Environment: VOLCONF_CACHE (a folder).
# Exit status: 0 they are there, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=gvisor NAME=gvisor TITLE=gVisor CACHE_GIB=2
# shellcheck source=scripts/progress.sh
. "$(dirname "$HERE")/progress.sh"
# shellcheck source=scripts/module-programs.sh
. "$(dirname "$HERE")/module-programs.sh"

MODULE=gvisor.dev/gvisor

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

build_into() {
  local source
  command -v jq >/dev/null || die 3 "building gVisor needs jq: on Debian and Ubuntu scripts/bootstrap.sh installs it"
  source=$(cd "$HERE" && GOFLAGS=-mod=mod GOWORK=off go mod download -json $MODULE | jq -r .Dir)
  tolerant "$source"
  steps 2
  step "runsc"
  wait_for go_build -ldflags '-s -w' -o "$1/runsc" $MODULE/runsc
  step "the shim"
  wait_for go_build -ldflags '-s -w' -modfile "$WORK/shim.mod" -o "$1/containerd-shim-runsc-v1" $MODULE/shim
}

programs_main "$@"
