package claims

import "github.com/volconf/volconf/support/claim"

// What a Pod knows of itself, as a volume.
var (
	TypeDownwardAPIExposesPodMetadata = register(claim.Claim{
		ID: "type-downwardapi-exposes-pod-metadata", Feature: claim.DownwardAPI,
		Statement: claim.Text{
			En: "A downwardAPI volume shows the Pod's own name, namespace, UID, labels and memory limit as read-only files",
			Ko: "downwardAPI 볼륨은 파드 자신의 이름, 네임스페이스, UID, 레이블, 메모리 한도를 읽기 전용 파일로 보여 준다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "downwardapi", Sentences: []string{"e7809a9df4cd4794", "f7368fa153fc044f"}},
			{Document: "downward-api", Kind: claim.Sentence, Section: "downwardapi-fieldRef", Sentences: []string{"8e8ac78a9f6a5987", "336f50cb638e6604", "e3a4b8769f65ed7f", "f67a7de4b7576ad4"}},
			{Document: "downward-api", Kind: claim.Sentence, Section: "downwardapi-resourceFieldRef", Sentences: []string{"7a939848c77e677d"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "top", Sentences: []string{"d2b8f276c5ad0074"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "store-pod-fields", Sentences: []string{"1442c27135720fa5"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
)
