package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
)

// Sample lists claims that are run with every sabotage beside those that it
// concerns: quick ones of several features, so that collateral damage is seen.
func Sample() []string {
	return []string{
		claims.PodContainersDoNotShareFilesystem.ID,
		claims.ContainerRootfsLostOnContainerRestart.ID,
		claims.EmptyDirSharedWithinPod.ID,
		claims.HostPathSameNodeSamePathShared.ID,
	}
}

// Spared lists claims about the Pod Security of their namespaces, which must stay
// what they are under a sabotage that is not about it.
func Spared() []string {
	return []string{claims.HostPathRejectedByPodSecurityBaseline.ID, claims.GitRepoBlockedByPolicy.ID}
}

// Unprovable lists the claims that no sabotage kills, with the reason.
func Unprovable() map[string]claim.Text {
	return map[string]claim.Text{
		claims.GitRepoNoCredentialsInAPI.ID: {
			En: "the schema of the type is compiled into the API server",
			Ko: "이 타입의 스키마는 API 서버에 컴파일되어 있다",
		},
		claims.SystemPodsUseHostPath.ID: {
			En: "where no system Pod mounts files of its node, the claim is not applicable, and while it is tried those of our own cluster cannot go without it",
			Ko: "노드의 파일을 마운트하는 시스템 파드가 없으면 이 주장은 해당되지 않고, 시험하는 동안에는 우리 클러스터가 그 파드들 없이 돌아가지 않는다",
		},
	}
}
