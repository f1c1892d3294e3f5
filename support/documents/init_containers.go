package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/init-containers", claim.Document{
		Slug: "init-containers", Title: claim.Text{En: "Init containers", Ko: "초기화 컨테이너"},
		Open: 63,
		Sections: []claim.Section{
			{Slug: "understanding-init-containers", Title: claim.Text{En: "What they are", Ko: "정의"}},
			{Slug: "differences-from-regular-containers", Title: claim.Text{En: "Against ordinary containers", Ko: "일반 컨테이너와의 차이"}},
			{Slug: "differences-from-sidecar-containers", Title: claim.Text{En: "Against sidecars", Ko: "사이드카와의 차이"}},
			{Slug: "using-init-containers", Title: claim.Text{En: "Use", Ko: "사용"}},
			{Slug: "examples", Title: claim.Text{En: "Examples", Ko: "예"}},
			{Slug: "detailed-behavior", Title: claim.Text{En: "Behaviour in detail", Ko: "자세한 동작"}},
			{Slug: "resource-sharing-within-containers", Reason: notVolumes},
			{Slug: "cgroups", Reason: notVolumes},
			{Slug: "pod-restart-reasons", Title: claim.Text{En: "Why a Pod restarts", Ko: "파드가 다시 시작되는 이유"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
