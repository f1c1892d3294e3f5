package claims

import "github.com/volconf/volconf/support/claim"

// The PersistentVolumeClaims of a StatefulSet.
var (
	StatefulSetTemplatesAreFixed = register(claim.Claim{
		ID: "statefulset-templates-are-fixed", Feature: claim.StatefulSet, Unlied: true,
		Statement: claim.Text{
			En: "The templates by which a StatefulSet claims storage cannot be changed, renamed or removed; what becomes of its PersistentVolumeClaims can be",
			Ko: "스테이트풀셋이 스토리지를 요청하는 템플릿은 바꾸거나 이름을 바꾸거나 뺄 수 없고, 퍼시스턴트볼륨클레임의 보존 정책은 바꿀 수 있다",
		},
		Sources: []claim.Source{
			{Document: "statefulset", Kind: claim.Implied, Section: "volume-claim-templates", Sentences: []string{"83bd3212af45e8ac"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
)
