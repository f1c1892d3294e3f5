package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volume-snapshot-classes", claim.Document{
		Slug: "volume-snapshot-classes", Title: claim.Text{En: "Volume snapshot classes", Ko: "볼륨 스냅샷 클래스"},
		Open: 24,
	})
}
