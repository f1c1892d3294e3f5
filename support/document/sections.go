package document

import "github.com/volconf/volconf/support/claim"

// Section is a part of the document. The title is ours: the heading itself is
// known by its hash only.
type Section struct {
	Slug  string
	Title claim.Text
	hash  string
}

// Sections lists the sections in the order of the document.
func Sections() []Section {
	return []Section{
		{"title", claim.Text{En: "The title", Ko: "제목"}, "2377f027b4710876"},
		{"why-volumes", claim.Text{En: "Why volumes are needed", Ko: "볼륨이 필요한 이유"}, "a409291901294a76"},
		{"what-is-a-volume", claim.Text{En: "What a volume is", Ko: "볼륨의 정의"}, "90f824ebf3d08368"},
		{"volume-types", claim.Text{En: "The types of volume", Ko: "볼륨의 종류"}, "75c9234b42604a92"},
		{"sharing", claim.Text{En: "Sharing data between containers", Ko: "컨테이너 사이의 데이터 공유"}, "689666bf2c5a70c7"},
		{"emptydir", claim.Text{En: "emptyDir", Ko: "emptyDir"}, "f3a724e5ca28570d"},
		{"emptydir-scenario", claim.Text{En: "emptyDir: the scenario", Ko: "emptyDir: 시나리오"}, "e476bcd040020256"},
		{"emptydir-example", claim.Text{En: "emptyDir: the example", Ko: "emptyDir: 예제"}, "9f6a65a348f64d29"},
		{"emptydir-check", claim.Text{En: "emptyDir: seeing it work", Ko: "emptyDir: 동작 확인"}, "b1a123053feb4b2e"},
		{"gitrepo", claim.Text{En: "A Git repository as a volume", Ko: "볼륨으로서의 Git 저장소"}, "f306f7ec604a83da"},
		{"gitrepo-example", claim.Text{En: "gitRepo: the example", Ko: "gitRepo: 예제"}, "2f2d6b255a998f15"},
		{"init-container", claim.Text{En: "With an init container", Ko: "초기화 컨테이너로 하기"}, "eaefaf1e40e00513"},
		{"gitrepo-caveat-sync", claim.Text{En: "Caution 1: nothing keeps it in step", Ko: "주의 1: 저절로 맞춰지지 않음"}, "decc9da46507bc68"},
		{"gitrepo-caveat-private", claim.Text{En: "Caution 2: private repositories", Ko: "주의 2: 비공개 저장소"}, "5750ed9658d85de0"},
		{"node-files", claim.Text{En: "Files of the node", Ko: "노드의 파일"}, "c46912d79bab658b"},
		{"hostpath", claim.Text{En: "hostPath", Ko: "hostPath"}, "f7f2435de923e62e"},
		{"hostpath-caveat", claim.Text{En: "hostPath: cautions", Ko: "hostPath: 주의할 점"}, "fe751a1db9a4b0d3"},
	}
}

// SectionTitle names a section; a slug that is not known names itself.
func SectionTitle(slug string) claim.Text {
	for _, s := range Sections() {
		if s.Slug == slug {
			return s.Title
		}
	}
	return claim.Text{En: slug}
}

// sectionOf finds the slug of a heading.
func sectionOf(hash, heading string) string {
	for _, s := range Sections() {
		if s.hash == hash {
			return s.Slug
		}
	}
	return heading
}
