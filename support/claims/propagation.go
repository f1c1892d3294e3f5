package claims

import "github.com/volconf/volconf/support/claim"

// Mounts below a mount, between a node and its containers.
var (
	BidirectionalOnlyForPrivileged = register(claim.Claim{
		ID: "bidirectional-only-for-privileged", Feature: claim.Propagation,
		Statement: claim.Text{
			En: "Only a privileged container may have a mount that propagates to its node, be it in a Pod, its init containers or a template; the other direction asks for no privilege",
			Ko: "노드 쪽으로 전파되는 마운트는 파드, 초기화 컨테이너, 템플릿 어디서든 특권 컨테이너에만 허용되고, 반대 방향에는 특권이 필요 없다",
		},
		Sources: []claim.Source{
			{Document: "volumes", Kind: claim.Sentence, Section: "mount-propagation", Sentences: []string{"837d44a53ad30d96"}},
		},
		Needs:  claim.Needs{Level: claim.Privileged},
		Unlied: true,
	})
)
