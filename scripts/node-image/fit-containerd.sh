#!/bin/bash
# fit-containerd.sh - runs in a node before containerd does: the two lines of its configuration that the host decides.
# support/cluster (config.go) says why each is needed, and has kind write them into images that do not have this.
set -euo pipefail

config=/etc/containerd/config.toml

# On cgroup v1 runc makes control groups itself and does not ask systemd.
[ -f /sys/fs/cgroup/cgroup.controllers ] || sed -i 's/SystemdCgroup = true/SystemdCgroup = false/' $config

# Bit 24 of the bounding set is CAP_SYS_RESOURCE (capability.h).
bounding=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status)
(((16#$bounding >> 24) & 1)) || sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' $config
