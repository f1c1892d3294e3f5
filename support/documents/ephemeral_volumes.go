package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/ephemeral-volumes", claim.Document{
		Slug: "ephemeral-volumes", Title: claim.Text{En: "Ephemeral volumes", Ko: "임시 볼륨"},
		Open: 63,
		Sections: []claim.Section{
			{Slug: "top", Title: beginning},
			{Slug: "types-of-ephemeral-volumes", Title: claim.Text{En: "Types", Ko: "종류"}},
		},
	})
}
