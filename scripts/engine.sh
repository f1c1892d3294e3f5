# shellcheck shell=bash
# engine.sh - for sourcing, after progress.sh: which container engine, and how to call it.
# shellcheck disable=SC2034 # the variables are for the scripts that source this

ENGINE_PROBE_IMAGE=volconf.local/engine-probe:1

# use_containers_conf: podman is told about this machine in a file of ours, never in /etc.
use_containers_conf() {
  local conf
  conf=$(cache_dir)/containers.conf
  if [ -z "${CONTAINERS_CONF:-}" ] && [ -f "$conf" ]; then
    export CONTAINERS_CONF=$conf
  fi
}

# is_podman NAME: docker may be podman under another name (the package podman-docker).
is_podman() {
  [ "$1" != podman ] && [[ $(timeout 20 "$1" --version 2>/dev/null) == podman* ]]
}

# engine_answers NAME: the program is there and is what its name says, and so is what it
# talks to. A docker client without a daemon is common, and may end with 0 all the same.
engine_answers() {
  local version
  command -v "$1" >/dev/null || return 1
  is_podman "$1" && return 1
  case $1 in
    docker) version=$(timeout 20 docker info --format '{{.ServerVersion}}' 2>/dev/null) || return 1 ;;
    *) version=$(timeout 20 "$1" info --format '{{.Version.Version}}' 2>/dev/null) || return 1 ;;
  esac
  [ -n "$version" ]
}

# not_podman: VOLCONF_ENGINE=docker is refused where docker is podman.
not_podman() {
  [ "${VOLCONF_ENGINE:-}" = docker ] && command -v docker >/dev/null && is_podman docker &&
    die 2 "VOLCONF_ENGINE is docker, and docker is podman here (podman-docker): set VOLCONF_ENGINE=podman"
  return 0
}

# choose_engine: sets ENGINE to the one that VOLCONF_ENGINE names, else to the first that
# answers. Whether it also runs privileged containers is scripts/bootstrap.sh's to find out.
choose_engine() {
  use_containers_conf
  not_podman
  local candidate
  case "${VOLCONF_ENGINE:-}" in
    "") ;;
    docker | podman)
      ENGINE=$VOLCONF_ENGINE
      engine_answers "$ENGINE" ||
        die 3 "VOLCONF_ENGINE is $ENGINE, which does not answer: start it, or unset VOLCONF_ENGINE and run scripts/bootstrap.sh"
      return
      ;;
    *) die 2 "VOLCONF_ENGINE is \"$VOLCONF_ENGINE\": want docker or podman" ;;
  esac
  for candidate in docker podman; do
    if engine_answers "$candidate"; then
      ENGINE=$candidate
      return
    fi
  done
  die 3 "no container engine answers: run scripts/bootstrap.sh"
}

# signature_policy: podman refuses to work with images without a policy; where no package
# has put one in /etc, ours is named on each command. Fills SIGNATURE_POLICY.
signature_policy() {
  SIGNATURE_POLICY=()
  [ "$ENGINE" = podman ] || return 0
  [ -f "$HOME/.config/containers/policy.json" ] || [ -f /etc/containers/policy.json ] && return 0
  local policy
  policy=$(cache_dir)/policy.json
  mkdir -p "$(dirname "$policy")"
  [ -f "$policy" ] || printf '{"default": [{"type": "insecureAcceptAnything"}]}\n' >"$policy"
  SIGNATURE_POLICY=(--signature-policy "$policy")
}

# image_exists REF
image_exists() { "$ENGINE" image inspect "$1" >/dev/null 2>&1; }

# engine_root: the folder in which the engine keeps images, or nothing where it is not on
# this machine (Docker Desktop).
engine_root() {
  local root
  case $ENGINE in
    docker) root=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null) ;;
    podman) root=$(podman info --format '{{.Store.GraphRoot}}' 2>/dev/null) ;;
  esac
  [ ! -d "${root:-}" ] || printf '%s\n' "$root"
}
