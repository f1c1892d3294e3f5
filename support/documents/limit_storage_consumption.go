package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/administer-cluster/limit-storage-consumption", claim.Document{
		Slug: "limit-storage-consumption", Title: claim.Text{En: "Task: limits on storage", Ko: "작업: 스토리지 사용 제한"},
		Open: 22,
	})
}
