package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/define-environment-variable-container", claim.Document{
		Slug: "define-environment-variable-container", Title: claim.Text{En: "Task: variables for a container", Ko: "작업: 컨테이너의 환경 변수"},
		Sections: []claim.Section{
			{Slug: "top", Reason: notVolumes},
			{Slug: "define-an-environment-variable-for-a-container", Reason: notVolumes},
			{Slug: "using-environment-variables-inside-of-your-config", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
