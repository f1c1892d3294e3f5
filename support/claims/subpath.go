package claims

import "github.com/volconf/volconf/support/claim"

// Mounts of a part of a volume.
var (
	TypeUpdatesReachVolumesNotSubpath = register(claim.Claim{
		ID: "type-updates-reach-volumes-not-subpath", Feature: claim.SubPath,
		Statement: claim.Text{
			En: "A change of a ConfigMap, a Secret or a label reaches the files of a running Pod, but a subPath mount and a variable only when the container restarts; " +
				"an immutable object takes no change",
			Ko: "컨피그맵, 시크릿, 레이블의 변경은 실행 중인 파드의 파일에는 닿지만 subPath 마운트와 환경 변수에는 컨테이너가 다시 시작될 때에야 닿고, 불변 오브젝트는 변경되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "volume-types", Lines: "81"},
			{Document: "volumes", Kind: claim.Sentence, Section: "configmap", Sentences: []string{"736b33eff19f4b90"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "downwardapi", Sentences: []string{"a29fe69d47e5a88b"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"51ec1e50b88b9c09"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"251300d963354e48", "c83b60e45bdde499"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "configmap-immutable", Sentences: []string{"872ab6ef979610cf"}},
			{
				Document: "configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"dbd5cd725e92dbd1"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "No new Pod is needed: a variable is read anew whenever its container starts",
					Ko: "파드를 새로 만들 필요는 없다: 환경 변수는 컨테이너가 시작될 때마다 새로 읽힌다",
				},
			},
			{Document: "secret", Kind: claim.Sentence, Section: "using-secrets-as-files-from-a-pod", Sentences: []string{"bc3b272c1a82958f", "c029689b45a45ceb"}},
			{Document: "secret", Kind: claim.Sentence, Section: "secret-immutable-create", Sentences: []string{"a6ee874878abb5c7"}},
			{Document: "projected-volumes", Kind: claim.Sentence, Section: "serviceaccounttoken", Sentences: []string{"4892035d373ea7ae"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"eb7ae6cec72d94ef", "04ec4c17f4809008"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "store-pod-fields", Sentences: []string{"757f2ab793c64bc0"}},
		},
		Speed: claim.Slow,
	})
	SubpathAndExprExcludeEachOther = register(claim.Claim{
		ID: "subpath-and-expr-exclude-each-other", Feature: claim.SubPath,
		Statement: claim.Text{
			En: "A mount has a subPath or a subPathExpr, not both",
			Ko: "마운트에는 subPath나 subPathExpr 중 하나만 있을 수 있다",
		},
		Sources: []claim.Source{
			{Document: "volumes", Kind: claim.Sentence, Section: "using-subpath-expanded-environment", Sentences: []string{"12644203162cb1d1"}},
		},
		Unlied: true,
	})
)
