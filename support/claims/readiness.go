package claims

import "github.com/volconf/volconf/support/claim"

// Readiness probes and headless Services over content that containers share.
var (
	ReadinessGatesOnSharedContent = register(claim.Claim{
		ID: "readiness-gates-on-shared-content", Feature: claim.Readiness,
		Statement: claim.Text{
			En: "A Pod whose readiness probe asks for a file that another container writes is Ready only while the file is there",
			Ko: "다른 컨테이너가 쓰는 파일을 레디니스 프로브로 확인하는 파드는 그 파일이 있는 동안에만 Ready이다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "title", Lines: "2", Sentences: []string{"2377f027b4710876"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The title announces readiness probes, and the text never comes to them; this is what they do for its Pod",
					Ko: "제목은 레디니스 프로브를 말하지만 본문에는 나오지 않는다. 이것은 본문의 파드에 대해 프로브가 하는 일이다",
				},
			},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "pod-conditions", Sentences: []string{"463173a4adea1ee8"}},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "when-should-you-use-a-readiness-probe", Sentences: []string{"307ea1c19be0840d"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	HeadlessServiceListsReadyPods = register(claim.Claim{
		ID: "headless-service-lists-ready-pods", Feature: claim.Readiness,
		Statement: claim.Text{
			En: "The name of a headless Service leads to the Pods that are Ready: to another once its content is there, and no longer once it is gone",
			Ko: "헤드리스 서비스의 이름은 Ready인 파드들로 이어지고, 내용이 생긴 파드는 그때부터 포함하며 내용이 없어지면 제외한다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "title", Lines: "2", Sentences: []string{"2377f027b4710876"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The title announces headless Services, and the text never comes to them; this is what they do for its Pod",
					Ko: "제목은 헤드리스 서비스를 말하지만 본문에는 나오지 않는다. 이것은 본문의 파드에 대해 서비스가 하는 일이다",
				},
			},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "pod-conditions", Sentences: []string{"6def5eebc0b50a9b"}},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "types-of-probe", Sentences: []string{"8aa3efbb8b6afbe5"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
)
