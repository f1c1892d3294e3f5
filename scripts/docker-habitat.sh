#!/usr/bin/env bash
# docker-habitat.sh [-k8s MINOR] [FLAG ...] - try the whole suite with Docker as the engine: the habitat docker.
#
# Where a Docker daemon answers, that one is used. Else one is brought: dockerd from its Go module, what runs containers from the
# node image, which podman has. It lives in namespaces of its own and in the cache, and goes with all that it made: rules, chains,
# bridges and mounts of this machine are not touched, clusters of podman may be up, and the few sysctls that have no namespace
# and that kubelets set are put back.
# FLAG is one of `volconf prove`; with --own REPORT no run on a cluster of our own comes before. Report and table are written
# to _prove/docker, or to --report-dir; what a daemon that was brought said is in _prove/docker/daemon.log.
#
# Environment: VOLCONF_ENGINE (docker or podman; podman brings a daemon although one answers), VOLCONF_CACHE (a folder).
# Exit status: that of `volconf prove`: 0 every verdict is as expected, 1 one is not, 3 nothing could be tried; 2 usage.
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=docker-habitat
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"
# shellcheck source=scripts/node-image/table.sh
. "$SCRIPTS/node-image/table.sh"

# The node image, three nodes and what they hold.
CACHE_GIB=6
READY_SECONDS=120
STOP_SECONDS=30
CGROUP=volconf-docker
REPORT=_prove/docker
LOG=$REPORT/daemon.log
# What dockerd (daemon/keys.go, v28.5.2) and kubelets (pkg/kubelet/cm/container_manager_linux.go, v1.37) set for the whole machine.
TUNED=(kernel/keys/root_maxkeys kernel/keys/root_maxbytes kernel/panic kernel/panic_on_oops vm/overcommit_memory vm/panic_on_oom)
DAEMON=

# On a signal the run removes its cluster, which takes the daemon; the daemon ends after it.
end_children() { ask_children "$DAEMON"; }

need() {
  local tool
  if [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ]; then
    die 3 "bringing a Docker daemon takes root on Linux: start one yourself, and unset VOLCONF_ENGINE"
  fi
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die 3 "bringing a Docker daemon takes $tool: on Debian and Ubuntu it is in one of util-linux, iproute2, iptables, procps and jq"
  done
}

# node_image: of the suite's minor, which `make images` has made.
node_image() {
  local index=$CACHE/nodes/$MINOR.json image
  image=$(jq -r .image "$index" 2>/dev/null) || image=
  image_exists "$image" || die 3 "no node image for Kubernetes $MINOR: run \`make node-image K8S=$MINOR\`"
  # A digest is not kept on the way from one engine to the other.
  [[ $image != *@* ]] || die 3 "the node image is $image, which is known by its digest: run \`make node-image K8S=$MINOR VOLCONF_BUILD=1\`"
  printf '%s\n' "$image"
}

# runtime_of IMAGE: containerd, its shim and runc out of the node image, to $WORK/bin.
runtime_of() {
  local container=volconf-docker-parts-$$ program
  mkdir "$WORK/bin"
  on_exit remove_container "$container"
  "$ENGINE" create --name="$container" --network=none "$1" >/dev/null
  for program in bin/containerd bin/containerd-shim-runc-v2 sbin/runc; do
    "$ENGINE" cp "$container:/usr/local/$program" "$WORK/bin/"
  done
  remove_container "$container"
}

remove_container() { "$ENGINE" rm --force --ignore "$1" >/dev/null; }

# keep_tuned: put back what is set for the whole machine.
keep_tuned() {
  local name
  for name in "${TUNED[@]}"; do
    [ ! -w "/proc/sys/$name" ] || on_exit put_back "/proc/sys/$name" "$(cat "/proc/sys/$name")"
  done
}

put_back() { [ "$(cat "$1")" = "$2" ] || printf '%s\n' "$2" >"$1"; }

remove_cgroups() { find /sys/fs/cgroup -mindepth 1 -depth -type d -path "*/$CGROUP*" -exec rmdir {} + 2>/dev/null || true; }

daemon_config() {
  jq -n --arg data "$WORK/data" --arg socket "unix://$SOCKET" --arg cgroup "/$CGROUP" '{
    "hosts": [$socket], "data-root": $data, "exec-root": "/run/docker", "pidfile": "/run/docker.pid",
    "storage-driver": "overlay2", "cgroup-parent": $cgroup, "exec-opts": ["native.cgroupdriver=cgroupfs"]
  }'
}

# start_daemon: returns when it answers. It is in a session of its own, out of Ctrl-C's reach, and is killed where this script is.
start_daemon() {
  local deadline=$((SECONDS + READY_SECONDS))
  daemon_config >"$WORK/daemon.json"
  PATH=$WORK/bin:$PATH setsid setpriv --pdeathsig KILL unshare --mount --net --pid --fork --kill-child=KILL --mount-proc \
    "$SCRIPTS/docker/daemon.sh" "$WORK/daemon.json" >$LOG 2>&1 </dev/null &
  DAEMON=$!
  on_exit stop_daemon
  until timeout 20 docker version >/dev/null 2>&1; do
    if ! kill -0 "$DAEMON" 2>/dev/null || [ $SECONDS -ge $deadline ]; then
      tail -n 15 $LOG >&2
      die 3 "the Docker daemon does not answer (above; all that it said is in $LOG)"
    fi
    wait_for sleep 1
  done
}

# stop_daemon: where it does not end in time, its namespaces are ended with it.
stop_daemon() {
  local deadline=$((SECONDS + STOP_SECONDS)) first
  first=$(ps -o pid= --ppid "$DAEMON") || true
  [ -z "$first" ] || kill -TERM "${first// /}" 2>/dev/null || true
  while kill -0 "$DAEMON" 2>/dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.5; done
  kill -KILL "$DAEMON" 2>/dev/null || true
  wait "$DAEMON" 2>/dev/null || true
}

# move_image IMAGE: from podman to Docker.
move_image() { "$ENGINE" save --format docker-archive "$1" | docker load --quiet; }

# prove COMMAND ...: the run itself, after a prefix.
prove() { VOLCONF_ENGINE=docker wait_for "$@" bin/volconf prove --habitat docker --k8s "$MINOR" --report-dir $REPORT "${FLAGS[@]}"; }

bring_docker() {
  local image programs
  mkdir -p $REPORT
  need unshare nsenter setpriv setsid ip iptables ps jq
  image=$(node_image)
  locked "$CACHE/locks/docker-habitat" "Docker daemon of the suite"
  require_space "$CACHE" $CACHE_GIB "Docker's images and nodes" VOLCONF_CACHE
  rm -rf "$CACHE"/build/docker-habitat-* # what a killed run has left: the lock is ours
  mkdir -p "$CACHE/build"
  WORK=$(mktemp -d "$(cd "$CACHE/build" && pwd -P)/docker-habitat-XXXXXX") # runc wants no link on the way to a root file system
  on_exit rm -rf "$WORK"
  wait_for "$SCRIPTS/docker/build.sh" >"$WORK/programs"
  programs=$(cat "$WORK/programs")
  SOCKETS=$(mktemp -d) # a socket's path may have no more than 107 characters
  SOCKET=$SOCKETS/docker.sock
  on_exit rm -rf "$SOCKETS"
  on_exit remove_cgroups
  keep_tuned
  unset DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH
  export DOCKER_HOST=unix://$SOCKET DOCKER_CONFIG=$WORK/client PATH=$programs:$PATH

  steps 3
  step "a Docker daemon in namespaces of its own"
  runtime_of "$image"
  start_daemon
  step "the node image, from $ENGINE to Docker"
  wait_for move_image "$image" >/dev/null
  step "the suite"
  prove nsenter --net="/proc/$DAEMON/ns/net"
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  cd "$ROOT"
  MINOR=$(minors | head -n 1)
  if [[ ${1:-} =~ ^--?k8s$ ]]; then
    [ $# -ge 2 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
    MINOR=$2
    shift 2
  fi
  FLAGS=("$@")
  CACHE=$(cache_dir)
  choose_engine
  if [ "$ENGINE" = docker ]; then
    prove
  else
    bring_docker
  fi
}

main "$@"
