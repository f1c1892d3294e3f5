#!/usr/bin/env bash
# browser.sh - what the browser tests of support/report need: chromium, fonts that
# have Korean, and axe-core (npm, MPL-2.0: fetched, not kept here).
#
# Prints the path of axe.min.js on standard output. With everything there it returns
# at once. On Debian and Ubuntu as root it installs what is missing; elsewhere it says
# what to install.
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=browser
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"

AXE_VERSION=4.14.1
CACHE=${VOLCONF_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/volconf}/browser
AXE=$CACHE/axe-core-$AXE_VERSION/axe.min.js

# have PROGRAM: it can be called.
have() { command -v "$1" >/dev/null; }

# has_korean: some font has Hangul, which the screenshots would show as boxes without.
has_korean() { have fc-list && [ -n "$(fc-list :lang=ko)" ]; }

install_packages() {
  local missing=()
  have chromium || missing+=(chromium)
  has_korean || missing+=(fontconfig fonts-noto-cjk)
  [ -f "$AXE" ] || have npm || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! have apt-get || [ "$(id -u)" != 0 ]; then
    die 3 "the browser tests need ${missing[*]}: install them (on Debian: sudo apt-get install ${missing[*]})"
  fi
  say "installing ${missing[*]}"
  apt-get -qq update >&2 || die 3 "apt-get update failed: is a Debian mirror reachable?"
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "${missing[@]}" >&2 ||
    die 3 "apt-get could not install ${missing[*]}"
}

fetch_axe() {
  [ -f "$AXE" ] && return
  say "fetching axe-core $AXE_VERSION"
  local work
  mkdir -p "$CACHE"
  work=$(mktemp -d "$CACHE/fetch.XXXXXX")
  on_exit rm -rf "$work"
  (cd "$work" && npm pack --silent "axe-core@$AXE_VERSION" >/dev/null && tar -xzf ./*.tgz) ||
    die 3 "axe-core could not be fetched: is an npm registry reachable (npm ping)?"
  mv "$work/package" "$work/axe-core"
  rm -rf "${AXE%/*}"
  mv "$work/axe-core" "${AXE%/*}"
}

install_packages
fetch_axe
printf '%s\n' "$AXE"
