package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/storage-limits", claim.Document{
		Slug: "storage-limits", Title: claim.Text{En: "Limits of volumes per node", Ko: "노드별 볼륨 한도"},
		Open: 35,
	})
}
