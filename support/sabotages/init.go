package sabotages

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutInit lists lies about init containers: their order, their failure, what they leave.
var aboutInit = []sabotage.Sabotage{
	{
		ID: "init-beside-app", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.SidecarRemovalLeavesMainWorking.ID:           "",
			claims.PrivateRepoAnonymousCloneFails.ID:            "NoWebServerWasStarted",
			claims.InitRunsInOrder.ID:                           "SecondIsNotStarted",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "ThePodServesNothing",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "ThePodServesNothing",
			claims.VolumeLifecycleEqualsPod.ID:                  "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
	},
	{
		ID: "init-dropped", How: sabotage.Admission,
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
		Further: map[string]string{
			claims.GitRepoAdmittedButNeverRuns.ID:               "",
			claims.SidecarRemovalLeavesMainWorking.ID:           "ThePodWithoutTheSidecarServesTheContent",
			claims.NativeSidecarOrdering.ID:                     "",
			claims.PrivateRepoAnonymousCloneFails.ID:            "",
			claims.InitRunsInOrder.ID:                           "",
			claims.InitFailureFailsPodWhenNever.ID:              "",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "",
			claims.VolumeLifecycleEqualsPod.ID:                  "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
	},
	{
		ID: "init-reversed", How: sabotage.Admission,
		Does: claim.Text{En: "Init containers run in the opposite order", Ko: "초기화 컨테이너가 반대 순서로 실행된다"},
		Rules: []mutation.Rule{{
			Where: mutation.Where{Pods: []string{"ordered"}}, // the other Pod of the claim is the control
			Init:  mutation.InitReversed,
		}},
		Kills: map[string]string{claims.InitRunsInOrder.ID: "SecondIsNotStarted"},
	},
	{
		ID: "init-last-two-swapped", How: sabotage.Admission,
		Does: claim.Text{
			En: "The last two init containers of a Pod run in the opposite order",
			Ko: "파드의 마지막 두 초기화 컨테이너가 반대 순서로 실행된다",
		},
		Rules: []mutation.Rule{{Where: of(claims.InitRunsInOrder, "ordered"), Init: mutation.InitLastSwapped}},
		Kills: map[string]string{claims.InitRunsInOrder.ID: "ThirdFoundWhatSecondLeft"},
	},
	{
		ID: "restarted-anyway", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod that asks never to be restarted is restarted on failure",
			Ko: "재시작하지 말라는 파드가 실패하면 재시작된다",
		},
		Rules: []mutation.Rule{{Where: mutation.Where{Pods: []string{"never"}}, Restart: corev1.RestartPolicyOnFailure}},
		Kills: map[string]string{claims.InitFailureFailsPodWhenNever.ID: "PodFails"},
	},
	{
		ID: "init-volume-wiped", How: sabotage.Admission,
		Does: claim.Text{
			En: "The emptyDirs of an init container are emptied each time that it starts",
			Ko: "초기화 컨테이너가 시작될 때마다 그 emptyDir가 비워진다",
		},
		Rules: []mutation.Rule{{Wrap: &mutation.Wrap{
			Kinds: []mutation.Kind{mutation.EmptyDir}, Init: true, Before: emptied,
		}}},
		Kills: map[string]string{
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "TheCloneFails",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "TheCloneFails",
		},
		Further: map[string]string{
			claims.InitRunsInOrder.ID: "SecondFoundWhatFirstLeft",
		},
	},
	{
		ID: "init-folders-lost", How: sabotage.Admission,
		Does: claim.Text{
			En: "What an init container puts into folders of a volume is lost when it ends",
			Ko: "초기화 컨테이너가 볼륨의 하위 폴더에 넣은 것이 종료와 함께 사라진다",
		},
		Rules: []mutation.Rule{{Wrap: &mutation.Wrap{
			Kinds: []mutation.Kind{mutation.EmptyDir}, Init: true, After: foldersEmptied,
		}}},
		Kills:  map[string]string{claims.InitClonePopulatesVolume.ID: "TheFoldersOfTheCommitAreServed"},
		Errors: []string{claims.GitSyncSidecarPropagatesCommits.ID},
		Further: map[string]string{
			claims.SidecarRemovalLeavesMainWorking.ID:           "ThePodWithoutTheSidecarServesTheContent",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "TheConfigurationIsServed",
		},
	},
	{
		ID: "clone-without-dot-git", How: sabotage.Admission,
		Does: claim.Text{
			En: "A clone keeps its repository outside the volume",
			Ko: "클론이 저장소를 볼륨 밖에 둔다",
		},
		Rules: []mutation.Rule{{Replace: &mutation.Replace{
			Prefix: "clone", By: []string{"clone", "--separate-git-dir=/tmp/repository"},
		}}},
		Kills: map[string]string{claims.InitClonePublishesDotGit.ID: "TheConfigurationIsServed"},
		Further: map[string]string{
			claims.InitClonePopulatesVolume.ID: "",
		},
	},
}
