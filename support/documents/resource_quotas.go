package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/policy/resource-quotas", claim.Document{
		Slug: "resource-quotas", Title: claim.Text{En: "Resource quotas", Ko: "리소스 쿼터"},
		Open: 104,
		Sections: []claim.Section{
			{Slug: "how-kubernetes-resourcequotas-work", Title: claim.Text{En: "How they work", Ko: "동작 방식"}},
			{Slug: "enabling-resource-quota", Reason: notVolumes},
			{Slug: "types-of-resource-quota", Reason: notVolumes},
			{Slug: "compute-resource-quota", Reason: notVolumes},
			{Slug: "quota-for-extended-resources", Reason: notVolumes},
			{Slug: "quota-for-dra-resource-claims", Reason: notVolumes},
			{Slug: "quota-for-storage", Title: claim.Text{En: "Quota for storage", Ko: "스토리지 쿼터"}},
			{Slug: "quota-on-object-count", Title: claim.Text{En: "Quota by number", Ko: "개수 쿼터"}},
			{Slug: "resource-quota-object-count-generic", Title: claim.Text{En: "Examples", Ko: "예"}},
			{Slug: "resource-quota-object-count-specialized", Title: claim.Text{En: "The older names", Ko: "예전 이름"}},
			{Slug: "quota-and-cluster-capacity", Reason: notVolumes},
			{Slug: "quota-scope-best-effort", Reason: notVolumes},
			{Slug: "quota-scope-non-best-effort", Reason: notVolumes},
			{Slug: "quota-scope-non-terminating", Reason: notVolumes},
			{Slug: "quota-scope-terminating", Reason: notVolumes},
			{Slug: "cross-namespace-pod-affinity-scope", Reason: notVolumes},
			{Slug: "resource-quota-per-priorityclass", Reason: notVolumes},
			{Slug: "quota-scope-priorityclass-example", Reason: notVolumes},
			{Slug: "limiting-priorityclass-consumption-by-default", Reason: notVolumes},
			{Slug: "quota-scope-volume-attributes-class", Title: claim.Text{En: "Scope of an attributes class", Ko: "속성 클래스 범위"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
