package claims

import "github.com/volconf/volconf/support/claim"

// NFS volumes.
var (
	TypeNFSMountsShare = register(claim.Claim{
		ID: "type-nfs-mounts-share", Feature: claim.NFS,
		Statement: claim.Text{
			En: "An nfs volume mounts one share into Pods on different nodes, and what they write outlives them",
			Ko: "nfs 볼륨은 하나의 공유를 서로 다른 노드의 파드에 마운트하며, 쓴 데이터는 파드보다 오래 남는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "78", Sentences: []string{"38465072db83207d"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "nfs", Sentences: []string{"31436b6fc86a03dd", "9f85104b7c02c834", "e28af59a7f93cba5", "63800c2f3e78fd75"}},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.Admits("nfs"), claim.NFSClient}},

		Untried: "no node so far had an NFS client",
	})
)
