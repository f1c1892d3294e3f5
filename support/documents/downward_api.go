package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/downward-api", claim.Document{
		Slug: "downward-api", Title: claim.Text{En: "The downward API", Ko: "다운워드 API"},
		Open: 30,
		Sections: []claim.Section{
			{Slug: "downwardapi-fieldRef", Title: claim.Text{En: "Fields of the Pod", Ko: "파드의 필드"}},
			{Slug: "downwardapi-resourceFieldRef", Title: claim.Text{En: "Resources of a container", Ko: "컨테이너의 리소스"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
