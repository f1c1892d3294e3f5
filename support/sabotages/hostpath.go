package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutHostPaths lists lies about hostPaths and the nodes that they belong to.
var aboutHostPaths = []sabotage.Sabotage{
	{
		ID: "hostpath-private", How: sabotage.Admission,
		Does: claim.Text{
			En: "A hostPath is a folder of the Pod alone, as an emptyDir is",
			Ko: "hostPath가 emptyDir처럼 파드만의 폴더이다",
		},
		Rules: []mutation.Rule{
			{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.HostPath}, To: mutation.Fresh}},
			// The folder that the Pod asks for is on the node no more than what it would show.
			{Where: of(claims.HostPathReadwriteSubvertsPathAllowlist, "following"), Untyped: true},
		},
		Kills: map[string]string{
			claims.HostPathSameNodeSamePathShared.ID:         "TheOtherReadsIt",
			claims.TypeHostPathNodeFilesystem.ID:             "TheNodesFileIsThere",
			claims.HostPathExposesNodeFileOrDirectory.ID:     "TheFolderIsThere",
			claims.HostPathExposesPrivilegedInterfaces.ID:    "TheRuntimesSocketTakesAConnection",
			claims.HostPathIdenticalTemplateDiffersByNode.ID: "OneReadsItsNodesFile",
			claims.HostPathNotCountedAsEphemeralStorage.ID:   "TheHostPathsPodRunsOnWhileTheOtherIsEvicted",
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "ThePodThatNamesTheLinkSeesWhatIsOutside",
			claims.HostPathDrainLeavesDataBehind.ID:          "OnTheFirstNodeTheDataAreThereAgain",
		},
		Errors: []string{
			claims.EmptyDirNotSharedAcrossPods.ID, claims.HostPathSurvivesPodDeletion.ID,
			claims.HostPathOtherNodeHasDifferentData.ID, claims.HostPathRescheduledPodLosesData.ID,
			claims.OrdinaryPodCannotSeeNodeFiles.ID,
		},
		Further: map[string]string{
			claims.GitRepoGateLocked.ID:        "",
			claims.HostPathTypeChecks.ID:       "",
			claims.TypeEmptyDirEphemeral.ID:    "",
			claims.VolumeLifecycleEqualsPod.ID: "",
		},
	},
	{
		ID: "hostpath-emptied-with-pod", How: sabotage.Admission,
		Does: claim.Text{
			En: "A hostPath is emptied when a Pod that mounts it is deleted",
			Ko: "hostPath를 마운트한 파드가 삭제되면 그 hostPath가 비워진다",
		},
		// Not what belongs to the node itself: it would not live on.
		Rules: []mutation.Rule{{
			Where:   mutation.Where{Under: hostPathRoot + "/"},
			PreStop: &mutation.PreStop{Kinds: []mutation.Kind{mutation.HostPath}, Script: emptied},
		}},
		Kills: map[string]string{
			claims.HostPathSurvivesPodDeletion.ID:     "NodeKeepsTheRecord",
			claims.HostPathRescheduledPodLosesData.ID: "DataIsThereAgain",
			claims.HostPathDrainLeavesDataBehind.ID:   "OnTheFirstNodeTheDataAreThereAgain",
		},
		Further: map[string]string{
			claims.TypeEmptyDirEphemeral.ID:    "",
			claims.VolumeLifecycleEqualsPod.ID: "",
		},
	},
	{
		ID: "hostpath-unchecked", How: sabotage.Admission,
		Does: claim.Text{
			En: "The type that a hostPath asks for is not checked",
			Ko: "hostPath가 요구한 타입을 검사하지 않는다",
		},
		Rules: []mutation.Rule{{Untyped: true}},
		Kills: map[string]string{
			claims.HostPathTypeChecks.ID:              "AFileIsMadeWithLeave",
			claims.HostPathRescheduledPodLosesData.ID: "TypedDoesNotStart",
		},
	},
	{
		ID: "node-files-shown", How: sabotage.Node, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "A container is given a folder of the node that its Pod did not ask for",
			Ko: "컨테이너가 파드가 요청하지 않은 노드의 폴더를 받는다",
		},
		Runc: `if [ "$command" = create ] && of ordinary-pod-cannot-see-node-files ordinary main; then
  sed -i 's|"mounts":\[|&{"destination":"/var/lib/volconf","type":"bind","source":"/var/lib/volconf","options":["rbind","rw"]},|' "$config"
fi`,
		Kills: map[string]string{claims.OrdinaryPodCannotSeeNodeFiles.ID: "WithoutAHostPathTheNodesFileIsNotThere"},
	},
	{
		ID: "devices-unguarded", How: sabotage.Admission,
		Does: claim.Text{
			En: "A container may open any device of the node that it mounts",
			Ko: "컨테이너가 마운트한 노드의 디바이스를 무엇이든 열 수 있다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.HostPathExposesNodeFileOrDirectory, "looking"),
			Merge: `spec: {containers: [{name: main, securityContext: {privileged: true}}]}`,
		}},
		Kills: map[string]string{claims.HostPathExposesNodeFileOrDirectory.ID: "TheGuardedDeviceCannotBeOpened"},
	},
	{
		ID: "hostpath-one-disk", How: sabotage.Node, Break: oneDisk,
		Does: claim.Text{
			En: "The folder of the hostPaths is one disk that all workers mount",
			Ko: "hostPath들의 폴더가 모든 워커가 마운트한 하나의 디스크이다",
		},
		Kills: map[string]string{
			claims.HostPathOtherNodeHasDifferentData.ID:      "TheOtherNodesPodDoesNotSeeIt",
			claims.HostPathRescheduledPodLosesData.ID:        "TypedDoesNotStart",
			claims.HostPathIdenticalTemplateDiffersByNode.ID: "OneReadsItsNodesFile",
			claims.HostPathDrainLeavesDataBehind.ID:          "TheFolderOnTheOtherNodeIsEmpty",
			claims.LocalPVIsTheRecommendedAlternative.ID:     "OnTheOtherNodeTheHostPathIsEmpty",
		},
	},
	{
		ID: "hostpath-copied", How: sabotage.Node, Break: copiedHostPaths,
		Does: claim.Text{
			En: "What is in the hostPaths of one worker is copied to the others every 3 s",
			Ko: "한 워커의 hostPath에 있는 것이 3초마다 다른 워커로 복사된다",
		},
		Kills: map[string]string{
			claims.HostPathOtherNodeHasDifferentData.ID: "TheOtherNodesPodDoesNotSeeIt",
		},
		Further: map[string]string{
			claims.HostPathRescheduledPodLosesData.ID:    "TypedDoesNotStart",
			claims.HostPathDrainLeavesDataBehind.ID:      "TheFolderOnTheOtherNodeIsEmpty",
			claims.LocalPVIsTheRecommendedAlternative.ID: "OnTheOtherNodeTheHostPathIsEmpty",
		},
	},
	{
		ID: "local-volumes-private", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod is given a folder of its own in place of a local PersistentVolume",
			Ko: "파드가 local PersistentVolume 대신 자기만의 폴더를 받는다",
		},
		Rules: []mutation.Rule{{
			Where: mutation.Where{
				Claims: []string{claims.LocalPVIsTheRecommendedAlternative.ID},
				Pods:   []string{"first", "local-next"}, Volumes: []string{"local"},
			},
			Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.Claim}, To: mutation.Fresh},
		}},
		Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "TheNextPodReadsTheData"},
	},
	{
		ID: "hostpath-volumes-bound", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod with a hostPath PersistentVolume is sent back to the node where the volume was first used",
			Ko: "hostPath PersistentVolume을 쓰는 파드가 볼륨이 처음 쓰인 노드로 되돌려 보내진다",
		},
		Rules: []mutation.Rule{{Where: of(claims.LocalPVIsTheRecommendedAlternative, "host-away"), Elsewhere: true}},
		Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "TheHostPathsNextPodRunsElsewhere"},
	},
	{
		ID: "pods-sent-elsewhere", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod is sent to another node than it asked for",
			Ko: "파드가 요청한 것과 다른 노드로 보내진다",
		},
		Rules: []mutation.Rule{{Where: of(claims.LocalPVIsTheRecommendedAlternative, "local-away"), Elsewhere: true}},
		Kills: map[string]string{claims.LocalPVIsTheRecommendedAlternative.ID: "ThePodThatMustBeElsewhereIsNotScheduled"},
	},
}
