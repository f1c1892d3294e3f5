# shellcheck shell=bash
# progress.sh - for sourcing: how the build scripts tell where they are, and stop.
# Everything goes to standard error; standard output is for results.

# The script's own standard error, for what is said while a command's is redirected.
exec {PROGRESS_ERR}>&2

# say MESSAGE: one line, with the name of the script that speaks.
say() { printf '%s: %s\n' "${PROGRESS_NAME:?}" "$*" >&"$PROGRESS_ERR"; }

# die STATUS MESSAGE: one line that says what is wrong and how to mend it.
die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# steps COUNT: how many steps are to come.
steps() {
  PROGRESS_STEPS=$1
  PROGRESS_STEP=0
}

# step WHAT: the next one begins.
step() {
  PROGRESS_STEP=$((PROGRESS_STEP + 1))
  say "step $PROGRESS_STEP of $PROGRESS_STEPS, $((SECONDS / 60))m$(printf %02d $((SECONDS % 60)))s: $*"
}

# usage_from FILE: the comment at the head of a script is its usage.
usage_from() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$1"; }

# on_exit COMMAND [ARG ...]: run at the end however it comes, latest first.
# A signal ends the children first: a compiler left running would go on for minutes.
PROGRESS_EXIT=()
on_exit() {
  PROGRESS_EXIT+=("$(printf '%q ' "$@")")
  trap run_exit EXIT
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP
}

run_exit() {
  local i
  for ((i = ${#PROGRESS_EXIT[@]} - 1; i >= 0; i--)); do
    eval "${PROGRESS_EXIT[i]}" || true
  done
  PROGRESS_EXIT=()
}

interrupted() {
  trap '' INT TERM HUP
  say "interrupted: stopping"
  end_children
  exit "$1"
}

# wait_for COMMAND [ARG ...]: run it so that a signal to the script is answered at
# once (bash lets a foreground command finish first), and wait for it.
wait_for() {
  "$@" &
  wait $!
}

# end_children: everything that this script has started, and what that has started.
end_children() {
  local children
  children=$(descendants $$)
  # shellcheck disable=SC2086 # a list of numbers
  [ -z "$children" ] || kill -TERM $children 2>/dev/null || true
  wait 2>/dev/null || true
}

# ask_children [BUT]: for a script that runs what takes leave in order, as volconf does: only what the script itself has started
# is told to end, but for one, and is waited for. Such a script puts it in the place of end_children.
ask_children() {
  local child
  for child in $(ps -o pid= --ppid $$); do
    [ "$child" = "${1:-}" ] || kill -TERM "$child" 2>/dev/null || true
  done
  for child in $(ps -o pid= --ppid $$); do
    [ "$child" = "${1:-}" ] || wait "$child" 2>/dev/null || true
  done
}

descendants() {
  local child
  for child in $(ps -o pid= --ppid "$1"); do
    descendants "$child"
    printf '%s ' "$child"
  done
}

# cache_dir: where everything that can be made again is kept.
cache_dir() { printf '%s\n' "${VOLCONF_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/volconf}"; }

# require_space DIR GIB WHAT: stop unless the file system of DIR has that much left.
require_space() {
  local dir=$1 need=$2 what=$3 free
  mkdir -p "$dir"
  free=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1024 / 1024) }')
  [ "$free" -ge "$need" ] ||
    die 3 "no space for $what: $dir has $free GiB left and $need GiB are needed; free some, or name another place${4:+ ($4)}"
}

# locked FILE WHAT: hold the lock until the script ends; a second caller waits and says so.
locked() {
  mkdir -p "$(dirname "$1")"
  exec 9>>"$1"
  if ! flock -n 9; then
    say "another $2 is under way: waiting for it"
    wait_for flock 9
  fi
}
