#!/bin/bash
# setup.sh - runs inside the node image while it is built: what kind's Dockerfiles do to
# the base image, and the cluster's images into containerd's store.
set -euo pipefail

use_systemd_in_a_container() {
  ln -sf /usr/lib/systemd/systemd /sbin/init
  rm -f /lib/systemd/system/sysinit.target.wants/systemd-tmpfiles-setup.service
  rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/*
  rm -f /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/basic.target.wants/*
  rm -f /lib/systemd/system/sockets.target.wants/*udev* /lib/systemd/system/sockets.target.wants/*initctl*
  # Kernel messages of the host have no place in a node's journal.
  echo ReadKMsg=no >>/etc/systemd/journald.conf
  systemctl enable kubelet.service containerd.service undo-mount-hacks.service hide-product-files.service \
    fit-containerd.service unpack-images.service
  # It would register formats for the host's whole kernel.
  systemctl mask systemd-binfmt.service
}

# cri-base-hiding.json is for nodes that see the host's product files: see hide-product-files.service. The loopback interface is set up
# by containerd itself, without a plug-in.
configure_containerd() {
  mkdir -p /etc/kubernetes/manifests /etc/cni/net.d
  ctr oci spec | jq 'del(.process.rlimits)' >/etc/containerd/cri-base.json
  jq '.hooks.createContainer += [{"path": "/kind/bin/mount-product-files.sh"}]' /etc/containerd/cri-base.json >/etc/containerd/cri-base-hiding.json
  printf '%s\n' '[plugins."io.containerd.grpc.v1.cri".cni]' '  use_internal_loopback = true' >>/etc/containerd/config.toml
}

# The images stay packed: each node unpacks what it runs, and what all of them run when it starts.
import_images() {
  local log=/tmp/containerd.log pid
  containerd --log-level warn >$log 2>&1 &
  pid=$!
  for _ in $(seq 100); do
    ctr version >/dev/null 2>&1 && break
    kill -0 $pid || { cat $log >&2; exit 1; }
    sleep 0.1
  done
  ctr -n k8s.io images import --label=io.cri-containerd.pinned=pinned --all-platforms --no-unpack --digests \
    /kind/volconf/images.tar
  # By digest, for unpack-images.service.
  ctr -n k8s.io images list | awk '$1 ~ /\/(kube-proxy|podnet):/ { print $3 }' >/kind/unpack
  kill $pid
  wait $pid || true
  rm -rf /kind/volconf $log /run/containerd
}

use_systemd_in_a_container
configure_containerd
import_images
