package claims

import "github.com/volconf/volconf/support/claim"

// ConfigMaps as volumes.
var (
	TypeConfigMapExposesResource = register(claim.Claim{
		ID: "type-configmap-exposes-resource", Feature: claim.ConfigMap,
		Statement: claim.Text{
			En: "A configMap volume shows the keys of a ConfigMap, or those that it chooses, as read-only files; the Pod waits as long as there is no ConfigMap, " +
				"and finds the folder empty where it is optional",
			Ko: "configMap 볼륨은 컨피그맵의 키 전부나 고른 키를 읽기 전용 파일로 보여 주고, 컨피그맵이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "configmap", Sentences: []string{"fcf42ac2be1020db", "9432c1b5cb2e3165", "6dddf494a245c12c"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "configmaps-and-pods", Sentences: []string{"e7391a3891d9e143", "b2bd58e9b1c6c01c"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "using-configmaps-as-files-from-a-pod", Sentences: []string{"9a059e0bd08eb5e8"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "populate-a-volume-with-data-stored-in-a-configmap", Sentences: []string{"b17e3d20f0fc862d"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "optional-references", Sentences: []string{"e7275f7eba1d77e2"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "restrictions", Sentences: []string{"e1fa024a6b9b3022"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	ConfigMapSizeLimit1MiB = register(claim.Claim{
		ID: "configmap-size-limit-1mib", Feature: claim.ConfigMap,
		Statement: claim.Text{
			En: "The values of a ConfigMap have 1 MiB together, of both its fields and without the keys; so it is with a Secret",
			Ko: "컨피그맵의 값은 키를 빼고 두 필드를 합쳐 1MiB까지이고, 시크릿도 그렇다",
		},
		Sources: []claim.Source{
			{Document: "configmap", Kind: claim.Sentence, Section: "motivation", Sentences: []string{"7fc7add9f8e1ba85"}},
			{Document: "secret", Kind: claim.Sentence, Section: "restriction-data-size", Sentences: []string{"40874f90264fa03b"}},
		},
		Unlied: true,
	})
	ConfigMapImmutableIsOneWay = register(claim.Claim{
		ID: "configmap-immutable-is-one-way", Feature: claim.ConfigMap,
		Statement: claim.Text{
			En: "A ConfigMap or Secret can be made immutable; then neither that nor its data can be changed, but its labels can",
			Ko: "컨피그맵과 시크릿은 불변으로 만들 수 있고, 그 뒤에는 그 설정도 데이터도 바꿀 수 없지만 레이블은 바꿀 수 있다",
		},
		Sources: []claim.Source{
			{Document: "configmap", Kind: claim.Sentence, Section: "configmap-immutable", Sentences: []string{"706581ece89c031f", "872ab6ef979610cf"}},
			{Document: "secret", Kind: claim.Sentence, Section: "secret-immutable-create", Sentences: []string{"a99896b55e373675", "cf209e50a8984f61", "a6ee874878abb5c7"}},
		},
		Unlied: true,
	})
	ConfigMapKeysAreOfOneKind = register(claim.Claim{
		ID: "configmap-keys-are-of-one-kind", Feature: claim.ConfigMap,
		Statement: claim.Text{
			En: "A key of a ConfigMap is in data or in binaryData, not in both, and has letters, digits, hyphens, underscores and dots only",
			Ko: "컨피그맵의 키는 data나 binaryData 중 한쪽에만 있고, 영숫자와 하이픈, 밑줄, 점만 쓸 수 있다",
		},
		Sources: []claim.Source{
			{Document: "configmap", Kind: claim.Sentence, Section: "configmap-object", Sentences: []string{"45bbb756b180e5fb", "2c44eec08879e4ce"}},
		},
		Unlied: true,
	})
)
