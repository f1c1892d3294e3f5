package sabotage

import (
	"slices"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// Scripts that empty the folder $d, and the folders in it. The images' find
// (busybox) has no -delete. A read-only mount stays as it is.
const (
	emptied        = `rm -rf "$d"/* "$d"/.[!.]* 2>/dev/null || true`
	foldersEmptied = `for f in "$d"/*/ "$d"/.[!.]*/; do rm -rf "$f"* "$f".[!.]* 2>/dev/null || true; done`
)

// All is the catalogue.
func All() []Sabotage {
	all := slices.Concat(emptyDirs(), media(), declarations(), containers(), initContainers(), contents(), hostPaths(),
		resources(), storage(), network(), servers(), sidecars(), gitRepos(), policies(), runtimes(), kubelets(), slowness())
	further := further()
	for i := range all {
		all[i].Further = further[all[i].ID]
	}
	return all
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

func emptyDirs() []Sabotage {
	return []Sabotage{
		{
			ID: "emptydir-kept", How: Admission,
			Does: claim.Text{
				En: "The next Pod of the same name on a node is given the emptyDirs of the one before",
				Ko: "노드의 같은 이름의 다음 파드가 이전 파드의 emptyDir를 받는다",
			},
			Rules: []mutation.Rule{{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.NodeByPod}}},
			Kills: map[string]string{
				claims.EmptyDirLostWithPod.ID:   "VolumeIsEmpty",
				claims.TypeEmptyDirEphemeral.ID: "TheEmptyDirHasNot",
			},
		},
		{
			ID: "emptydir-shared-by-pods", How: Admission,
			Does: claim.Text{
				En: "Pods of one spec on one node are given one emptyDir",
				Ko: "한 노드에 있는 같은 스펙의 파드들이 하나의 emptyDir를 받는다",
			},
			// Of every volume it would be chance which Pods meet on a node.
			Rules: []mutation.Rule{{
				Where:    mutation.Where{Volumes: []string{"own"}},
				Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.NodeBySpec},
			}},
			Kills:  map[string]string{claims.EmptyDirNotSharedAcrossPods.ID: "RightsEmptyDirIsEmpty"},
			Errors: []string{claims.HostPathSurvivesPodDeletion.ID},
		},
		{
			ID: "emptydir-prefilled", How: Admission,
			Does: claim.Text{
				En: "An emptyDir begins with what the image has at its mount path, as a volume of Docker does",
				Ko: "emptyDir가 도커 볼륨처럼 마운트 경로에 있던 이미지의 내용으로 시작한다",
			},
			Rules: []mutation.Rule{{Prefill: true}},
			Kills: map[string]string{
				claims.EmptyDirStartsEmpty.ID:          "OnDiskItStartsEmpty",
				claims.VolumeMountHidesImageContent.ID: "UnderAVolumeThePageIsNotServed",
			},
			Errors: []string{claims.FortuneWrittenByOneServedByOther.ID},
		},
		{
			ID: "emptydir-per-container", How: Admission,
			Does: claim.Text{
				En: "Each container of a Pod is given an emptyDir of its own in place of the shared one",
				Ko: "파드의 컨테이너마다 공유하는 emptyDir 대신 자기 emptyDir를 받는다",
			},
			Rules: []mutation.Rule{{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.OnePerContainer}}},
			Kills: map[string]string{
				claims.EmptyDirSharedWithinPod.ID:          "RightReadsWhatLeftWrote",
				claims.FortuneWrittenByOneServedByOther.ID: "ServedIsWhatIsWritten",
				claims.InitRunsBeforeAppContainers.ID:      "AppFoundWhatTheInitContainerLeft",
				claims.FortunePodTwoContainersReady.ID:     "BothMountTheOneVolume",
				claims.FortuneServedThroughPortForward.ID:  "ServedIsWhatIsWritten",
				claims.FortuneServedThroughService.ID:      "TheServiceGivesWhatIsWritten",
				claims.ReadOnlyIsPerMountNotPerVolume.ID:   "AllMountsLeadToOneFolder",
			},
			Errors: []string{
				claims.PodContainersDoNotShareFilesystem.ID, claims.FortuneChangesOverTime.ID,
				claims.ReadOnlyMountRejectsWrites.ID, claims.GitContentNotAutoSynced.ID, claims.InitClonePopulatesVolume.ID,
				claims.GitSyncSidecarPropagatesCommits.ID, // its twin has one volume, too
			},
		},
		{
			ID: "emptydir-wiped-at-start", How: Admission,
			Does: claim.Text{
				En: "The emptyDirs of a container are emptied each time that it starts",
				Ko: "컨테이너가 시작될 때마다 그 emptyDir가 비워진다",
			},
			Rules: []mutation.Rule{{Wrap: &mutation.Wrap{
				Kinds: []mutation.Kind{mutation.EmptyDir}, Before: emptied,
			}}},
			Kills: map[string]string{
				claims.VolumeSurvivesContainerRestart.ID: "TokenIsStillThere",
				claims.EmptyDirSharedWithinPod.ID:        "BothReadWhatTheInitContainerWrote",
				claims.InitRunsBeforeAppContainers.ID:    "AppFoundWhatTheInitContainerLeft",
			},
			Errors: []string{claims.EmptyDirLostWithPod.ID, claims.ContainerRootfsLostOnContainerRestart.ID},
		},
	}
}

func containers() []Sabotage {
	return []Sabotage{
		{
			ID: "tmp-shared", How: Admission,
			Does: claim.Text{
				En: "The containers of a Pod share /tmp without having asked for it",
				Ko: "파드의 컨테이너들이 요청하지 않았는데도 /tmp를 공유한다",
			},
			Rules:  []mutation.Rule{{Mount: []string{"/tmp"}}},
			Kills:  map[string]string{claims.PodContainersDoNotShareFilesystem.ID: "RightDoesNotSeeLeftsFile"},
			Errors: []string{claims.EmptyDirSharedWithinPod.ID, claims.VolumeSurvivesContainerRestart.ID},
		},
		{
			ID: "shared-memory-apart", How: Admission,
			Does: claim.Text{
				En: "A container of a Pod is given a /dev/shm of its own",
				Ko: "파드의 한 컨테이너가 자기만의 /dev/shm을 받는다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.PodContainersDoNotShareFilesystem, "twins"),
				Merge: `
spec:
  volumes: [{name: sabotage-shm, emptyDir: {medium: Memory}}]
  containers:
    - name: right
      volumeMounts: [{mountPath: /dev/shm, name: sabotage-shm}]`,
			}},
			Kills: map[string]string{claims.PodContainersDoNotShareFilesystem.ID: "SharedMemoryIsThePods"},
		},
		{
			ID: "rootfs-kept", How: Admission,
			Does: claim.Text{
				En: "What a container writes into a folder of its own is kept over a restart",
				Ko: "컨테이너가 자기 폴더에 쓴 것이 재시작 뒤에도 남는다",
			},
			Rules: []mutation.Rule{{Mount: []string{"/kept"}}},
			Kills: map[string]string{claims.ContainerRootfsLostOnContainerRestart.ID: "TokenIsGone"},
		},
		{
			ID: "readonly-ignored", How: Admission,
			Does: claim.Text{
				En: "readOnly is dropped from the mounts of every container",
				Ko: "모든 컨테이너의 마운트에서 readOnly가 빠진다",
			},
			Rules: []mutation.Rule{{Writable: true}},
			Kills: map[string]string{
				claims.ReadOnlyMountRejectsWrites.ID:     "MountIsReadOnly",
				claims.ReadOnlyIsPerMountNotPerVolume.ID: "TheOtherContainersMountIsReadOnly",
			},
		},
		{
			ID: "init-beside-app", How: Admission,
			Does: claim.Text{
				En: "Init containers run beside the containers of the Pod and not before them",
				Ko: "초기화 컨테이너가 파드의 컨테이너보다 먼저가 아니라 나란히 실행된다",
			},
			Rules: []mutation.Rule{{Init: mutation.InitOrdinary}},
			Kills: map[string]string{
				claims.InitRunsBeforeAppContainers.ID: "AppIsNotStarted",
				claims.InitFailureBlocksApp.ID:        "ServerWasNeverStarted",
				claims.NativeSidecarOrdering.ID:       "AfterANativeOneItIsNotStarted",
			},
			Errors: []string{claims.InitClonePopulatesVolume.ID, claims.InitFailureFailsPodWhenNever.ID},
		},
		{
			ID: "init-dropped", How: Admission,
			Does: claim.Text{
				En: "Init containers are dropped",
				Ko: "초기화 컨테이너가 빠진다",
			},
			Rules: []mutation.Rule{{Init: mutation.InitDropped}},
			Kills: map[string]string{claims.EmptyDirSharedWithinPod.ID: "BothReadWhatTheInitContainerWrote"},
			Errors: []string{
				claims.EmptyDirStartsEmpty.ID, claims.InitRunsBeforeAppContainers.ID, claims.InitClonePopulatesVolume.ID,
				claims.GitContentNotAutoSynced.ID, claims.GitSyncSidecarPropagatesCommits.ID,
			},
		},
	}
}

func contents() []Sabotage {
	return []Sabotage{
		{
			ID: "fortune-frozen", How: Admission,
			Does: claim.Text{
				En: "The fortune writer writes one quote and never another",
				Ko: "fortune 작성기가 인용문 하나만 쓰고 다시 쓰지 않는다",
			},
			Rules: []mutation.Rule{{
				Where: mutation.Where{Images: []string{"fortune"}},
				Run:   "/usr/games/fortune > /var/htdocs/index.html; trap 'exit 0' TERM; sleep 2147483647 & wait",
			}},
			Kills: map[string]string{claims.FortuneChangesOverTime.ID: "PageChangesAgainAndAgainWhileTheTwinsStays"},
		},
		{
			ID: "fortune-twice", How: Admission,
			Does: claim.Text{
				En: "The fortune writer writes two quotes and never another",
				Ko: "fortune 작성기가 인용문 둘만 쓰고 다시 쓰지 않는다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.FortuneChangesOverTime, "fortune"),
				Merge: `
spec:
  containers:
    - name: html-generator
      command: [sh, -c, "echo one > /var/htdocs/index.html; sleep 15; echo two > /var/htdocs/index.html; trap 'exit 0' TERM; sleep 2147483647 & wait"]`,
			}},
			Kills: map[string]string{claims.FortuneChangesOverTime.ID: "PageChangesAgainAndAgainWhileTheTwinsStays"},
		},
		{
			ID: "init-folders-lost", How: Admission,
			Does: claim.Text{
				En: "What an init container puts into folders of a volume is lost when it ends",
				Ko: "초기화 컨테이너가 볼륨의 하위 폴더에 넣은 것이 종료와 함께 사라진다",
			},
			Rules: []mutation.Rule{{Wrap: &mutation.Wrap{
				Kinds: []mutation.Kind{mutation.EmptyDir}, Init: true, After: foldersEmptied,
			}}},
			Kills:  map[string]string{claims.InitClonePopulatesVolume.ID: "ItsFoldersToo"},
			Errors: []string{claims.GitSyncSidecarPropagatesCommits.ID},
		},
		{
			ID: "auto-pull", How: Admission,
			Does: claim.Text{
				En: "A container that pulls all the time is put beside every clone",
				Ko: "계속 pull하는 컨테이너가 모든 클론 옆에 붙는다",
			},
			Rules: []mutation.Rule{{Beside: &mutation.Beside{
				Argument: "clone",
				Script:   `trap 'exit 0' TERM; while :; do git -C "$1" pull -q; sleep 0.5 & wait $!; done`,
			}}},
			Kills: map[string]string{claims.GitContentNotAutoSynced.ID: "ClonedContentStaysWhileTheTwinsChanges"},
		},
		{
			ID: "gitsync-frozen", How: Admission,
			Does: claim.Text{
				En: "git-sync syncs once and not again",
				Ko: "git-sync가 한 번만 동기화하고 다시 하지 않는다",
			},
			Rules:  []mutation.Rule{{Replace: &mutation.Replace{Prefix: "--period=", By: []string{"--period=24h"}}}},
			Kills:  map[string]string{claims.GitSyncSidecarPropagatesCommits.ID: "CommitIsServed"},
			Errors: []string{claims.GitContentNotAutoSynced.ID},
		},
	}
}

func hostPaths() []Sabotage {
	return []Sabotage{
		{
			ID: "hostpath-private", How: Admission,
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
				claims.HostPathNotCountedAsEphemeralStorage.ID:   "ItRunsOnWhileTheOtherIsEvicted",
				claims.HostPathReadwriteSubvertsPathAllowlist.ID: "ItSeesWhatIsOutside",
				claims.HostPathDrainLeavesDataBehind.ID:          "ItsDataAreThereAgain",
			},
			Errors: []string{
				claims.EmptyDirNotSharedAcrossPods.ID, claims.HostPathSurvivesPodDeletion.ID,
				claims.HostPathOtherNodeHasDifferentData.ID, claims.HostPathRescheduledPodLosesData.ID,
				claims.OrdinaryPodCannotSeeNodeFiles.ID,
			},
		},
		{
			ID: "hostpath-emptied-with-pod", How: Admission,
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
				claims.HostPathDrainLeavesDataBehind.ID:   "ItsDataAreThereAgain",
			},
		},
		{
			ID: "hostpath-unchecked", How: Admission,
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
			ID: "node-files-shown", How: Node, Runc: nodeFilesShown, Reach: ItsClaims,
			Does: claim.Text{
				En: "A container is given a folder of the node that its Pod did not ask for",
				Ko: "컨테이너가 파드가 요청하지 않은 노드의 폴더를 받는다",
			},
			Kills: map[string]string{claims.OrdinaryPodCannotSeeNodeFiles.ID: "WithoutOneItIsNotThere"},
		},
		{
			ID: "devices-unguarded", How: Admission,
			Does: claim.Text{
				En: "A container may open any device of the node that it mounts",
				Ko: "컨테이너가 마운트한 노드의 디바이스를 무엇이든 열 수 있다",
			},
			Rules: []mutation.Rule{{
				Where: of(claims.HostPathExposesNodeFileOrDirectory, "looking"),
				Merge: `spec: {containers: [{name: main, securityContext: {privileged: true}}]}`,
			}},
			Kills: map[string]string{claims.HostPathExposesNodeFileOrDirectory.ID: "ItCannotBeOpened"},
		},
		{
			ID: "hostpath-one-disk", How: Node, Break: oneDisk,
			Does: claim.Text{
				En: "The folder of the hostPaths is one disk that all workers mount",
				Ko: "hostPath들의 폴더가 모든 워커가 마운트한 하나의 디스크이다",
			},
			Kills: map[string]string{
				claims.HostPathOtherNodeHasDifferentData.ID:      "TheOtherNodesPodDoesNotSeeIt",
				claims.HostPathRescheduledPodLosesData.ID:        "TypedDoesNotStart",
				claims.HostPathIdenticalTemplateDiffersByNode.ID: "OneReadsItsNodesFile",
				claims.HostPathDrainLeavesDataBehind.ID:          "ItsFolderIsEmpty",
				claims.LocalPVIsTheRecommendedAlternative.ID:     "ItFindsAnEmptyFolder",
			},
		},
		{
			ID: "hostpath-copied", How: Node, Break: copiedHostPaths,
			Does: claim.Text{
				En: "What is in the hostPaths of one worker is copied to the others every 3 s",
				Ko: "한 워커의 hostPath에 있는 것이 3초마다 다른 워커로 복사된다",
			},
			Kills: map[string]string{
				claims.HostPathOtherNodeHasDifferentData.ID: "TheOtherNodesPodDoesNotSeeIt",
			},
		},
	}
}

// slowness lists clusters that are healthy: no claim may fail on them.
func slowness() []Sabotage {
	return []Sabotage{
		{
			ID: "slow-starts", How: Timing, Runc: slowStarts(), Reach: ItsRun, Slow: 4,
			Does: claim.Text{En: "Each container starts 20 s late", Ko: "컨테이너마다 20초 늦게 시작된다"},
		},
		{
			ID: "slow-answers", How: Timing, Break: slowAnswers, Reach: ItsRun, Slow: 4,
			Does: claim.Text{En: "Each answer of the API comes 300 ms late", Ko: "API의 응답마다 300밀리초 늦게 온다"},
		},
		{
			ID: "kubelets-restarted", How: Timing, Break: restartedKubelets, Slow: 4,
			Does: claim.Text{
				En: "The kubelet of each worker is restarted in the middle",
				Ko: "실행 도중에 각 워커의 kubelet이 다시 시작된다",
			},
		},
		{
			ID: "worker-stopped", How: Timing, Break: stoppedWorker, Slow: 4, MayErr: true,
			Does: claim.Text{
				En: "One worker runs no Pods for 30 s: kubelet and containerd are stopped",
				Ko: "워커 하나가 30초 동안 파드를 실행하지 않는다: kubelet과 containerd가 멈춘다",
			},
		},
	}
}
