package claims

import "github.com/volconf/volconf/support/claim"

// Images as volumes.
var (
	TypeImageMountsImageContent = register(claim.Claim{
		ID: "type-image-mounts-image-content", Feature: claim.Image,
		Statement: claim.Text{
			En: "An image volume shows the files of an image, read-only, beside a container of another image",
			Ko: "image 볼륨은 다른 이미지의 컨테이너 옆에 이미지의 파일을 읽기 전용으로 보여 준다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "volume-types", Lines: "75-82"},
			{Document: "volumes", Kind: claim.Sentence, Section: "image", Sentences: []string{"be547e8f695317bd", "cb899f79fe8aae07"}},
			{Document: "ephemeral-volumes", Kind: claim.Sentence, Section: "types-of-ephemeral-volumes", Sentences: []string{"832b0507e112319c"}},
			{Document: "image-volumes", Kind: claim.Sentence, Section: "top", Sentences: []string{"a612b392bb92e573"}},
		},
		// ImageVolume: on by default since 1.35 (kube_features.go).
		Versions: claim.Range{Since: "1.35"},
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("image"), claim.ImageVolumes}},
	})
)
