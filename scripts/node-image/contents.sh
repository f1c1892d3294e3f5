# shellcheck shell=bash
# contents.sh - for sourcing, after table.sh: what a node image holds, and how it is made. What is in here, and in the files that
# content_hash names, decides the content of the image; how the image comes about is build.sh.

# content_hash: of everything that decides what the image holds, but for the day's Debian packages.
content_hash() {
  {
    go version
    versions_json
    column etcd-tag
    column coredns-tag
    cd "$ROOT" || exit
    go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' ./support/incluster/podnet | sort -u
    find scripts/node-image scripts/debian.sh scripts/pick.sh scripts/ociarchive support/incluster/podnet -type f \
      ! -name '*_test.go' ! -name '*.mod' ! -name '*.sum' \
      ! -path scripts/node-image/build.sh ! -path scripts/node-image/table.sh ! -path scripts/node-image/pin.sh -print0 |
      sort -z | xargs -0 sha256sum
    local part
    for part in "${PARTS[@]}"; do part_inputs "$part"; done
  } | sha256sum | cut -c1-12
}

# The programs that are compiled from pinned modules; each is a column of the table and a
# folder of modules/.
PARTS=(kubernetes etcd coredns containerd runc crictl cni-plugins local-path)

# versions_json: of what an image of ours holds.
versions_json() {
  local part
  for part in kubernetes etcd coredns pause containerd runc crictl cni-plugins local-path; do
    printf '%s\t%s\n' "$part" "$(column $part)"
  done | jq -Rcn --arg kind "$KIND_VERSION" --arg go "$(go env GOVERSION)" --arg debian "$DEBIAN_SUITE" \
    '[inputs / "\t" | {(.[0]): .[1]}] | add + {$kind, $go, $debian}'
}

module_dir() { (cd "$ROOT" && go mod download -json "$1" | jq -r .Dir); }

# part_inputs PART: what its programs are compiled from, for hashing.
part_inputs() {
  local dir=$HERE/modules/$1 version
  version=$(column "$1")
  sha256sum <"$dir/$version.mod"
  sha256sum <"$dir/$version.sum"
  find "$dir" -name '*.go' -print0 | sort -z | xargs -0 --no-run-if-empty cat | sha256sum
}

declare -A COMPILED # part to the folder of its programs

# compile PART LDFLAGS PACKAGE-OR-FLAG ...: unless an earlier build has left the programs in
# the cache: linking alone takes a minute for all of them.
compile() {
  local part=$1 ldflags=$2 version name kept
  shift 2
  version=$(column "$part")
  name=$part-$version
  kept=$CACHE/build/parts/$name-$({ go version && go env GOARCH && part_inputs "$part" && echo "${CGO_ENABLED:-0} $ldflags $*"; } | sha256sum | cut -c1-12)
  COMPILED[$part]=$kept
  [ ! -d "$kept" ] || return 0
  rm -rf "$CACHE/build/parts/$name-"* # of earlier inputs
  mkdir -p "$WORK/new/$part" "$CACHE/build/parts"
  wait_for go_build "$part" "$version" -ldflags "-s -w $ldflags" -o "$WORK/new/$part/" "$@"
  mv "$WORK/new/$part" "$kept"
}

# go_build PART VERSION ARG ...: from the part's pinned module.
go_build() {
  cd "$HERE/modules/$1" || exit
  GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off GOOS=linux CGO_ENABLED=${CGO_ENABLED:-0} \
    exec go build -modfile="$2.mod" -trimpath "${@:3}"
}

compile_kubernetes() {
  local version flags='' package
  version=$(column kubernetes)
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=${MINOR#1.} -X $package.gitTreeState=clean"
  done
  compile kubernetes "$flags" -tags "$(kubernetes_tags)" .
}

# kubernetes_tags: the programs' constructors have changed over time.
kubernetes_tags() {
  [ "${MINOR#1.}" -ge 34 ] || echo before_1_34
}

compile_runtime() {
  local containerd=github.com/containerd/containerd/v2 plugins=github.com/containernetworking/plugins
  compile containerd "-X $containerd/version.Version=$(column containerd)" \
    -tags 'no_aufs no_zfs no_btrfs no_devmapper' $containerd/cmd/{containerd,containerd-shim-runc-v2,ctr}
  # Static, so that it does not matter which C library this machine has.
  CGO_ENABLED=1 compile runc "-X main.version=$(column runc) -extldflags -static" \
    -tags 'seccomp netgo osusergo' github.com/opencontainers/runc
  compile crictl "-X sigs.k8s.io/cri-tools/pkg/version.Version=$(column crictl)" sigs.k8s.io/cri-tools/cmd/crictl
  compile cni-plugins "-X $plugins/pkg/utils/buildversion.BuildVersion=$(column cni-plugins)" \
    $plugins/plugins/{main/ptp,ipam/host-local}
}

compile_cluster_programs() {
  compile etcd '' go.etcd.io/etcd/server/v3
  compile coredns '' .
  compile local-path '' github.com/rancher/local-path-provisioner
  go_build_ours linux "$WORK/podnet" ./support/incluster/podnet
  go_build_ours "$(go env GOHOSTOS)" "$WORK/ociarchive" ./scripts/ociarchive
  gcc -Os -Wall -static -DVERSION="$(column pause)" -o "$WORK/pause" "$(module_dir "k8s.io/kubernetes@$(column kubernetes)")/build/pause/linux/pause.c"
}

# go_build_ours OS OUTPUT PACKAGE: from this module.
go_build_ours() {
  (cd "$ROOT" && GOOS=$1 CGO_ENABLED=0 wait_for go build -trimpath -ldflags '-s -w' -o "$2" "$3")
}

# base_rootfs: Debian, kept for as long as the list of packages and what is cut away stay the same.
base_rootfs() {
  local kept
  kept=$CACHE/build/rootfs-$({ debian_arch; cat "$HERE/packages.txt" "$HERE/trim-rootfs.sh" "$SCRIPTS/pick.sh"; } | sha256sum | cut -c1-12)
  if [ ! -f "$kept/base.tar" ]; then
    rm -rf "$CACHE"/build/rootfs-* # of an earlier list
    mkdir -p "$WORK/rootfs-new"
    run_mmdebstrap "$WORK" --variant=minbase --include="$(grep -v '^#' "$HERE/packages.txt" | paste -sd, -)" \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      --customize-hook="'$HERE/trim-rootfs.sh' \"\$1\" '$WORK/rootfs-new/layers'" \
      "$DEBIAN_SUITE" "$WORK/rootfs-new/base.tar"
    mv "$WORK/rootfs-new" "$kept"
  fi
  ln "$kept/base.tar" "$WORK/context/base.tar" 2>/dev/null || cp "$kept/base.tar" "$WORK/context/base.tar"
  cp -R "$kept/layers" "$WORK/"
}

# kind_files: what kind's Dockerfile copies, with the modes that it gives.
kind_files() {
  local files target=$WORK/context/rootfs
  files=$(module_dir "sigs.k8s.io/kind@$KIND_VERSION")/images/base/files
  cp -R "$files/etc" "$files/kind" "$target/"
  mkdir -p "$target/usr/local/bin"
  cp "$files/usr/local/bin/entrypoint" "$target/usr/local/bin/"
  chmod -R u=rwX,go=rX "$target"
  chmod 755 "$target"/usr/local/bin/* "$target"/kind/bin/*
  sed -i "s#sandbox_image = .*#sandbox_image = \"registry.k8s.io/pause:$(column pause)\"#" "$target/etc/containerd/config.toml"
}

# node_files: the rest of the root file system.
node_files() {
  local target=$WORK/context/rootfs name
  mkdir -p "$target"/usr/{bin,local/bin,local/sbin} "$target/opt/cni/bin" "$target/kind/manifests" "$target/kind/volconf"
  cp "${COMPILED[containerd]}"/* "${COMPILED[crictl]}"/* "$target/usr/local/bin/"
  cp "${COMPILED[runc]}"/* "$target/usr/local/sbin/"
  cp "${COMPILED[cni-plugins]}"/* "$target/opt/cni/bin/"
  cp "${COMPILED[kubernetes]}/kubernetes" "$target/usr/bin/"
  for name in kubelet kubeadm kubectl; do ln -s kubernetes "$target/usr/bin/$name"; done
  mkdir -p "$target/etc/systemd/system"
  cp "$HERE"/*.service "$target/etc/systemd/system/"
  mkdir -p "$target/kind/bin"
  cp "$HERE/fit-containerd.sh" "$target/kind/bin/"
  cp "$HERE"/manifests/* "$target/kind/manifests/"
  cp "$HERE/setup.sh" "$target/kind/volconf/"
  column kubernetes >"$target/kind/version"
  versions_json | jq . >"$target/kind/volconf-versions.json"
}

# cluster_images: the archive of what the cluster itself runs.
cluster_images() {
  local layers=$WORK/layers name
  mkdir -p "$layers"/{kubernetes,etcd,podnet,local-path}/usr/local/bin "$layers"/{coredns,pause}
  cp "${COMPILED[kubernetes]}/kubernetes" "$layers/kubernetes/usr/local/bin/"
  for name in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do
    ln -s kubernetes "$layers/kubernetes/usr/local/bin/$name"
  done
  cp "${COMPILED[etcd]}/server" "$layers/etcd/usr/local/bin/etcd"
  cp "${COMPILED[coredns]}/coredns" "$layers/coredns/"
  cp "${COMPILED[local-path]}/local-path-provisioner" "$layers/local-path/usr/local/bin/"
  cp "$WORK/pause" "$layers/pause/"
  cp "$WORK/podnet" "$layers/podnet/usr/local/bin/"
  for name in sh mkdir rm; do ln -s busybox "$layers/busybox/usr/bin/$name"; done
  finish_iptables "$layers/iptables"
  plan_json >"$WORK/plan.json"
  "$WORK/ociarchive" -plan "$WORK/plan.json" -o "$WORK/context/images.tar" >/dev/null
}

# finish_iptables LAYER: the names by which kube-proxy calls iptables.
finish_iptables() {
  local layer=$1 name
  mkdir "$layer/tmp"
  chmod 1777 "$layer/tmp"
  for name in sh grep basename mv; do ln -s busybox "$layer/usr/bin/$name"; done
  cp "$HERE/kube-proxy/iptables-by-hint.sh" "$layer/usr/sbin/iptables"
  for name in iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -s iptables "$layer/usr/sbin/$name"
  done
}

plan_json() {
  jq -n --arg arch "$(go env GOARCH)" --arg layers "$WORK/layers" --arg kubernetes "$(column kubernetes)" \
    --arg etcd "$(column etcd-tag)" --arg coredns "$(column coredns-tag)" --arg pause "$(column pause)" '
    ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] as $path |
    {
      architecture: $arch,
      layers: (["kubernetes", "etcd", "coredns", "pause", "podnet", "iptables", "busybox", "local-path"]
        | map({(.): {dir: ($layers + "/" + .), zstd: true}}) | add),
      # What is common to several images is their first layer, for what lies on it is unpacked for each.
      images: [
        {names: (["kube-apiserver", "kube-controller-manager", "kube-scheduler"] | map("registry.k8s.io/\(.):\($kubernetes)")),
          layers: ["kubernetes"], config: {Env: $path}},
        {names: ["registry.k8s.io/kube-proxy:\($kubernetes)"], layers: ["kubernetes", "iptables"], config: {Env: $path}},
        {names: ["registry.k8s.io/etcd:\($etcd)"], layers: ["etcd"], config: {Env: $path}},
        {names: ["registry.k8s.io/coredns/coredns:\($coredns)"], layers: ["coredns"], config: {Env: $path, Entrypoint: ["/coredns"]}},
        {names: ["registry.k8s.io/pause:\($pause)"], layers: ["pause"], config: {User: "65535:65535", Env: $path, Entrypoint: ["/pause"]}},
        {names: ["volconf.local/podnet:node"], layers: ["podnet"], config: {Env: $path, Entrypoint: ["/usr/local/bin/podnet"]}},
        {names: ["volconf.local/local-path:node"], layers: ["busybox", "local-path"], config: {Env: $path}}
      ]
    }'
}
