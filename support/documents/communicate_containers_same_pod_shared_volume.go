package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/access-application-cluster/communicate-containers-same-pod-shared-volume", claim.Document{
		Slug: "communicate-containers-same-pod-shared-volume", Title: claim.Text{En: "Task: two containers and a shared volume", Ko: "작업: 두 컨테이너와 공유 볼륨"},
		Open: 10,
		Sections: []claim.Section{
			{Slug: "creating-a-pod-that-runs-two-containers", Title: claim.Text{En: "The exercise", Ko: "실습"}},
			{Slug: "discussion", Title: claim.Text{En: "Discussion", Ko: "논의"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
