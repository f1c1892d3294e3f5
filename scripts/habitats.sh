#!/usr/bin/env bash
# habitats.sh [FLAG ...] - make what the habitats' clusters take, and try the suite on them. The flags are those of
# `volconf prove --habitats`; only what the habitats that they choose take is made.
#
# Environment: VOLCONF_ENGINE (docker or podman), VOLCONF_CACHE (a folder).
# Exit status: that of `volconf prove --habitats`; 1 or 3 also where something could not be made (the message says what).
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=habitats
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"

cd "$ROOT"

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

HABITATS=$(bin/volconf prove --habitats --list "$@")
! chosen disks || programs_for xfs btrfs
! chosen gvisor || wait_for "$SCRIPTS/gvisor/build.sh" >/dev/null
if chosen skew; then
  for minor in 1.36 1.35; do
    wait_for "$SCRIPTS/node-image/build.sh" "$minor"
  done
fi
exec bin/volconf prove --habitats "$@"
