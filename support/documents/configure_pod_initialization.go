package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-pod-initialization", claim.Document{
		Slug: "configure-pod-initialization", Title: claim.Text{En: "Task: initializing a Pod", Ko: "작업: 파드 초기화"},
		Open: 6,
		Sections: []claim.Section{
			{Slug: "create-a-pod-that-has-an-init-container", Title: claim.Text{En: "The exercise", Ko: "실습"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
