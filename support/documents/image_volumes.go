package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/image-volumes", claim.Document{
		Slug: "image-volumes", Title: claim.Text{En: "Task: an image volume", Ko: "작업: 이미지 볼륨"},
		Open: 9,
		Sections: []claim.Section{
			{Slug: "top", Title: beginning},
			{Slug: "further-reading", Reason: pointsElsewhere},
		},
	})
}
