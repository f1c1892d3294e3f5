package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/ephemeral-storage", claim.Document{
		Slug: "ephemeral-storage", Title: claim.Text{En: "Local ephemeral storage", Ko: "로컬 임시 스토리지"},
		Open: 91,
		Sections: []claim.Section{
			{Slug: "top", Title: beginning},
			{Slug: "configurations", Title: claim.Text{En: "Disks of a node", Ko: "노드의 디스크 구성"}},
			{Slug: "requests-limits", Title: claim.Text{En: "Requests and limits", Ko: "요청과 한도"}},
			{Slug: "resource-emphemeralstorage-consumption", Title: claim.Text{En: "What is consumed", Ko: "사용량 관리"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
