package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutReadiness lists lies about readiness, and the Services that go by it.
var aboutReadiness = []sabotage.Sabotage{
	{
		ID: "readiness-ignored", How: sabotage.Admission,
		Does: claim.Text{
			En: "Readiness probes are dropped: what runs is ready",
			Ko: "준비성 프로브가 빠진다: 실행되면 준비된 것이다",
		},
		Rules: []mutation.Rule{{Unprobed: true}},
		Kills: map[string]string{
			claims.ReadinessGatesOnSharedContent.ID: "WithoutTheFileThePodIsNotReady",
			claims.HeadlessServiceListsReadyPods.ID: "TheServiceListsTheReadyPod",
		},
	},
	{
		ID: "services-list-all", How: sabotage.Admission,
		Does: claim.Text{
			En: "Services list Pods that are not ready as well",
			Ko: "서비스가 준비되지 않은 파드도 나열한다",
		},
		Rules: []mutation.Rule{{Unready: true}},
		Kills: map[string]string{
			claims.SidecarCrashLeavesMainRunning.ID: "TheServiceDropsIt",
			claims.HeadlessServiceListsReadyPods.ID: "TheServiceListsTheReadyPod",
		},
	},
}
