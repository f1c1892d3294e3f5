# shellcheck shell=bash
# debian.sh - for sourcing, after progress.sh and engine.sh: Debian packages without
# installing them on this machine.

# The release that all images are made from.
DEBIAN_SUITE=bookworm

# debian_arch: Debian's name for the machine that images are built for.
debian_arch() {
  case $(go env GOARCH) in
    amd64) echo amd64 ;;
    arm64) echo arm64 ;;
    *) die 3 "no images can be built for $(go env GOARCH): want amd64 or arm64" ;;
  esac
}

# mmdebstrap_is_here: installed, and may make device nodes.
mmdebstrap_is_here() { [ "$(id -u)" = 0 ] && command -v mmdebstrap >/dev/null; }

# run_mmdebstrap DIR ARG ...: mmdebstrap here where that can be done (scripts/bootstrap.sh
# installs it on Debian and Ubuntu), else in a container of Debian, which sees DIR and
# this folder under their own names.
run_mmdebstrap() {
  local dir=$1 log=$1/mmdebstrap.log
  shift
  if mmdebstrap_is_here; then
    wait_for mmdebstrap --quiet --architectures="$(debian_arch)" "$@" >"$log" 2>&1 || mmdebstrap_failed "$log"
    return
  fi
  # shellcheck disable=SC2016 # the inner shell's arguments
  wait_for "$ENGINE" run --rm --privileged -v "$dir:$dir" -v "$SCRIPTS:$SCRIPTS:ro" "docker.io/library/debian:$DEBIAN_SUITE" \
    sh -c 'dir=$1; shift
      apt-get -qq update && apt-get -qq install --no-install-recommends -y mmdebstrap dpkg-dev >/dev/null
      mmdebstrap --quiet "$@"
      status=$?
      chown -R "$(stat -c %u:%g "$dir")" "$dir"
      exit $status' \
    sh "$dir" --architectures="$(debian_arch)" "$@" >"$log" 2>&1 || mmdebstrap_failed "$log"
}

mmdebstrap_failed() {
  tail -n 20 "$1" >&2
  die 3 "Debian packages could not be fetched or unpacked (above): is a Debian mirror reachable, and, where apt is not on this machine, the image debian:$DEBIAN_SUITE?"
}
