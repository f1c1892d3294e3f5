#!/usr/bin/env bash
# matrix.sh - the claims on one Kubernetes minor after the other, then the matrix of the reports.
#
#   scripts/matrix.sh [-o FOLDER] [MINOR ...]     all minors of support/cluster/versions if none is named
#
# Each run's report is left in FOLDER/MINOR, the matrix in FOLDER (_report if none is named).
# Environment: ARGS, flags of the suite. What make needs for `make conformance` is made on the way.
# A broken claim does not end the round: the matrix is there to show it.
# Exit status: that of `volconf matrix`.
set -euo pipefail

SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROGRESS_NAME=matrix
# shellcheck source=scripts/progress.sh
. "$SCRIPTS/progress.sh"

folder=_report
while getopts o:h option; do
  case $option in
    o) folder=$OPTARG ;;
    h)
      usage_from "$0"
      exit 0
      ;;
    *) die 2 "unknown option: $0 -h tells how it is used" ;;
  esac
done
shift $((OPTIND - 1))

cd "$SCRIPTS/.."
minors=("$@")
[ ${#minors[@]} -gt 0 ] || mapfile -t minors < <(awk -F '\t' '/^[0-9]/ { print $1 }' support/cluster/versions/versions.tsv)

steps ${#minors[@]}
reports=()
for minor in "${minors[@]}"; do
  step "Kubernetes $minor"
  wait_for make --no-print-directory conformance K8S="$minor" ARGS="${ARGS:-} -report-dir $folder/$minor" ||
    say "Kubernetes $minor: make ended with $?"
  [ -f "$folder/$minor/report.json" ] && reports+=("$folder/$minor")
done
[ ${#reports[@]} -gt 0 ] || die 3 "no run left a report: see above what went wrong"
exec bin/volconf matrix "${reports[@]}" --report-dir "$folder"
