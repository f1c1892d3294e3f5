package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/controllers/statefulset", claim.Document{
		Slug: "statefulset", Title: claim.Text{En: "StatefulSets", Ko: "스테이트풀셋"},
		Open: 69,
		Sections: []claim.Section{
			{Slug: "pod-selector", Reason: notVolumes},
			{Slug: "volume-claim-templates", Title: claim.Text{En: "Claim templates", Ko: "클레임 템플릿"}},
			{Slug: "minimum-ready-seconds", Reason: notVolumes},
			{Slug: "ordinal-index", Reason: notVolumes},
			{Slug: "start-ordinal", Reason: notVolumes},
			{Slug: "stable-network-id", Reason: notVolumes},
			{Slug: "pod-name-label", Reason: notVolumes},
			{Slug: "pod-index-label", Reason: notVolumes},
			{Slug: "deployment-and-scaling-guarantees", Reason: notVolumes},
			{Slug: "pod-management-policies", Reason: notVolumes},
			{Slug: "orderedready-pod-management", Reason: notVolumes},
			{Slug: "parallel-pod-management", Reason: notVolumes},
			{Slug: "update-strategies", Reason: notVolumes},
			{Slug: "rolling-updates", Reason: notVolumes},
			{Slug: "partitions", Reason: notVolumes},
			{Slug: "maximum-unavailable-pods", Reason: notVolumes},
			{Slug: "forced-rollback", Reason: notVolumes},
			{Slug: "revision-history", Reason: notVolumes},
			{Slug: "how-statefulsets-track-changes-using-controllerrevisions", Reason: notVolumes},
			{Slug: "key-properties", Reason: notVolumes},
			{Slug: "managing-revision-history", Reason: notVolumes},
			{Slug: "performing-rollbacks", Reason: notVolumes},
			{Slug: "inspecting-controllerrevisions", Reason: notVolumes},
			{Slug: "retention-policy", Reason: notVolumes},
			{Slug: "monitoring", Reason: notVolumes},
			{Slug: "avoid", Reason: notVolumes},
			{Slug: "replicas", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
