package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/user-namespaces", claim.Document{
		Slug: "user-namespaces", Title: claim.Text{En: "User namespaces", Ko: "사용자 네임스페이스"},
		Open: 119,
		Sections: []claim.Section{
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
