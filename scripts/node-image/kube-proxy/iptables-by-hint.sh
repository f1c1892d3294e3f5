#!/bin/sh
# Runs the iptables program of this file's name with the kernel interface that the node's
# kubelet uses: two sets of rules in two interfaces do not see each other. The kubelet
# leaves an empty chain as a hint for exactly this.
memory=/tmp/iptables-mode
if ! read -r mode 2>/dev/null <"$memory"; then
  mode=legacy
  if xtables-nft-multi iptables-save -t mangle 2>/dev/null | grep -q KUBE-IPTABLES-HINT; then
    mode=nft
  fi
  echo "$mode" >"$memory.$$" && mv "$memory.$$" "$memory"
fi
exec "xtables-$mode-multi" "$(basename "$0")" "$@"
