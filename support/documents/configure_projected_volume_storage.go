package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-projected-volume-storage", claim.Document{
		Slug: "configure-projected-volume-storage", Title: claim.Text{En: "Task: a projected volume", Ko: "작업: 프로젝티드 볼륨"},
		Open: 7,
		Sections: []claim.Section{
			{Slug: "clean-up", Reason: cleansUp},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
