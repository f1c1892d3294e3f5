#!/bin/sh
# trim-rootfs.sh ROOT IPTABLES_TAR - the last step of mmdebstrap: takes out of a node's
# root file system what no node uses, and copies what kube-proxy's image needs.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$1
iptables_tar=$2

libraries_of() {
  chroot "$root" ldd "$@" | sed -n 's/.*=> *\(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/lib[^ ]*\) .*/\1/p'
}

kube_proxy_files() {
  set -- /usr/sbin/xtables-nft-multi /usr/sbin/xtables-legacy-multi /usr/sbin/nft /usr/sbin/conntrack
  printf '%s\n' "$@" /bin/busybox
  libraries_of "$@"
  (cd "$root" && find usr/lib/*/xtables -type f)
}

# Names with every link followed, so that the archive holds files and real folders only;
# the links /bin, /lib and the like are added to the image where it is put together.
kube_proxy_files | sort -u | while read -r name; do
  name=/${name#/}
  printf '%s\0' ".$name"
  printf '%s\0' ".$(chroot "$root" readlink -f "$name")"
done | tar -C "$root" --null -cf "$iptables_tar" --dereference --hard-dereference -T -

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
