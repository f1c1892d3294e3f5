# shellcheck shell=sh disable=SC2154
# pick.sh - for sourcing by what runs inside mmdebstrap: copies programs out of a Debian root file system ($root), each with
# the libraries that it loads, into one folder per image layer ($out/LAYER). What the layer "base" holds is not copied again.

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

# tree LAYER FOLDER ...: everything in it, links as they are.
tree() {
  layer=$1
  shift
  for folder in "$@"; do
    mkdir -p "$out/$layer/$(dirname "$folder")"
    cp -pR "$root/$folder" "$out/$layer/$folder"
  done
}

# loader: the program that loads libraries, by the name that every program asks for it.
loader() {
  for name in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-aarch64.so.1; do
    [ -e "$root$name" ] && echo "$name" && return
  done
  echo "pick.sh: no loader in $root" >&2
  return 1
}

# libraries FILE: what it loads, one a line.
libraries() { chroot "$root" "$(loader)" --list "$1" | sed -n 's/.*=> *\(\/[^ ]*\) .*/\1/p'; }

# program LAYER FILE ...: with its libraries.
program() {
  into=$1
  shift
  for program in "$@"; do
    copy "$into" "$program"
    for library in $(libraries "$program"); do copy "$into" "$library"; done
  done
}

# root_links DIR: a root file system's links into /usr.
root_links() {
  for name in bin sbin lib lib64; do
    [ ! -d "$1/usr/$name" ] || ln -s "usr/$name" "$1/$name"
  done
}
