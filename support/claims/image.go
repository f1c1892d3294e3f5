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
	ImageVolumeNeedsAReference = register(claim.Claim{
		ID: "image-volume-needs-a-reference", Feature: claim.Image,
		Statement: claim.Text{
			En: "An image volume of a Pod must name its image",
			Ko: "파드의 image 볼륨은 이미지를 적어야 한다",
		},
		Sources: []claim.Source{
			{
				Document: "volumes", Kind: claim.Sentence, Section: "image", Sentences: []string{"150075aafb68a30e"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The field may be left out for tools to fill in, as the API's schema has it; a Pod that reaches the API server without it is refused, and since 1.37 a template too",
					Ko: "스키마에서는 도구가 채워 넣도록 생략할 수 있지만, 그대로 API 서버에 온 파드는 거절되고 1.37부터는 템플릿도 거절된다",
				},
			},
		},
		// ImageVolume: on by default since 1.35 (kube_features.go).
		Versions: claim.Range{Since: "1.35", APIOnly: true},
		Needs:    claim.Needs{Capabilities: []string{claim.Admits("image")}},
		Unlied:   true,
	})
	ImageVolumeOfATemplateNeedsAReference = register(claim.Claim{
		ID: "image-volume-of-a-template-needs-a-reference", Feature: claim.Image,
		Statement: claim.Text{
			En: "An image volume in a Deployment's template must name its image",
			Ko: "디플로이먼트 템플릿의 image 볼륨은 이미지를 적어야 한다",
		},
		Sources: []claim.Source{
			{
				Document: "volumes", Kind: claim.Sentence, Section: "image", Sentences: []string{"150075aafb68a30e"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "Up to 1.36 a template without it was taken; since 1.37 it is refused, in workload controllers too",
					Ko: "1.36까지는 이미지가 없는 템플릿도 받아들여졌지만 1.37부터는 워크로드 컨트롤러에서도 거절된다",
				},
			},
		},
		// Before, Pods alone were checked (validateImageVolumeSource in pkg/apis/core/validation, v1.36 and v1.37).
		Versions: claim.Range{Since: "1.37", APIOnly: true},
		Needs:    claim.Needs{Capabilities: []string{claim.Admits("image")}},
		Unlied:   true,
	})
	ImageVolumeDefaultPullPolicy = register(claim.Claim{
		ID: "image-volume-default-pull-policy", Feature: claim.Image,
		Statement: claim.Text{
			En: "An image volume that states no pull policy is pulled always if its tag is latest or left out, and otherwise only if the image is not there",
			Ko: "pullPolicy를 적지 않은 image 볼륨은 태그가 latest이거나 없으면 Always, 아니면 IfNotPresent가 된다",
		},
		Sources: []claim.Source{
			{
				Document: "volumes", Kind: claim.Sentence, Section: "image", Sentences: []string{"ac20a3b6398a1f84"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "A reference without a tag is taken as latest, and is pulled always too",
					Ko: "태그가 없는 이미지는 latest로 보아 역시 Always가 된다",
				},
			},
		},
		// ImageVolume: on by default since 1.35 (kube_features.go).
		Versions: claim.Range{Since: "1.35", APIOnly: true},
		Needs:    claim.Needs{Capabilities: []string{claim.Admits("image")}},
		Unlied:   true,
	})
)
