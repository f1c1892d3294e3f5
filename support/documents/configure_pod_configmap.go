package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("tasks/configure-pod-container/configure-pod-configmap", claim.Document{
		Slug: "configure-pod-configmap", Title: claim.Text{En: "Task: a ConfigMap for a Pod", Ko: "작업: 파드에 컨피그맵 쓰기"},
		Open: 69,
		Sections: []claim.Section{
			{Slug: "prerequisites", Reason: preparesReader},
			{Slug: "create-a-configmap", Reason: notVolumes},
			{Slug: "create-a-configmap-using-kubectl-create-configmap", Reason: notVolumes},
			{Slug: "create-configmaps-from-directories", Reason: notVolumes},
			{Slug: "create-configmaps-from-files", Reason: notVolumes},
			{Slug: "define-the-key-to-use-when-creating-a-configmap-from-a-file", Reason: notVolumes},
			{Slug: "create-configmaps-from-literal-values", Reason: notVolumes},
			{Slug: "create-a-configmap-from-generator", Reason: notVolumes},
			{Slug: "generate-configmaps-from-files", Reason: notVolumes},
			{Slug: "define-the-key-to-use-when-generating-a-configmap-from-a-file", Reason: notVolumes},
			{Slug: "generate-configmaps-from-literals", Reason: notVolumes},
			{Slug: "interim-cleanup", Reason: cleansUp},
			{Slug: "define-a-container-environment-variable-with-data-from-a-single-configmap", Reason: notVolumes},
			{Slug: "define-container-environment-variables-with-data-from-multiple-configmaps", Reason: notVolumes},
			{Slug: "configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables", Reason: notVolumes},
			{Slug: "use-configmap-defined-environment-variables-in-pod-commands", Reason: notVolumes},
			{Slug: "populate-a-volume-with-data-stored-in-a-configmap", Title: claim.Text{En: "A volume of it", Ko: "볼륨에 담기"}},
			{Slug: "optional-references", Title: claim.Text{En: "Optional references", Ko: "선택적 참조"}},
			{Slug: "mounted-configmaps-are-updated-automatically", Title: claim.Text{En: "Updates", Ko: "업데이트"}},
			{Slug: "restrictions", Title: claim.Text{En: "Restrictions", Ko: "제약"}},
			{Slug: "cleanup", Reason: cleansUp},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
