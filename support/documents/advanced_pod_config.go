package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/advanced-pod-config", claim.Document{
		Slug: "advanced-pod-config", Title: claim.Text{En: "Advanced Pod configuration", Ko: "고급 파드 구성"},
		Open: 17,
		Sections: []claim.Section{
			{Slug: "top", Reason: notVolumes},
			{Slug: "priorityclasses", Reason: notVolumes},
			{Slug: "defining-a-priorityclass", Reason: notVolumes},
			{Slug: "specify-pod-priority-using-a-priorityclass", Reason: notVolumes},
			{Slug: "built-in-priorityclasses", Reason: notVolumes},
			{Slug: "runtimeclasses", Reason: notVolumes},
			{Slug: "runtimeclass-pod-example", Reason: notVolumes},
			{Slug: "scheduling", Reason: notVolumes},
			{Slug: "node-selectors", Reason: notVolumes},
			{Slug: "node-affinity", Reason: notVolumes},
			{Slug: "pod-affinity-and-anti-affinity", Reason: notVolumes},
			{Slug: "tolerations", Reason: notVolumes},
			{Slug: "pod-overhead", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
