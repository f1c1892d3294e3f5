package claims

import "github.com/volconf/volconf/support/claim"

// Local volumes.
var (
	LocalNeedsNodeAffinity = register(claim.Claim{
		ID: "local-needs-node-affinity", Feature: claim.Local, Unlied: true,
		Statement: claim.Text{
			En: "A local volume is a PersistentVolume that must name its nodes: without them it is refused, and so is one in a Pod; a hostPath volume need not",
			Ko: "local 볼륨은 노드를 지정해야 하는 퍼시스턴트볼륨이다: 노드가 없거나 파드에 직접 쓰면 거부되고, hostPath 볼륨은 노드를 지정하지 않아도 된다",
		},
		Sources: []claim.Source{
			{Document: "volumes", Kind: claim.Sentence, Section: "local", Sentences: []string{"ad7aa284bb3ac94e", "cabba982191c17ad"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "node-affinity", Sentences: []string{"364440608bda0cc6", "01259c2406859b30"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
)
