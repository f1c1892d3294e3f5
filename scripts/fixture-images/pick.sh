#!/bin/sh
# pick.sh ROOT OUT - from a Debian root file system, copies the programs of the fixture images with the libraries that they
# load into one folder per layer: OUT/base, OUT/nginx, OUT/git, OUT/fortune. What base holds is not copied again.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$1
out=$2
loader=/$(cd "$root" && find lib lib64 usr/lib usr/lib64 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)

# merged NAME: where a file belongs on a system on which /bin, /lib and the like are links into /usr.
merged() {
  case ${1#/} in
    bin/* | sbin/* | lib/* | lib64/*) echo "usr/${1#/}" ;;
    *) echo "${1#/}" ;;
  esac
}

# copy LAYER FILE ...: links are copied as what they lead to.
copy() {
  layer=$1
  shift
  for file in "$@"; do
    name=$(merged "$file")
    [ ! -e "$out/base/$name" ] || continue
    mkdir -p "$out/$layer/$(dirname "$name")"
    cp -pL "$root/${file#/}" "$out/$layer/$name"
  done
}

libraries() { chroot "$root" "$loader" --list "$1" | sed -n 's/.*=> *\(\/[^ ]*\) .*/\1/p'; }

# program LAYER FILE ...: with its libraries.
program() {
  into=$1
  shift
  for program in "$@"; do
    copy "$into" "$program"
    for library in $(libraries "$program"); do copy "$into" "$library"; done
  done
}

# tree LAYER FOLDER ...: everything in it.
tree() {
  layer=$1
  shift
  for folder in "$@"; do
    mkdir -p "$out/$layer/$(dirname "$folder")"
    cp -pR "$root/$folder" "$out/$layer/$folder"
  done
}

# The loader keeps the path at which every program asks for it.
case $loader in
  */lib64/*) asked=lib64 ;;
  *) asked=lib ;;
esac
mkdir -p "$out/base/usr/$asked"
cp -pL "$root$loader" "$out/base/usr/$asked/"
copy base /bin/busybox
for library in $(libraries /usr/sbin/nginx); do copy base "$library"; done # nearly all of it is git's, too

program nginx /usr/sbin/nginx
copy nginx /etc/nginx/mime.types
tree nginx usr/share/nginx/html

git=/usr/lib/git-core
program git /usr/bin/git $git/git-http-backend $git/git-remote-http $git/git-shell
copy git $git/git-sh-setup $git/git-sh-i18n $git/git-submodule
tree git usr/share/git-core/templates
program git /usr/bin/ssh /usr/bin/ssh-keygen /usr/sbin/sshd

program fortune /usr/games/fortune
tree fortune usr/share/games/fortunes
