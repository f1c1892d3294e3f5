#!/bin/sh
# pick-git.sh ROOT OUT - takes git, as the gitRepo driver of a kubelet calls it, out of the root file system ROOT that
# mmdebstrap has unpacked, into OUT/git.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$1
out=$2
# shellcheck source=scripts/pick.sh
. "$(dirname "$0")/../pick.sh"

program git /usr/bin/git /usr/lib/git-core/git-remote-http
tree git usr/share/git-core/templates
# Other names of the two.
mkdir -p "$out/git/usr/lib/git-core"
ln -s ../../bin/git "$out/git/usr/lib/git-core/git"
ln -s git-remote-http "$out/git/usr/lib/git-core/git-remote-https"
for name in upload-pack receive-pack; do ln -s git "$out/git/usr/bin/git-$name"; done
