package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutInTree lists lies about types of volume whose driver was once part of Kubernetes, NFS among them.
var aboutInTree = []sabotage.Sabotage{
	{
		ID: "cloud-disks-local", How: sabotage.Admission,
		Does: claim.Text{
			En: "A cloud provider's disk, an NFS share or a CephFS is a folder of the node",
			Ko: "클라우드 디스크, NFS 공유, CephFS가 노드의 폴더이다",
		},
		Rules: []mutation.Rule{
			{Where: of(claims.TypeCloudDiskRedirectedToCSI), Empty: []mutation.Kind{mutation.AWS}}, // its control is a CephFS
			{Where: of(claims.TypeNetworkStorageInventory), Empty: []mutation.Kind{mutation.CephFS}},
			{Where: of(claims.TypeNFSMountsShare), Empty: []mutation.Kind{mutation.NFS}},
		},
		Kills: map[string]string{
			claims.TypeCloudDiskRedirectedToCSI.ID: "AWSIsHandedOver",
			claims.TypeNetworkStorageInventory.ID:  "CephFSIsKeptWithAWarning",
			claims.TypeNFSMountsShare.ID:           "TheOtherNodesPodReadsIt",
		},
	},
}
