package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/workloads/pods/pod-lifecycle", claim.Document{
		Slug: "pod-lifecycle", Title: claim.Text{En: "The life of a Pod", Ko: "파드의 수명"},
		Open: 180,
		Sections: []claim.Section{
			{Slug: "pod-fault-recovery", Title: claim.Text{En: "When something fails", Ko: "장애 복구"}},
			{Slug: "associated-lifetimes", Title: claim.Text{En: "What lives as long as a Pod", Ko: "파드와 수명이 같은 것"}},
			{Slug: "container-states", Reason: notVolumes},
			{Slug: "container-state-running", Reason: notVolumes},
			{Slug: "container-state-terminated", Reason: notVolumes},
			{Slug: "container-restarts", Reason: notVolumes},
			{Slug: "restart-policy", Reason: notVolumes},
			{Slug: "container-restart-resilience", Reason: notVolumes},
			{Slug: "pod-level-container-restart-policy", Reason: notVolumes},
			{Slug: "container-restart-rules", Reason: notVolumes},
			{Slug: "how-in-place-pod-restarts-work", Title: claim.Text{En: "Restart of all containers", Ko: "모든 컨테이너의 재시작"}},
			{Slug: "reduced-container-restart-delay", Reason: notVolumes},
			{Slug: "configurable-container-restart-delay", Reason: notVolumes},
			{Slug: "pod-conditions", Title: claim.Text{En: "Conditions", Ko: "컨디션"}},
			{Slug: "pod-readiness-gate", Reason: notVolumes},
			{Slug: "pod-readiness-status", Reason: notVolumes},
			{Slug: "pod-has-network", Title: claim.Text{En: "Network readiness", Ko: "네트워크 준비"}},
			{Slug: "container-probes", Reason: notVolumes},
			{Slug: "probe-check-methods", Reason: notVolumes},
			{Slug: "probe-outcome", Reason: notVolumes},
			{Slug: "types-of-probe", Title: claim.Text{En: "Kinds of probe", Ko: "프로브의 종류"}},
			{Slug: "when-should-you-use-a-liveness-probe", Reason: notVolumes},
			{Slug: "when-should-you-use-a-readiness-probe", Title: claim.Text{En: "Readiness probes", Ko: "레디니스 프로브"}},
			{Slug: "when-should-you-use-a-startup-probe", Reason: notVolumes},
			{Slug: "pod-termination-stop-signals", Reason: notVolumes},
			{Slug: "defining-custom-stop-signals", Reason: notVolumes},
			{Slug: "pod-termination-forced", Reason: notVolumes},
			{Slug: "pod-garbage-collection", Reason: notVolumes},
			{Slug: "detection-of-kubelet-restarts", Title: claim.Text{En: "Restarts of the kubelet", Ko: "kubelet의 재시작"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
