package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/inject-data-application/downward-api-volume-expose-pod-information", claim.Document{
		Slug: "downward-api-volume-expose-pod-information", Title: claim.Text{En: "Task: a Pod's data in files", Ko: "작업: 파드의 정보를 파일로 보이기"},
		Open: 30,
		Sections: []claim.Section{
			{Slug: "top", Title: beginning},
			{Slug: "store-pod-fields", Title: claim.Text{En: "Fields of the Pod", Ko: "파드의 필드"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
