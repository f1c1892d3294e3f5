package documents

import "github.com/volconf/volconf/support/claim"

// The article that the suite was made for. Its headings have no anchors: they are
// known by their hashes.
func init() {
	write(claim.Document{
		Slug: claim.Article, Title: claim.Text{En: "Sharing data in a Pod: an article in Korean", Ko: "파드에서 데이터 공유하기: 한국어 글"},
		Path: "article.md", Format: claim.Markdown, Open: 4,
		Sections: []claim.Section{
			{Slug: "title", Title: claim.Text{En: "The title", Ko: "제목"}, Heading: "2377f027b4710876"},
			{Slug: "why-volumes", Title: claim.Text{En: "Why volumes are needed", Ko: "볼륨이 필요한 이유"}, Heading: "a409291901294a76"},
			{Slug: "what-is-a-volume", Title: claim.Text{En: "What a volume is", Ko: "볼륨의 정의"}, Heading: "90f824ebf3d08368"},
			{Slug: "volume-types", Title: claim.Text{En: "The types of volume", Ko: "볼륨의 종류"}, Heading: "75c9234b42604a92"},
			{Slug: "sharing", Title: claim.Text{En: "Sharing data between containers", Ko: "컨테이너 사이의 데이터 공유"}, Heading: "689666bf2c5a70c7"},
			{Slug: "emptydir", Title: claim.Text{En: "emptyDir", Ko: "emptyDir"}, Heading: "f3a724e5ca28570d"},
			{Slug: "emptydir-scenario", Title: claim.Text{En: "emptyDir: the scenario", Ko: "emptyDir: 시나리오"}, Heading: "e476bcd040020256"},
			{Slug: "emptydir-example", Title: claim.Text{En: "emptyDir: the example", Ko: "emptyDir: 예제"}, Heading: "9f6a65a348f64d29"},
			{Slug: "emptydir-check", Title: claim.Text{En: "emptyDir: seeing it work", Ko: "emptyDir: 동작 확인"}, Heading: "b1a123053feb4b2e"},
			{Slug: "gitrepo", Title: claim.Text{En: "A Git repository as a volume", Ko: "볼륨으로서의 Git 저장소"}, Heading: "f306f7ec604a83da"},
			{Slug: "gitrepo-example", Title: claim.Text{En: "gitRepo: the example", Ko: "gitRepo: 예제"}, Heading: "2f2d6b255a998f15"},
			{Slug: "init-container", Title: claim.Text{En: "With an init container", Ko: "초기화 컨테이너로 하기"}, Heading: "eaefaf1e40e00513"},
			{Slug: "gitrepo-caveat-sync", Title: claim.Text{En: "Caution 1: nothing keeps it in step", Ko: "주의 1: 저절로 맞춰지지 않음"}, Heading: "decc9da46507bc68"},
			{Slug: "gitrepo-caveat-private", Title: claim.Text{En: "Caution 2: private repositories", Ko: "주의 2: 비공개 저장소"}, Heading: "5750ed9658d85de0"},
			{Slug: "node-files", Title: claim.Text{En: "Files of the node", Ko: "노드의 파일"}, Heading: "c46912d79bab658b"},
			{Slug: "hostpath", Title: claim.Text{En: "hostPath", Ko: "hostPath"}, Heading: "f7f2435de923e62e"},
			{Slug: "hostpath-caveat", Title: claim.Text{En: "hostPath: cautions", Ko: "hostPath: 주의할 점"}, Heading: "fe751a1db9a4b0d3"},
		},
		Reasoned: []claim.Reasoned{
			{Reason: introduces, Units: []string{
				"98767b4bce265e2e", "3f3b54498f68f2d5", "36443d5ba1539cdc", "0c8a00baeffa0a80", "7c51d8e94fe1444d", "d8eec2441d788d99",
				"3fd29a3f97e5c9db",
			}},
			{Reason: leadsOver, Units: []string{
				"cb6a8be9592d242d", "43be1d3d8674af00", "dbcadf5ed8098f33", "2709285917bca5d4", "b5d280b5bea853a3", "fa2101c8cf57cec8",
				"2f1a16b5d263e433", "f55f16aa466a3092", "e9b68258cc689a60", "ab76ba9e1826dd7f",
			}},
			{Reason: describesExample, Units: []string{
				"21222785ab4b459a", "41cbd02bda68fa9c", "79b807d7246cb7ef", "d05e17b5d44516cf", "37ebeeae154505f1",
			}},
			{Reason: showsAgain, Units: []string{"f88ae0b734b035a8", "6fc2f8829907de42"}},
			{Reason: saysAgain, Units: []string{"c1c4b6ff8fb55646", "556fc37d29c1dc08"}},
			{Reason: defines, Units: []string{"4c34b6355caa7192"}},
			{Reason: advises, Units: []string{"09763d77b8081a94", "8c24a7c79eb24f47", "74b9e47c4cb5fe76"}},
			{Reason: compares, Units: []string{"2ce48f2ed423b99b", "e851e65d24d2056b"}},
			{Reason: notKubernetes, Units: []string{"752b1b3496289b25"}},
			{Reason: pointsElsewhere, Units: []string{
				"4db43663f49685aa", "a7f8c41cb1973388", "670f8ab6fd150076", "2c89ba8ffd409fc3", "306d8bde19f4f2c3",
			}},
		},
	})
}
