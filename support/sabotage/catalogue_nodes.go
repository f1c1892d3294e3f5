package sabotage

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// runtimes lists lies of the container runtime on the nodes.
func runtimes() []Sabotage {
	return []Sabotage{
		{
			ID: "emptydir-kept-on-node", How: Node, Runc: emptyDirsKept, Reach: ItsRun,
			Does: claim.Text{
				En: "The node keeps the emptyDirs of a Pod and hands them to the next of its name",
				Ko: "노드가 파드의 emptyDir를 보관했다가 같은 이름의 다음 파드에 준다",
			},
			Kills: map[string]string{
				claims.EmptyDirLostWithPod.ID:   "VolumeIsEmpty",
				claims.TypeEmptyDirEphemeral.ID: "TheEmptyDirHasNot",
			},
		},
		{
			ID: "writable-layer-kept", How: Node, Runc: writableLayerKept, Reach: ItsClaims,
			Does: claim.Text{
				En: "A restarted container is given the writable layer of the one before",
				Ko: "다시 시작된 컨테이너가 앞 컨테이너의 쓰기 계층을 받는다",
			},
			Kills: map[string]string{claims.ContainerRootfsLostOnContainerRestart.ID: "TokenIsGone"},
		},
		{
			ID: "network-apart", How: Node, Runc: networkApart, Reach: ItsClaims,
			Does: claim.Text{
				En: "A container is given a network of its own, apart from its Pod's",
				Ko: "컨테이너가 파드와 따로 자기 네트워크를 받는다",
			},
			Kills: map[string]string{claims.PodContainersShareNetwork.ID: "TheOtherContainerReachesIt"},
		},
		{
			ID: "compute-apart", How: Node, Runc: computeApart, Reach: ItsClaims,
			Does: claim.Text{
				En: "A container is accounted for outside the control group of its Pod",
				Ko: "컨테이너가 파드의 컨트롤 그룹 밖에서 계산된다",
			},
			Kills: map[string]string{claims.PodContainersShareCompute.ID: "TheContainersHaveOneGroup"},
		},
		{
			ID: "cat-blind", How: Node, Runc: blindCat, Reach: ItsRun,
			Does: claim.Text{
				En: "Every cat in a container says of each file that it is not there: the reader is broken, and not what it reads",
				Ko: "컨테이너의 모든 cat이 어떤 파일이든 없다고 말한다: 읽는 쪽이 망가진 것이지 읽히는 것이 아니다",
			},
			// Two are of the sample.
			Errors: []string{
				claims.EmptyDirSharedWithinPod.ID, claims.HostPathSameNodeSamePathShared.ID, claims.EmptyDirGoneWhenPodTerminates.ID,
				claims.PodContainersDoNotShareFilesystem.ID, claims.ContainerRootfsLostOnContainerRestart.ID,
			},
		},
		{
			ID: "image-swapped", How: Node, Break: imageSwapped, Reach: ItsClaims,
			Does: claim.Text{
				En: "A restarted container is made from another image than the first",
				Ko: "다시 시작된 컨테이너가 처음과 다른 이미지로 만들어진다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.ContainerRestartReusesSameImage, "restarted"),
				Merge: `spec: {containers: [{name: main, image: "` + swappedTag + `"}]}`,
			}},
			Kills: map[string]string{claims.ContainerRestartReusesSameImage.ID: "ARestartKeepsTheImage"},
		},
	}
}

// kubelets lists lies of the kubelets.
func kubelets() []Sabotage {
	return []Sabotage{
		{
			ID: "ended-pods-keep-volumes", How: Node, Break: heldFolders, Reach: ItsClaims,
			Does: claim.Text{
				En: "The emptyDirs of a Pod that has ended stay until it is deleted",
				Ko: "끝난 파드의 emptyDir가 파드가 삭제될 때까지 남는다",
			},
			Kills: map[string]string{claims.EmptyDirGoneWhenPodTerminates.ID: "TheSucceededLosesItsFolder"},
		},
		{
			ID: "kubelet-wipes-volumes", How: Node, Break: wipingKubelet,
			Does: claim.Text{
				En: "A kubelet that starts empties emptyDirs of Pods that run",
				Ko: "kubelet이 시작하면서 실행 중인 파드의 emptyDir를 비운다",
			},
			Kills: map[string]string{claims.EmptyDirSurvivesKubeletRestart.ID: "BothVolumesKeepTheirTokens"},
		},
		{
			ID: "gates-ignored", How: Node, Break: gatelessKubelet, Reach: ItsClaims,
			Does:  claim.Text{En: "The kubelet ignores feature gates", Ko: "kubelet이 기능 게이트를 무시한다"},
			Kills: map[string]string{claims.GitRepoGateLocked.ID: "WithTheGateOnItEndsBeforeThat"},
		},
	}
}
