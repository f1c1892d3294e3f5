package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/configuration/configmap", claim.Document{
		Slug: "configmap", Title: claim.Text{En: "ConfigMaps", Ko: "컨피그맵"},
		Open: 87,
		Sections: []claim.Section{
			{Slug: "motivation", Title: claim.Text{En: "Why there are ConfigMaps", Ko: "컨피그맵이 있는 이유"}},
			{Slug: "configmap-object", Title: claim.Text{En: "The object", Ko: "오브젝트"}},
			{Slug: "configmaps-and-pods", Title: claim.Text{En: "In Pods", Ko: "파드에서"}},
			{Slug: "using-configmaps-as-files-from-a-pod", Title: claim.Text{En: "As files", Ko: "파일로 쓰기"}},
			{Slug: "mounted-configmaps-are-updated-automatically", Title: claim.Text{En: "Updates", Ko: "업데이트"}},
			{Slug: "configmap-immutable", Title: claim.Text{En: "Immutable ones", Ko: "불변 컨피그맵"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
