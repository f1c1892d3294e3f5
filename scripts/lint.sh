#!/usr/bin/env bash
# lint.sh [--fix] [CHECK ...] - run every check of the source, or those named, and end with one verdict.
#
# With --fix, what a machine can mend is mended first. Tools are pinned in scripts/tools/ and kept built in the cache.
# Checks: golangci-lint, tidy, generated, shellcheck, actionlint. Exit status: 0 all is well, 1 not.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
PROGRESS_NAME=lint
# shellcheck source=scripts/progress.sh
. scripts/progress.sh

ALL=(golangci-lint tidy generated shellcheck actionlint)

# tool NAME PACKAGE: the path of a pinned tool, built once for each version of it and of Go.
tool() {
  local name=$1 package=$2 dir=$ROOT/scripts/tools/$1 key path
  key=$({ go env GOVERSION && cat "$dir/go.mod" "$dir/go.sum"; } | sha256sum | cut -c 1-12)
  path=$(cache_dir)/tools/$name-$key
  if [ ! -x "$path" ]; then
    say "building $name: a few minutes, once"
    mkdir -p "${path%/*}"
    (cd "$dir" && go build -trimpath -ldflags '-s -w' -o "$path.new.$$" "$package")
    mv "$path.new.$$" "$path"
  fi
  printf '%s\n' "$path"
}

# modules: ours and those of the tools. What node images are built from has go.mod files too, made by other rules.
modules() { git ls-files --cached --others --exclude-standard go.mod 'scripts/tools/*go.mod' | xargs -n 1 dirname; }

# shell_scripts: files of the repository that a shell runs, whatever they are called.
shell_scripts() {
  git ls-files --cached --others --exclude-standard | while read -r file; do
    case $file in
      *.sh) printf '%s\n' "$file" ;;
      *) [ ! -f "$file" ] || ! head -n 1 "$file" | grep -qaE '^#!.*[/ ](ba)?sh$' || printf '%s\n' "$file" ;;
    esac
  done
}

check_golangci-lint() {
  local lint
  lint=$(tool golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint)
  [ -z "$FIX" ] || "$lint" fmt
  "$lint" run ${FIX:+--fix}
}

check_tidy() {
  local status=0 module
  for module in $(modules); do
    if [ -n "$FIX" ]; then
      (cd "$module" && go mod tidy)
    else
      (cd "$module" && go mod tidy -diff) || { say "$module/go.mod is not tidy: run \`make fix\`" && status=1; }
    fi
  done
  return $status
}

# check_generated: what `go generate` and `volconf claims docs` write is what is there.
check_generated() {
  if [ -n "$FIX" ]; then
    go generate ./...
    go run ./support/cmd/volconf claims docs
    return
  fi
  local status=0
  cmp kind-config.yaml support/cluster/kind-config.yaml || status=1
  go run ./support/cmd/volconf claims docs --check || status=1
  [ $status -eq 0 ] || say "run \`make fix\`"
  return $status
}

check_shellcheck() {
  local files
  command -v shellcheck >/dev/null || { say "shellcheck is not installed: apt-get install shellcheck" && return 1; }
  mapfile -t files < <(shell_scripts)
  shellcheck --external-sources "${files[@]}"
}

check_actionlint() {
  local lint
  lint=$(tool actionlint github.com/rhysd/actionlint/cmd/actionlint)
  "$lint"
}

FIX=
if [ "${1:-}" = --fix ]; then
  FIX=1
  shift
fi
[ $# -gt 0 ] || set -- "${ALL[@]}"

failed=()
for check in "$@"; do
  declare -F "check_$check" >/dev/null || die 2 "unknown check $check; the checks are ${ALL[*]}"
  say "$check"
  # In a condition, bash would go on after a command that fails within the check.
  set +e
  (
    set -e
    "check_$check"
  )
  status=$?
  set -e
  [ $status -eq 0 ] || failed+=("$check")
done
if [ ${#failed[@]} -gt 0 ]; then
  die 1 "FAIL: ${failed[*]} ($(($# - ${#failed[@]})) passed, ${#failed[@]} failed)"
fi
say "ok: $# passed, 0 failed"
