package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/define-interdependent-environment-variables", claim.Document{
		Slug: "define-interdependent-environment-variables", Title: claim.Text{En: "Task: variables that depend on each other", Ko: "작업: 서로 의존하는 환경 변수"},
		Sections: []claim.Section{
			{Slug: "top", Reason: notVolumes},
			{Slug: "define-an-environment-dependent-variable-for-a-container", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
