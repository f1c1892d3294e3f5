package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/storage-capacity", claim.Document{
		Slug: "storage-capacity", Title: claim.Text{En: "Storage capacity", Ko: "스토리지 용량"},
		Open: 28,
		Sections: []claim.Section{
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
