package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/dynamic-provisioning", claim.Document{
		Slug: "dynamic-provisioning", Title: claim.Text{En: "Dynamic provisioning", Ko: "동적 프로비저닝"},
		Open: 30,
		Sections: []claim.Section{
			{Slug: "using-dynamic-provisioning", Title: claim.Text{En: "Use", Ko: "사용"}},
			{Slug: "defaulting-behavior", Title: claim.Text{En: "The default class", Ko: "기본 클래스"}},
		},
	})
}
