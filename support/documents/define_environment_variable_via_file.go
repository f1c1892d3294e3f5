package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/define-environment-variable-via-file", claim.Document{
		Slug: "define-environment-variable-via-file", Title: claim.Text{En: "Task: variables from a file", Ko: "작업: 파일로 환경 변수 정의하기"},
		Open: 33,
		Sections: []claim.Section{
			{Slug: "how-the-design-works", Title: claim.Text{En: "How it works", Ko: "동작 방식"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
