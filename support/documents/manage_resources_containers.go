package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/configuration/manage-resources-containers", claim.Document{
		Slug: "manage-resources-containers", Title: claim.Text{En: "Resources of Pods and containers", Ko: "파드와 컨테이너의 리소스"},
		Open: 49,
		Sections: []claim.Section{
			{Slug: "top", Reason: notVolumes},
			{Slug: "requests-and-limits", Reason: notVolumes},
			{Slug: "resource-types", Reason: notVolumes},
			{Slug: "resource-requests-and-limits-of-pod-and-container", Reason: notVolumes},
			{Slug: "pod-level-resource-specification", Title: claim.Text{En: "Limits of a Pod", Ko: "파드 수준의 한도"}},
			{Slug: "meaning-of-cpu", Reason: notVolumes},
			{Slug: "meaning-of-memory", Reason: notVolumes},
			{Slug: "example-1", Reason: notVolumes},
			{Slug: "example-2", Reason: notVolumes},
			{Slug: "how-pods-with-resource-requests-are-scheduled", Reason: notVolumes},
			{Slug: "how-pods-with-resource-limits-are-run", Title: claim.Text{En: "How limits are held", Ko: "한도가 지켜지는 방식"}},
			{Slug: "monitoring-compute--memory-resource-usage", Reason: notVolumes},
			{Slug: "memory-backed-emptydir", Title: claim.Text{En: "emptyDir in memory", Ko: "메모리의 emptyDir"}},
			{Slug: "extended-resources", Reason: notVolumes},
			{Slug: "node-level-extended-resources", Reason: notVolumes},
			{Slug: "device-plugin-managed-resources", Reason: notVolumes},
			{Slug: "other-resources", Reason: notVolumes},
			{Slug: "cluster-level-extended-resources", Reason: notVolumes},
			{Slug: "extended-resources-allocation-by-dra", Reason: notVolumes},
			{Slug: "consuming-extended-resources", Reason: notVolumes},
			{Slug: "pid-limiting", Reason: notVolumes},
			{Slug: "my-pods-are-pending-with-event-message-failedscheduling", Reason: notVolumes},
			{Slug: "my-container-is-terminated", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
