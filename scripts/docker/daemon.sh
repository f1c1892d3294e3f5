#!/usr/bin/env bash
# daemon.sh CONFIG - a Docker daemon as the first process of namespaces that were made for it: of mounts, network and processes.
#
# Its /run and its network are its own, so that no rule, bridge, socket or mount of it is the machine's. TERM ends it; with this
# process everything ends that runs in the namespaces. scripts/docker-habitat.sh calls it, on nobody else's account.
set -euo pipefail

[ $$ -eq 1 ] || { printf 'daemon.sh: not the first process of its namespace: scripts/docker-habitat.sh calls this\n' >&2; exit 2; }

mount -t tmpfs -o mode=755 tmpfs /run
# A sysfs that shows this network and no other; the control groups below it stay the machine's.
mkdir /run/cgroup
mount --rbind /sys/fs/cgroup /run/cgroup
mount -t sysfs sysfs /sys
mount --move /run/cgroup /sys/fs/cgroup
ip link set lo up
# Not exec: the first process has to take leave of those that lose their parent.
dockerd --config-file="$1" &
trap 'kill -TERM $!' TERM
wait || true
wait
