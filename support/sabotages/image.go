package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutImages lists lies about images as volumes.
var aboutImages = []sabotage.Sabotage{
	{
		ID: "another-image-mounted", How: sabotage.Admission,
		Does: claim.Text{En: "An image volume shows another image", Ko: "이미지 볼륨이 다른 이미지를 보여 준다"},
		Rules: []mutation.Rule{{
			Where: of(claims.TypeImageMountsImageContent, "mounting"),
			Merge: `spec: {volumes: [{name: image, image: {reference: $(shell)}}]}`,
		}},
		Kills: map[string]string{claims.TypeImageMountsImageContent.ID: "TheImagesFileIsThere"},
	},
}
