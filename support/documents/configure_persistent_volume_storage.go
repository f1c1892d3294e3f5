package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-persistent-volume-storage", claim.Document{
		Slug: "configure-persistent-volume-storage", Title: claim.Text{En: "Task: a PersistentVolume for a Pod", Ko: "작업: 파드에 퍼시스턴트볼륨 쓰기"},
		Open: 75,
		Sections: []claim.Section{
			{Slug: "prerequisites", Reason: preparesReader},
			{Slug: "create-a-pod", Title: claim.Text{En: "The Pod", Ko: "파드"}},
			{Slug: "clean-up", Reason: cleansUp},
			{Slug: "clean-up-1", Reason: cleansUp},
			{Slug: "whatsnext", Reason: pointsElsewhere},
			{Slug: "reference", Reason: pointsElsewhere},
		},
	})
}
