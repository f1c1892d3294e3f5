#!/bin/sh
# pick-layers.sh ROOT OUT - makes the Debian part of the fixture images: OUT/base, OUT/nginx, OUT/git, OUT/fortune and
# OUT/nfs-server, from the root file system ROOT that mmdebstrap has unpacked.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$1
out=$2
# shellcheck source=scripts/pick.sh
. "$(dirname "$0")/../pick.sh"

copy base "$(loader)" /bin/busybox
for library in $(libraries /usr/sbin/nginx); do copy base "$library"; done # nearly all of it is git's, too
root_links "$out/base"

program nginx /usr/sbin/nginx
copy nginx /etc/nginx/mime.types
tree nginx usr/share/nginx/html

git=/usr/lib/git-core
program git /usr/bin/git $git/git-http-backend $git/git-remote-http
copy git $git/git-sh-setup $git/git-sh-i18n $git/git-submodule
tree git usr/share/git-core/templates
program git /usr/bin/ssh /usr/bin/ssh-keygen /usr/sbin/sshd /usr/bin/git-shell

program fortune /usr/games/fortune
tree fortune usr/share/games/fortunes

program nfs-server /usr/bin/ganesha.nfsd
copy nfs-server /etc/netconfig
for plugin in "$root"/usr/lib/*/ganesha/libfsalvfs.so "$root"/usr/lib/*/libnfsidmap/nsswitch.so; do program nfs-server "${plugin#"$root"}"; done
