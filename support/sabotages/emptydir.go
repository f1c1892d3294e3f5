package sabotages

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutEmptyDirs lists lies about emptyDirs: their end, their content, what they are made of.
var aboutEmptyDirs = []sabotage.Sabotage{
	{
		ID: "emptydir-kept", How: sabotage.Admission,
		Does: claim.Text{
			En: "The next Pod of the same name on a node is given the emptyDirs of the one before",
			Ko: "노드의 같은 이름의 다음 파드가 이전 파드의 emptyDir를 받는다",
		},
		Rules: []mutation.Rule{{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.NodeByPod}}},
		Kills: map[string]string{
			claims.EmptyDirLostWithPod.ID:   "VolumeIsEmpty",
			claims.TypeEmptyDirEphemeral.ID: "TheEmptyDirHasNot",
		},
		Further: map[string]string{
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.VolumeSetImmutableAfterCreation.ID:           "TheEphemeralContainerMountsTheVolumeThatIsThere",
		},
	},
	{
		ID: "emptydir-shared-by-pods", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.TypePVCPreprovisioned.ID: "",
			claims.TypePVCDynamic.ID:        "",
		},
	},
	{
		ID: "emptydir-prefilled", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.ContainerRootfsComesFromImage.ID: "",
		},
	},
	{
		ID: "emptydir-per-container", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.EmptyDirGoneWhenPodTerminates.ID:             "WhereAContainerRunsTheContentStays",
			claims.GitRepoAdmittedButNeverRuns.ID:               "",
			claims.GitSyncUpdateIsAtomicSymlink.ID:              "",
			claims.SidecarRemovalLeavesMainWorking.ID:           "",
			claims.NativeSidecarOrdering.ID:                     "AfterTheFirstSyncItServes",
			claims.PrivateRepoAnonymousCloneFails.ID:            "",
			claims.PrivateRepoSSHSidecarWorks.ID:                "WithTheKeyTheContentArrives",
			claims.PrivateRepoHTTPBasicSidecarWorks.ID:          "WithThePasswordTheContentArrives",
			claims.InitRunsInOrder.ID:                           "SecondFoundWhatFirstLeft",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "",
			claims.ReadinessGatesOnSharedContent.ID:             "",
			claims.HeadlessServiceListsReadyPods.ID:             "",
			claims.VolumeInvisibleUnlessMounted.ID:              "",
			claims.NoVolumeNoSharingThreeContainer.ID:           "",
			claims.TwoVolumesThreeContainers.ID:                 "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
	},
	{
		ID: "emptydir-wiped-at-start", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.EmptyDirSurvivesKubeletRestart.ID:  "TheNewContainerFindsTheTokens",
			claims.EmptyDirSurvivesNodeRestart.ID:     "OnDiskTheTokenIsThere",
			claims.VolumeLifecycleEqualsPod.ID:        "ARestartKeepsTheContent",
			claims.NoVolumeNoSharingThreeContainer.ID: "",
			claims.TwoVolumesThreeContainers.ID:       "TheRotatorSeesTheRequest",
		},
	},
	{
		ID: "emptydir-in-memory", How: sabotage.Admission,
		Does:  claim.Text{En: "Every emptyDir is in memory", Ko: "모든 emptyDir가 메모리에 있다"},
		Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{Medium: &onMemory}}},
		Kills: map[string]string{
			claims.EmptyDirSingleContainerScratchLargerThanMemory.ID: "ByWayOfTheVolumeTheDataAreSorted",
			claims.EmptyDirMode0777.ID:                               "OnDiskTheModeIs0777",
			claims.EmptyDirSurvivesNodeRestart.ID:                    "OnDiskTheTokenIsThere",
		},
		Errors: []string{claims.EmptyDirMemoryMediumCountsAgainstMemory.ID},
		Further: map[string]string{
			claims.GitSyncUpdateIsAtomicSymlink.ID: "",
		},
	},
	{
		ID: "emptydir-on-disk", How: sabotage.Admission,
		Does:  claim.Text{En: "Every emptyDir is on disk", Ko: "모든 emptyDir가 디스크에 있다"},
		Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{Medium: &onDisk}}},
		Kills: map[string]string{
			claims.EmptyDirMemoryMediumCountsAgainstMemory.ID: "FilesInMemoryAreCharged",
			claims.EmptyDirMode0777.ID:                        "InMemoryTheModeIs1777",
			claims.EmptyDirSurvivesNodeRestart.ID:             "InMemoryTheVolumeIsEmpty",
		},
		Errors: []string{claims.EmptyDirSingleContainerScratchLargerThanMemory.ID},
	},
	{
		ID: "emptydir-unlimited", How: sabotage.Admission,
		Does:  claim.Text{En: "The size limit of an emptyDir is dropped", Ko: "emptyDir의 크기 제한이 빠진다"},
		Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{NoLimit: true}}},
		Kills: map[string]string{claims.EmptyDirOverSizeLimitEvicted.ID: "OverTheLimitThePodIsEvicted"},
	},
	{
		ID: "memory-unlimited", How: sabotage.Admission,
		Does: claim.Text{En: "The size limit of an emptyDir in memory is dropped", Ko: "메모리에 있는 emptyDir의 크기 제한이 빠진다"},
		Rules: []mutation.Rule{{
			Where:    of(claims.EmptyDirOverSizeLimitEvicted, "in-memory"),
			EmptyDir: &mutation.EmptyDirFields{NoLimit: true},
		}},
		Kills: map[string]string{claims.EmptyDirOverSizeLimitEvicted.ID: "InMemoryTheLimitIsTheEndOfTheVolume"},
	},
	{
		ID: "emptydir-dirty", How: sabotage.Admission,
		Does: claim.Text{
			En: "A container finds a file that nobody wrote in each of its emptyDirs",
			Ko: "컨테이너가 자기 emptyDir마다 아무도 쓰지 않은 파일을 발견한다",
		},
		Rules: []mutation.Rule{{Wrap: &mutation.Wrap{
			Kinds: []mutation.Kind{mutation.EmptyDir}, Before: `touch "$d/found" 2>/dev/null`,
		}}},
		Kills: map[string]string{
			claims.EmptyDirLostWithPod.ID:                   "VolumeIsEmpty",
			claims.EmptyDirNotSharedAcrossPods.ID:           "RightsEmptyDirIsEmpty",
			claims.VolumeLifecycleEqualsPod.ID:              "TheNewVolumeIsEmpty",
			claims.VolumeWithoutSourceDefaultsToEmptyDir.ID: "AVolumeWithoutATypeIsEmpty",
			claims.VolumeMountHidesImageContent.ID:          "TheVolumeHasNoCopyOfThePage",
			claims.TypeEmptyDirEphemeral.ID:                 "TheEmptyDirStartsEmpty",
		},
		Errors: []string{claims.HostPathSurvivesPodDeletion.ID},
		Further: map[string]string{
			claims.TypePVCPreprovisioned.ID: "",
			claims.TypePVCDynamic.ID:        "",
		},
	},
	{
		ID: "emptydir-kept-on-node", How: sabotage.Node, Reach: sabotage.ItsRun,
		Does: claim.Text{
			En: "The node keeps the emptyDirs of a Pod and hands them to the next of its name",
			Ko: "노드가 파드의 emptyDir를 보관했다가 같은 이름의 다음 파드에 준다",
		},
		Runc: `for d in $(grep -o '"source":"/var/lib/kubelet/pods/[^"]*/kubernetes.io~empty-dir/[^"]*"' "$config" | cut -d '"' -f 4 | sort -u); do
  kept=$store/$attempt/$(annotation sandbox-name)/${d##*/} uid=$(annotation sandbox-uid)
  case $command in
  create) [ ! -d "$kept" ] || [ "$(cat "$kept.uid")" = "$uid" ] || cp -a "$kept/." "$d/" ;;
  delete) mkdir -p "$kept" && cp -a "$d/." "$kept/" && echo "$uid" > "$kept.uid" ;;
  esac >/dev/null 2>&1
done`,
		Kills: map[string]string{
			claims.EmptyDirLostWithPod.ID:   "VolumeIsEmpty",
			claims.TypeEmptyDirEphemeral.ID: "TheEmptyDirHasNot",
		},
		Further: map[string]string{
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
		},
	},
	{
		ID: "ended-pods-keep-volumes", How: sabotage.Node, Break: heldFolders, Reach: sabotage.ItsClaims,
		Does: claim.Text{
			En: "The emptyDirs of a Pod that has ended stay until it is deleted",
			Ko: "끝난 파드의 emptyDir가 파드가 삭제될 때까지 남는다",
		},
		Kills: map[string]string{claims.EmptyDirGoneWhenPodTerminates.ID: "TheSucceededLosesItsFolder"},
	},
	{
		ID: "kubelet-wipes-volumes", How: sabotage.Node, Break: wipingKubelet,
		Does: claim.Text{
			En: "A kubelet that starts empties emptyDirs of Pods that run",
			Ko: "kubelet이 시작하면서 실행 중인 파드의 emptyDir를 비운다",
		},
		Kills: map[string]string{claims.EmptyDirSurvivesKubeletRestart.ID: "BothVolumesKeepTheirTokens"},
		Further: map[string]string{
			claims.EmptyDirSurvivesNodeRestart.ID: "OnDiskTheTokenIsThere",
		},
	},
}

// The media that an emptyDir may ask for.
var onMemory, onDisk = corev1.StorageMediumMemory, corev1.StorageMediumDefault
