#!/bin/sh
# trim-rootfs.sh ROOT OUT - the last step of mmdebstrap: copies what kube-proxy's image needs to OUT/iptables and a shell to
# OUT/busybox, then takes out of a node's root file system ROOT what no node uses.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$1
out=$2
# shellcheck source=scripts/pick.sh
. "$(dirname "$0")/../pick.sh"

copy busybox /bin/busybox
root_links "$out/busybox"
copy iptables "$(loader)" /bin/busybox
program iptables /usr/sbin/xtables-nft-multi /usr/sbin/xtables-legacy-multi /usr/sbin/nft /usr/sbin/conntrack
for module in "$root"/usr/lib/*/xtables/*.so; do program iptables "${module#"$root"}"; done
root_links "$out/iptables"

cd "$root"
# Scripts in Perl and Python come with nfs-common's statistics tools and dpkg's helpers.
rm -rf usr/bin/perl* usr/lib/*/perl usr/share/perl usr/lib/*/perl-base usr/share/perl5
rm -rf usr/bin/python3* usr/lib/python3* usr/share/python3
rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale usr/share/lintian usr/share/bash-completion
rm -rf usr/lib/*/gconv usr/share/i18n usr/share/zoneinfo
rm -rf usr/lib/apt usr/bin/apt* usr/lib/*/libapt*
# Every node copies /var when it starts.
rm -rf var/lib/apt var/lib/dpkg/info var/cache/* var/log/* var/lib/systemd/catalog
rm -f etc/machine-id etc/resolv.conf etc/hostname
