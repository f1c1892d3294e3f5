# shellcheck shell=bash
# module-programs.sh - programs that are built from a pinned Go module, for scripts that source it after progress.sh. Such a script sets
#   HERE         its folder, with a go.mod that pins the module
#   NAME         of the folder in the cache
#   TITLE        what is built, for people
#   CACHE_GIB    what a build needs
# and has a function build_into FOLDER. WORK is a folder that goes with the script. Then `programs_main "$@"` prints the folder that
# holds the programs, which is made anew where anything changed that decides what they are.

# content_hash: of everything that decides what the programs are.
content_hash() {
  {
    go version
    go env GOARCH
    cat "$HERE/go.mod" "$HERE/go.sum" "$HERE/build.sh" "${BASH_SOURCE[0]}"
  } | sha256sum | cut -c1-12
}

# go_build ARG ...: from the pinned module.
go_build() {
  cd "$HERE" || exit
  GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off GOOS=linux CGO_ENABLED=0 exec go build -trimpath "$@"
}

build_programs() {
  require_space "$CACHE" "$CACHE_GIB" "building $TITLE" VOLCONF_CACHE
  mkdir -p "$CACHE/build"
  rm -rf "$CACHE/build/$NAME-programs"-* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/$NAME-programs-XXXXXX")
  on_exit rm -rf "$WORK"
  mkdir "$WORK/bin"
  build_into "$WORK/bin"
  rm -rf "${CACHE:?}/$NAME"/* # of an earlier module
  mkdir -p "$CACHE/$NAME"
  mv "$WORK/bin" "$PROGRAMS"
}

programs_main() {
  case ${1:-} in
    -h | --help)
      usage_from "$HERE/build.sh"
      exit 0
      ;;
  esac
  [ $# -eq 0 ] || { usage_from "$HERE/build.sh" >&2; exit 2; }
  command -v go >/dev/null || die 3 "building $TITLE needs go: see the README for its version"
  CACHE=$(cache_dir)
  locked "$CACHE/locks/$NAME" "build of $TITLE"
  PROGRAMS=$CACHE/$NAME/$(content_hash)
  if [ -d "$PROGRAMS" ]; then
    say "$PROGRAMS is up to date"
  else
    build_programs
    say "built $PROGRAMS in ${SECONDS}s"
  fi
  printf '%s\n' "$PROGRAMS"
}
