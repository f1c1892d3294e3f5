package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-volume-storage", claim.Document{
		Slug: "configure-volume-storage", Title: claim.Text{En: "Task: a volume for a Pod", Ko: "작업: 파드에 볼륨 쓰기"},
		Open: 10,
		Sections: []claim.Section{
			{Slug: "top", Title: beginning},
			{Slug: "configure-a-volume-for-a-pod", Title: claim.Text{En: "The exercise", Ko: "실습"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
