package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/ephemeral-containers", claim.Document{
		Slug: "ephemeral-containers", Title: claim.Text{En: "Ephemeral containers", Ko: "임시 컨테이너"},
		Open: 13,
		Sections: []claim.Section{
			{Slug: "understanding-ephemeral-containers", Title: claim.Text{En: "What they are", Ko: "정의"}},
			{Slug: "what-is-an-ephemeral-container", Title: claim.Text{En: "What they may have", Ko: "쓸 수 있는 것"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
