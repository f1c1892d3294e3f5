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
	DownwardAPIFilesOnlyAndVariablesOnly = register(claim.Claim{
		ID: "downwardapi-files-only-and-variables-only", Feature: claim.DownwardAPI,
		Statement: claim.Text{
			En: "Of what the downward API tells of a Pod, all labels and all annotations go into files only, node, addresses and service account into variables only; name, namespace, UID and a single label or annotation go into both",
			Ko: "다운워드 API가 파드에 대해 알려 주는 것 가운데 레이블 전부와 애너테이션 전부는 파일로만, 노드와 주소와 서비스 어카운트는 환경 변수로만, 이름과 네임스페이스와 UID와 개별 레이블이나 애너테이션은 둘 다로 쓸 수 있다",
		},
		Sources: []claim.Source{
			{Document: "downward-api", Kind: claim.Sentence, Section: "downwardapi-fieldRef", Sentences: []string{"9ea919b877c43369", "73d9d14e620b88e9", "84e3538f40ef8e0e", "49033e8f1b2c382f", "877f1a35b37a9d94", "beea33ccc867c1cc", "d98fa1bed16356de"}},
		},
		Unlied: true,
	})
	DownwardAPIPathStaysInside = register(claim.Claim{
		ID: "downwardapi-path-stays-inside", Feature: claim.DownwardAPI,
		Statement: claim.Text{
			En: "The path of an item of a downwardAPI, configMap, secret or projected volume leads to a place inside: it is not absolute, has no .. in it and does not begin with two dots",
			Ko: "downwardAPI, configMap, secret, projected 볼륨의 항목 경로는 볼륨 안에 머문다: 절대 경로일 수 없고 ..을 담거나 점 두 개로 시작할 수 없다",
		},
		Sources: []claim.Source{
			{Document: "volumes", Kind: claim.Extension, Section: "downwardapi"},
		},
		Unlied: true,
	})
)
