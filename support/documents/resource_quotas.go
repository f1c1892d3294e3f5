package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/policy/resource-quotas", claim.Document{
		Slug: "resource-quotas", Title: claim.Text{En: "Resource quotas", Ko: "리소스 쿼터"},
		Open: 120,
		Sections: []claim.Section{
			{Slug: "how-kubernetes-resourcequotas-work", Title: claim.Text{En: "How they work", Ko: "동작 방식"}},
			{Slug: "enabling-resource-quota", Reason: notVolumes},
			{Slug: "types-of-resource-quota", Reason: notVolumes},
			{Slug: "compute-resource-quota", Reason: notVolumes},
			{Slug: "quota-for-extended-resources", Reason: notVolumes},
			{Slug: "quota-for-dra-resource-claims", Reason: notVolumes},
			{Slug: "quota-and-cluster-capacity", Reason: notVolumes},
			{Slug: "quota-scope-best-effort", Reason: notVolumes},
			{Slug: "quota-scope-non-best-effort", Reason: notVolumes},
			{Slug: "quota-scope-non-terminating", Reason: notVolumes},
			{Slug: "quota-scope-terminating", Reason: notVolumes},
			{Slug: "cross-namespace-pod-affinity-scope", Reason: notVolumes},
			{Slug: "resource-quota-per-priorityclass", Reason: notVolumes},
			{Slug: "quota-scope-priorityclass-example", Reason: notVolumes},
			{Slug: "limiting-priorityclass-consumption-by-default", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
