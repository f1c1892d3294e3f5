# shellcheck shell=bash
# table.sh - for sourcing: the table of versions, support/cluster/versions/versions.tsv. MINOR is the row that is meant.

VERSIONS_TABLE=${ROOT:?}/support/cluster/versions/versions.tsv

# column NAME: of the chosen minor's row.
column() {
  awk -F'\t' -v minor="$MINOR" -v name="$1" '
    /^#/ || NF < 2 { next }
    !header { for (i = 1; i <= NF; i++) at[$i] = i; header = 1; next }
    $at["minor"] == minor { print $at[name] }' "$VERSIONS_TABLE"
}

minors() { awk -F'\t' '/^#/ || NF < 2 { next } header++ { print $1 }' "$VERSIONS_TABLE"; }
