package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/administer-cluster/change-default-storage-class", claim.Document{
		Slug: "change-default-storage-class", Title: claim.Text{En: "Task: another default StorageClass", Ko: "작업: 기본 스토리지클래스 바꾸기"},
		Open: 17,
		Sections: []claim.Section{
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
