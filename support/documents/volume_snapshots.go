package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volume-snapshots", claim.Document{
		Slug: "volume-snapshots", Title: claim.Text{En: "Volume snapshots", Ko: "볼륨 스냅샷"},
		Open: 73,
	})
}
