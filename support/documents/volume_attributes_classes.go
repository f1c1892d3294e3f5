package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volume-attributes-classes", claim.Document{
		Slug: "volume-attributes-classes", Title: claim.Text{En: "Volume attributes classes", Ko: "볼륨 속성 클래스"},
		Open: 34,
		Sections: []claim.Section{
			{Slug: "the-volumeattributesclass-api", Title: claim.Text{En: "The API", Ko: "API"}},
		},
	})
}
