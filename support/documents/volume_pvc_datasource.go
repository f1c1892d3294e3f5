package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volume-pvc-datasource", claim.Document{
		Slug: "volume-pvc-datasource", Title: claim.Text{En: "Cloning a volume", Ko: "볼륨 복제"},
		Open: 23,
	})
}
