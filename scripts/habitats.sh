#!/usr/bin/env bash
# habitats.sh [FLAG ...] - make what the habitats' clusters take, and try the suite on them. The flags are those of
# `volconf prove --habitats`; only what the habitats that they choose take is made. Where the engine is podman, the habitat docker
# comes last, by scripts/docker-habitat.sh, and its table is in the folder docker beside the others.
#
# Environment: VOLCONF_ENGINE (docker or podman), VOLCONF_CACHE (a folder).
# Exit status: that of `volconf prove --habitats`; 1 or 3 also where something could not be made (the message says what).
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=habitats
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"

cd "$ROOT"
# On a signal what runs removes its cluster, and its engine where it brought one.
end_children() { ask_children ''; }
on_exit true

# chosen ID: whether the flags choose a habitat.
chosen() { grep -q "^$1 " <<<"$HABITATS"; }

# programs_for FILE-SYSTEM ...: mkfs of each, by Debian's packages where this may install them.
programs_for() {
  local type missing=()
  for type in "$@"; do
    command -v "mkfs.$type" >/dev/null || missing+=("${type}progs")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  missing=("${missing[@]/btrfsprogs/btrfs-progs}")
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    wait_for env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "${missing[@]}" >/dev/null
  else
    die 3 "the habitat disks needs ${missing[*]}: install them, or leave the habitat out"
  fi
}

# brings_docker: the clusters are podman's, and the habitat docker wants another engine.
brings_docker() {
  choose_engine
  [ "$ENGINE" = podman ]
}

# flag NAME DEFAULT [FLAG ...]: what the flags give NAME.
flag() {
  local name=--$1 value=$2
  shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      "$name") value=${2:-} ;;
      "$name"=*) value=${1#*=} ;;
    esac
    shift
  done
  printf '%s\n' "$value"
}

# with_docker [FLAG ...]: the habitat docker, with table and reports in a folder of their own beside the others.
with_docker() {
  local minor folder own name value flags=()
  minor=$(flag k8s '' "$@")
  folder=$(flag report-dir _prove "$@")
  own=$(flag own "$folder/own" "$@")
  for name in claims timeout-scale; do
    value=$(flag $name '' "$@")
    [ -z "$value" ] || flags+=("--$name" "$value")
  done
  [ ! -e "$own" ] || flags+=(--own "$own")
  wait_for "$SCRIPTS/docker-habitat.sh" ${minor:+--k8s "$minor"} --report-dir "$folder/docker" "${flags[@]}"
}

HABITATS=$(bin/volconf prove --habitats --list "$@")
! chosen disks || programs_for xfs btrfs
! chosen gvisor || wait_for "$SCRIPTS/gvisor/build.sh" >/dev/null
if chosen skew; then
  for minor in 1.36 1.35; do
    wait_for "$SCRIPTS/node-image/build.sh" "$minor"
  done
fi
status=0
wait_for bin/volconf prove --habitats "$@" || status=$?
if [ $status -ne 2 ] && chosen docker && [[ " $* " != *" --list "* ]] && brings_docker; then
  last=0
  with_docker "$@" || last=$?
  # A verdict that is not as expected says more than a cluster that could not be made.
  [ $status -eq 1 ] || [ $last -eq 0 ] || status=$last
fi
[ $status -eq 0 ] || exit $status
