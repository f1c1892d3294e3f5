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
)
