package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/administer-cluster/change-pv-access-mode-readwriteoncepod", claim.Document{
		Slug: "change-pv-access-mode-readwriteoncepod", Title: claim.Text{En: "Task: to ReadWriteOncePod", Ko: "작업: ReadWriteOncePod로 바꾸기"},
		Open: 35,
		Sections: []claim.Section{
			{Slug: "migrating-existing-persistentvolumes", Title: claim.Text{En: "Migration", Ko: "이전"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
