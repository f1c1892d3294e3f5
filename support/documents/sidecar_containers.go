package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/sidecar-containers", claim.Document{
		Slug: "sidecar-containers", Title: claim.Text{En: "Sidecar containers", Ko: "사이드카 컨테이너"},
		Open: 34,
		Sections: []claim.Section{
			{Slug: "pod-sidecar-containers", Title: claim.Text{En: "In a Pod", Ko: "파드에서"}},
			{Slug: "sidecar-containers-and-pod-lifecycle", Title: claim.Text{En: "And the life of the Pod", Ko: "파드의 수명과 사이드카"}},
			{Slug: "jobs-with-sidecar-containers", Title: claim.Text{En: "In Jobs", Ko: "잡에서"}},
			{Slug: "differences-from-application-containers", Title: claim.Text{En: "Against application containers", Ko: "앱 컨테이너와의 차이"}},
			{Slug: "differences-from-init-containers", Title: claim.Text{En: "Against init containers", Ko: "초기화 컨테이너와의 차이"}},
			{Slug: "resource-sharing-within-containers", Reason: notVolumes},
			{Slug: "cgroups", Reason: notVolumes},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
