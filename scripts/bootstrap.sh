#!/usr/bin/env bash
# bootstrap.sh - make sure that this machine has a container engine which runs privileged containers, as kind's nodes are, and
# what it takes to build images. Docker, else podman; on Debian and Ubuntu, as root, what is missing is installed. With nothing
# missing, nothing is done.
#
# What the host lacks is answered here or told, one line each. Nothing under /etc is changed but by the packages themselves:
# podman reads containers.conf in the cache instead.
#
# Environment: VOLCONF_ENGINE (docker or podman: that one or none), VOLCONF_CACHE (a folder).
# Exit status: 0 all is there, 2 usage, 3 something is missing that has to be installed by hand (the message says what).
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=bootstrap
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"

# podman 4.3 wants no daemon; runc because crun refuses cgroup v1; the rest is its network.
PODMAN_PACKAGES=(podman runc netavark aardvark-dns iptables conntrack)
# CAP_SYS_RESOURCE, which raising a limit takes: its bit in include/uapi/linux/capability.h.
CAP_SYS_RESOURCE=24
# What six nodes and their Pods want of inotify (the habitat mixed-nodes); a common default is 128 instances.
INOTIFY_INSTANCES=1024
INOTIFY_WATCHES=1048576

is_linux() { [ "$(uname -s)" = Linux ]; }
is_root() { [ "$(id -u)" = 0 ]; }
is_debian() { [ -r /etc/os-release ] && (. /etc/os-release && [[ " $ID ${ID_LIKE:-} " =~ \ (debian|ubuntu)\  ]]) && command -v apt-get >/dev/null; }
may_install() { is_root && is_debian; }

apt_updated=
install_packages() {
  say "installing ${*}"
  export DEBIAN_FRONTEND=noninteractive
  local log
  log=$(mktemp)
  on_exit rm -f "$log"
  if [ -z "$apt_updated" ]; then
    # Old lists are better than none, and apt-get install says what it cannot find.
    wait_for apt-get -qq update >"$log" 2>&1 || say "the package lists could not be updated ($(tail -n 1 "$log"))"
    apt_updated=1
  fi
  wait_for apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" >"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    die 3 "packages could not be installed (above): apt-get install --no-install-recommends $*"
  }
}

# The host, as an engine on this machine sees it.

has_sys_resource() {
  local bounding
  bounding=$(awk '$1 == "CapBnd:" { print $2 }' /proc/self/status)
  (((16#$bounding >> CAP_SYS_RESOURCE) & 1))
}

has_cgroup_v2() { [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; }
has_systemd() { [ -d /run/systemd/system ]; }

# containers_conf: what podman has to be told about this machine; nothing where its own
# defaults do, since the file takes the place of the owner's.
containers_conf() {
  ! { has_sys_resource && has_cgroup_v2 && has_systemd; } || return 0
  if ! has_sys_resource; then
    local files processes
    files=$(ulimit -Hn)
    processes=$(ulimit -Hu)
    # Above 20000 processes podman was refused although the limit allowed it.
    [ "$processes" != unlimited ] && [ "$processes" -lt 20000 ] || processes=20000
    [ "$files" != unlimited ] && [ "$files" -lt 1048576 ] || files=1048576
    printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=%s:%s"]\n' "$files" "$files" "$processes" "$processes"
  fi
  printf '[engine]\n'
  has_cgroup_v2 || printf 'runtime = "runc"\n'
  has_systemd || printf 'cgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
  # kind's network would otherwise be written to /etc/containers/networks.
  printf '[network]\nnetwork_backend = "netavark"\nnetwork_config_dir = "%s"\n' "$(cache_dir)/podman/networks"
}

# write_containers_conf: not while containers run that were started under another one,
# since podman looks their network up where it is told to look now.
write_containers_conf() {
  is_linux && is_root || return 0
  local file wanted
  file=$(cache_dir)/containers.conf
  wanted=$(containers_conf)
  [ "$(cat "$file" 2>/dev/null)" != "$wanted" ] || return 0
  if [ -f "$file" ] && [ -n "$(CONTAINERS_CONF=$file timeout 20 podman ps -q 2>/dev/null)" ]; then
    say "$file is not what this machine needs now, and stays while containers run"
    return 0
  fi
  if [ -z "$wanted" ]; then
    rm -f "$file"
    return 0
  fi
  mkdir -p "$(cache_dir)/podman/networks"
  printf '%s\n' "$wanted" >"$file.new"
  mv "$file.new" "$file"
  say "podman is told about this machine in $file (CONTAINERS_CONF)"
}

tell_lacks() {
  is_linux || return 0
  has_cgroup_v2 || say "the host has cgroup v1: podman runs runc, and kubelets of 1.35 and later are told to start all the same"
  has_sys_resource || say "the host withholds CAP_SYS_RESOURCE: limits stay as they are ($(ulimit -Hn) files), and containerd does not lower oom_score_adj"
  [ "$ENGINE" != podman ] || provide_lib_modules
  provide_inotify
  if [ "$ENGINE" = podman ] && [[ $(iptables -S FORWARD 2>/dev/null | head -n 1) == "-P FORWARD DROP" ]]; then
    say "the FORWARD policy is DROP, as a Docker daemon leaves it, and Pods on different nodes will not reach each other: iptables -P FORWARD ACCEPT"
  fi
}

provide_lib_modules() {
  [ ! -d /lib/modules ] || return 0
  if mkdir -p /lib/modules 2>/dev/null; then
    say "made the empty folder /lib/modules, which kind mounts into nodes"
  else
    say "there is no /lib/modules, which kind mounts into nodes: sudo mkdir -p /lib/modules"
  fi
}

provide_inotify() {
  local have settings
  have=$(cat /proc/sys/fs/inotify/max_user_instances 2>/dev/null || echo 0)
  [ "$have" -lt "$INOTIFY_INSTANCES" ] || return 0
  settings="fs.inotify.max_user_instances=$INOTIFY_INSTANCES fs.inotify.max_user_watches=$INOTIFY_WATCHES"
  # shellcheck disable=SC2086 # two words
  if is_root && sysctl -qw $settings 2>/dev/null; then
    say "raised the number of inotify instances from $have to $INOTIFY_INSTANCES until the next boot"
  else
    say "only $have inotify instances, several clusters may want more: sudo sysctl -w $settings"
  fi
}

# runs_privileged: the engine named by ENGINE is tried with a tiny image of our own, since
# there may be no other image and no registry.
runs_privileged() {
  image_exists "$ENGINE_PROBE_IMAGE" || build_probe_image || return 1
  PROBE_SAID=$(timeout 60 "$ENGINE" run --rm --privileged --network=none "$ENGINE_PROBE_IMAGE" 2>&1)
}

build_probe_image() {
  local dir arch
  case $ENGINE in
    docker) arch=$(docker info --format '{{.Architecture}}') ;;
    podman) arch=$(podman info --format '{{.Host.Arch}}') ;;
  esac
  case $arch in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
  esac
  dir=$(mktemp -d)
  on_exit rm -rf "$dir"
  (cd "$ROOT" && GOOS=linux GOARCH=$arch CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$dir/probe" ./scripts/engine-probe)
  printf 'FROM scratch\nCOPY probe /\nENTRYPOINT ["/probe"]\n' >"$dir/Dockerfile"
  signature_policy
  PROBE_SAID=$("$ENGINE" build "${SIGNATURE_POLICY[@]}" --network=none -t "$ENGINE_PROBE_IMAGE" "$dir" 2>&1)
}

# find_engine: the first of the candidates that really works; why the others do not is told.
find_engine() {
  local candidate
  not_podman
  PROBE_SAID=
  for candidate in ${VOLCONF_ENGINE:-docker podman}; do
    if [ "$candidate" = podman ] && command -v podman >/dev/null; then
      write_containers_conf
      use_containers_conf
    fi
    engine_answers "$candidate" || continue
    ENGINE=$candidate
    if runs_privileged; then
      return 0
    fi
    say "$candidate answers, but refuses a privileged container: $(tail -n 1 <<<"$PROBE_SAID")"
  done
  return 1
}

provide_engine() {
  find_engine && return
  if [ "${VOLCONF_ENGINE:-}" = docker ]; then
    die 3 "VOLCONF_ENGINE is docker, which cannot be used here: start its daemon, or unset VOLCONF_ENGINE"
  fi
  may_install || {
    say "no container engine can be used here. Install and start Docker (https://docs.docker.com/engine/install/), or podman:"
    is_debian && say "  sudo apt-get install --no-install-recommends ${PODMAN_PACKAGES[*]}"
    die 3 "then run scripts/bootstrap.sh again"
  }
  install_packages "${PODMAN_PACKAGES[@]}"
  find_engine || die 3 "podman is installed and still cannot run a privileged container here (above)"
}

# missing_packages: Debian's names of what building images and checking the source take.
missing_packages() {
  local tool package
  while read -r tool package; do
    command -v "$tool" >/dev/null || printf '%s\n' "$package"
  done <<END
mmdebstrap mmdebstrap
jq jq
git git
curl curl
gcc gcc
pkg-config pkg-config
ps procps
shellcheck shellcheck
END
  pkg-config --exists libseccomp 2>/dev/null || echo libseccomp-dev
  [ -e /usr/include/stdlib.h ] || echo libc6-dev
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || echo debian-archive-keyring
}

provide_tools() {
  local missing tool
  if may_install; then
    missing=$(missing_packages)
    # shellcheck disable=SC2086 # a list of names
    [ -z "$missing" ] || install_packages $missing
    return
  fi
  for tool in jq git curl; do
    command -v $tool >/dev/null || die 3 "$tool is missing: install it, and run scripts/bootstrap.sh again"
  done
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  [ $# -eq 0 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
  case ${VOLCONF_ENGINE:-} in
    '' | docker | podman) ;;
    *) die 2 "VOLCONF_ENGINE is \"$VOLCONF_ENGINE\": want docker or podman" ;;
  esac
  command -v go >/dev/null || die 3 "Go is missing: install $(cat "$ROOT/.go-version") or later from https://go.dev/dl/"
  provide_engine
  provide_tools
  tell_lacks
  say "the engine is $ENGINE"
}

main "$@"
