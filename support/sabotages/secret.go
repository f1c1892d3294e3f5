package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutSecrets lists lies about Secrets as volumes.
var aboutSecrets = []sabotage.Sabotage{
	{
		ID: "secret-on-disk", How: sabotage.Node, Reach: sabotage.ItsClaims,
		Does: claim.Text{En: "A Secret lies on the node's disk", Ko: "Secret이 노드의 디스크에 놓인다"},
		// Copies on the disk cover what is in memory.
		Runc: `if of type-secret-exposes-resource reader main; then
  for d in $(grep -o '"source":"/var/lib/kubelet/pods/[^"]*/kubernetes.io~secret/[^"]*"' "$config" | cut -d '"' -f 4 | sort -u); do
    kept=$store/$(annotation sandbox-uid)/${d##*/}
    case $command in
    create) mkdir -p "$kept" && cp -a "$d/." "$kept/" && mount --bind "$kept" "$d" ;;
    delete) umount "$d" ;;
    esac
  done >/dev/null 2>&1
fi`,
		Kills: map[string]string{claims.TypeSecretExposesResource.ID: "ASecretIsInMemory"},
	},
}
