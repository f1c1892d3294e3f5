package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/user-namespaces", claim.Document{
		Slug: "user-namespaces", Title: claim.Text{En: "User namespaces", Ko: "사용자 네임스페이스"},
		Open: 104,
		Sections: []claim.Section{
			{Slug: "integration-with-pod-security-admission-checks", Title: claim.Text{En: "And Pod Security", Ko: "파드 시큐리티와의 관계"}},
			{Slug: "limitations", Title: claim.Text{En: "Limits", Ko: "제한"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
