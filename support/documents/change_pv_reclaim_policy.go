package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/administer-cluster/change-pv-reclaim-policy", claim.Document{
		Slug: "change-pv-reclaim-policy", Title: claim.Text{En: "Task: another reclaim policy", Ko: "작업: 회수 정책 바꾸기"},
		Open: 11,
		Sections: []claim.Section{
			{Slug: "why-change-reclaim-policy-of-a-persistentvolume", Title: claim.Text{En: "Why", Ko: "이유"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
			{Slug: "reference", Reason: pointsElsewhere},
		},
	})
}
