package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/administer-cluster/limit-storage-consumption", claim.Document{
		Slug: "limit-storage-consumption", Title: claim.Text{En: "Task: limits on storage", Ko: "작업: 스토리지 사용 제한"},
		Open: 15,
		Sections: []claim.Section{
			{Slug: "limitrange-to-limit-requests-for-storage", Title: claim.Text{En: "Limit range", Ko: "리밋레인지"}},
			{Slug: "resourcequota-to-limit-pvc-count-and-cumulative-storage-capacity", Title: claim.Text{En: "Quota", Ko: "쿼터"}},
		},
	})
}
