package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/environment-variable-expose-pod-information", claim.Document{
		Slug: "environment-variable-expose-pod-information", Title: claim.Text{En: "Task: a Pod's data in variables", Ko: "작업: 파드의 정보를 환경 변수로 보이기"},
		Open: 6,
		Sections: []claim.Section{
			{Slug: "use-pod-fields-as-values-for-environment-variables", Reason: notVolumes},
			{Slug: "use-container-fields-as-values-for-environment-variables", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
