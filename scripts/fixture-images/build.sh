#!/usr/bin/env bash
# build.sh - make sure that the archive of the images that the claims' Pods run is there: nginx, git, fortune, git-sync
# (a stand-in), shell, observer, mutator and nfs-server, from Debian packages and support/incluster. With nothing changed, nothing is done.
#
# The archive loads into either engine and into containerd. Its path and the images' names are written to fixtures/index.json
# in the cache, which is what loading reads.
#
# Environment: VOLCONF_CACHE (a folder), VOLCONF_ENGINE (docker or podman; used only where mmdebstrap is not installed).
# Exit status: 0 there is an archive, 1 the build failed, 2 usage, 3 this machine lacks something (the message says what).
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SCRIPTS=$(dirname "$HERE")
ROOT=$(dirname "$SCRIPTS")
PROGRESS_NAME=fixture-images
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"
# shellcheck source=scripts/engine.sh
. "$SCRIPTS/engine.sh"
# shellcheck source=scripts/debian.sh
. "$SCRIPTS/debian.sh"

CACHE_GIB=2
PROGRAMS=(./support/incluster/gitserver ./support/incluster/gitsync ./support/incluster/observer ./support/incluster/mutator)
PACKAGES=busybox-static,nginx,git,openssh-client,openssh-server,fortune-mod,fortunes-min,nfs-ganesha-vfs

# content_hash: of everything that decides what the images hold, but for the day's Debian packages.
content_hash() {
  {
    go version
    debian_arch
    cd "$ROOT"
    go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' "${PROGRAMS[@]}" | sort -u
    find scripts/fixture-images scripts/ociarchive scripts/debian.sh scripts/pick.sh "${PROGRAMS[@]}" -type f ! -name '*_test.go' -print0 |
      sort -z | xargs -0 sha256sum
  } | sha256sum | cut -c1-12
}

debian_layers() {
  run_mmdebstrap "$WORK" --variant=extract --include="$PACKAGES" \
    --extract-hook="'$HERE/pick-layers.sh' \"\$1\" '$WORK/layers'" "$DEBIAN_SUITE" /dev/null
}

our_programs() {
  local layer
  for layer in gitserver:git gitsync:git-sync observer:observer mutator:mutator; do
    mkdir -p "$WORK/layers/${layer#*:}/usr/local/bin"
    (cd "$ROOT" && GOOS=linux CGO_ENABLED=0 wait_for go build -trimpath -ldflags '-s -w' \
      -o "$WORK/layers/${layer#*:}/usr/local/bin/" "./support/incluster/${layer%:*}")
  done
  (cd "$ROOT" && wait_for go build -trimpath -o "$WORK/ociarchive" ./scripts/ociarchive)
}

# finish_layers: what packages' own set-up would do, and our files.
finish_layers() {
  local layers=$WORK/layers name
  cp -R "$HERE"/files/* "$layers/"

  cd "$layers/base"
  mkdir -p tmp run root home var/tmp var/log proc sys dev
  chmod 1777 tmp var/tmp
  chmod 700 root
  chmod 640 etc/shadow
  ln -s /run var/run
  # The static wget crashes when it looks a name up.
  for name in $(usr/bin/busybox --list | grep -vxE 'busybox|wget|init|linuxrc'); do
    [ -e "usr/bin/$name" ] || ln -s busybox "usr/bin/$name"
  done

  cd "$layers/nginx"
  mkdir -p var/log/nginx var/lib/nginx/{body,proxy,fastcgi,uwsgi,scgi}
  ln -s /dev/stdout var/log/nginx/access.log
  ln -s /dev/stderr var/log/nginx/error.log

  cd "$layers/git"
  mkdir -p git run/sshd srv/git etc/git-ssh
  chmod 1777 git
  for name in upload-pack receive-pack upload-archive; do ln -s git "usr/bin/git-$name"; done
  for name in git git-upload-pack git-receive-pack git-upload-archive; do ln -s ../../bin/git "usr/lib/git-core/$name"; done
  ln -s git-remote-http usr/lib/git-core/git-remote-https

  cd "$layers/git-sync"
  mkdir git
  mv usr/local/bin/gitsync git-sync # where git-sync's own image has it
  rmdir -p usr/local/bin
  mkdir -p "$layers/fortune/var/htdocs"
  cd "$layers/nfs-server"
  mkdir -p export var/lib/nfs/ganesha run/ganesha
  ln -s /proc/self/mounts etc/mtab
}

plan_json() {
  jq -n --arg arch "$(go env GOARCH)" --arg layers "$WORK/layers" '
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" as $path |
    def image($name; $stack; $config): {names: ["volconf.local/\($name)"], layers: $stack, config: ({Env: [$path]} + $config)};
    {
      architecture: $arch,
      layers: {
        base: {dir: "\($layers)/base"},
        nginx: {dir: "\($layers)/nginx"},
        git: {dir: "\($layers)/git", owners: {"srv/git": "1000:1000"}},
        fortune: {dir: "\($layers)/fortune"},
        "git-sync": {dir: "\($layers)/git-sync", owners: {"git": "65533:65533"}},
        observer: {dir: "\($layers)/observer"},
        mutator: {dir: "\($layers)/mutator"},
        "nfs-server": {dir: "\($layers)/nfs-server"}
      },
      images: [
        image("shell"; ["base"]; {Cmd: ["sh"]}),
        image("nginx"; ["base", "nginx"];
          {Entrypoint: ["nginx-entrypoint"], Cmd: ["nginx", "-g", "daemon off;"], StopSignal: "SIGQUIT"}),
        image("git"; ["base", "git"];
          {Entrypoint: ["git"], Cmd: ["--help"], WorkingDir: "/git", Env: [$path, "GIT_TERMINAL_PROMPT=0"]}),
        image("fortune"; ["base", "fortune"]; {Entrypoint: ["fortuneloop"], Env: ["\($path):/usr/games"]}),
        image("git-sync"; ["base", "git", "git-sync"];
          {User: "65533:65533", WorkingDir: "/tmp", Entrypoint: ["/git-sync"], Env: [$path, "HOME=/tmp", "GITSYNC_ROOT=/git"]}),
        image("observer"; ["base", "observer"]; {Entrypoint: ["observer"]}),
        image("mutator"; ["base", "mutator"]; {Entrypoint: ["mutator"]}),
        image("nfs-server"; ["base", "nfs-server"]; {Entrypoint: ["ganesha.nfsd", "-F", "-L", "STDERR", "-p", "/run/ganesha.pid"]})
      ]
    }'
}

# index ARCHIVE < what ociarchive printed
index() {
  jq --arg archive "$1" --arg arch "$(go env GOARCH)" '
    def short: split("/")[1] | split(":")[0];
    {
      schema: 1,
      archive: $archive,
      images: (.digests | with_entries({key: (.key | short), value: .key})),
      digests: (.digests | with_entries(.key |= short)),
      implementations: {"git-sync": "stand-in"},
      architecture: $arch
    }'
}

build() {
  local tool
  for tool in go jq; do
    command -v $tool >/dev/null || die 3 "building the fixture images needs $tool: on Debian and Ubuntu scripts/bootstrap.sh installs it"
  done
  mmdebstrap_is_here || choose_engine
  require_space "$CACHE" $CACHE_GIB "building the fixture images" VOLCONF_CACHE

  mkdir -p "$CACHE/build" "$CACHE/fixtures"
  rm -rf "$CACHE"/build/fixtures-* "$CACHE"/fixtures/*.tar.* # what a killed build has left: the lock is ours
  WORK=$(mktemp -d "$CACHE/build/fixtures-XXXXXX")
  on_exit rm -rf "$WORK"
  export TMPDIR=$WORK
  mkdir "$WORK/layers"

  steps 3
  step "Debian $DEBIAN_SUITE packages"
  debian_layers
  step "git server, git-sync stand-in, observer, mutator"
  our_programs
  step "the archive"
  (finish_layers)
  plan_json >"$WORK/plan.json"
  "$WORK/ociarchive" -plan "$WORK/plan.json" -o "$ARCHIVE" >"$WORK/packed.json"
  index "$ARCHIVE" <"$WORK/packed.json" >"$INDEX.new"
  mv "$INDEX.new" "$INDEX"
  find "$CACHE/fixtures" -name '*.tar' ! -path "$ARCHIVE" -delete
}

main() {
  case ${1:-} in
    -h | --help)
      usage_from "${BASH_SOURCE[0]}"
      exit 0
      ;;
  esac
  [ $# -eq 0 ] || { usage_from "${BASH_SOURCE[0]}" >&2; exit 2; }
  CACHE=$(cache_dir)
  INDEX=$CACHE/fixtures/index.json
  locked "$CACHE/locks/fixture-images" "build of the fixture images"
  ARCHIVE=$CACHE/fixtures/$(content_hash).tar
  if [ -f "$ARCHIVE" ] && [ "$(jq -r .archive "$INDEX" 2>/dev/null)" = "$ARCHIVE" ]; then
    say "$ARCHIVE is up to date"
    return
  fi
  build
  say "built $ARCHIVE in ${SECONDS}s, $(du -m "$ARCHIVE" | cut -f1) MB"
}

main "$@"
