package sabotage

import (
	"context"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// media lists lies about what an emptyDir is made of and begins with.
func media() []Sabotage {
	memory, disk := corev1.StorageMediumMemory, corev1.StorageMediumDefault
	return []Sabotage{
		{
			ID: "emptydir-in-memory", How: Admission,
			Does:  claim.Text{En: "Every emptyDir is in memory", Ko: "모든 emptyDir가 메모리에 있다"},
			Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{Medium: &memory}}},
			Kills: map[string]string{
				claims.EmptyDirSingleContainerScratchLargerThanMemory.ID: "ByWayOfTheVolumeTheDataAreSorted",
				claims.EmptyDirMode0777.ID:                               "OnDiskTheModeIs0777",
				claims.EmptyDirSurvivesNodeRestart.ID:                    "OnDiskTheTokenIsThere",
			},
			Errors: []string{claims.EmptyDirMemoryMediumCountsAgainstMemory.ID},
		},
		{
			ID: "emptydir-on-disk", How: Admission,
			Does:  claim.Text{En: "Every emptyDir is on disk", Ko: "모든 emptyDir가 디스크에 있다"},
			Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{Medium: &disk}}},
			Kills: map[string]string{
				claims.EmptyDirMemoryMediumCountsAgainstMemory.ID: "FilesInMemoryAreCharged",
				claims.EmptyDirMode0777.ID:                        "InMemoryTheModeIs1777",
				claims.EmptyDirSurvivesNodeRestart.ID:             "InMemoryTheVolumeIsEmpty",
			},
			Errors: []string{claims.EmptyDirSingleContainerScratchLargerThanMemory.ID},
		},
		{
			ID: "emptydir-unlimited", How: Admission,
			Does:  claim.Text{En: "The size limit of an emptyDir is dropped", Ko: "emptyDir의 크기 제한이 빠진다"},
			Rules: []mutation.Rule{{EmptyDir: &mutation.EmptyDirFields{NoLimit: true}}},
			Kills: map[string]string{claims.EmptyDirOverSizeLimitEvicted.ID: "OverTheLimitThePodIsEvicted"},
		},
		{
			ID: "memory-unlimited", How: Admission,
			Does: claim.Text{En: "The size limit of an emptyDir in memory is dropped", Ko: "메모리에 있는 emptyDir의 크기 제한이 빠진다"},
			Rules: []mutation.Rule{{
				Where:    of(claims.EmptyDirOverSizeLimitEvicted, "in-memory"),
				EmptyDir: &mutation.EmptyDirFields{NoLimit: true},
			}},
			Kills: map[string]string{claims.EmptyDirOverSizeLimitEvicted.ID: "InMemoryTheLimitIsTheEndOfTheVolume"},
		},
		{
			ID: "emptydir-dirty", How: Admission,
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
		},
	}
}

// declarations lists lies about what a Pod declares and mounts.
func declarations() []Sabotage {
	return []Sabotage{
		{
			ID: "volumes-declared", How: Admission,
			Does: claim.Text{
				En: "A volume that is mounted and not declared is declared for the Pod",
				Ko: "선언하지 않고 마운트한 볼륨을 대신 선언해 준다",
			},
			Rules: []mutation.Rule{{Declare: true}},
			Kills: map[string]string{claims.VolumeDeclaredInPodSpec.ID: "AnUndeclaredOneMayNot"},
		},
		{
			ID: "mounted-everywhere", How: Admission,
			Does: claim.Text{
				En: "What one container of a Pod mounts, all of them mount",
				Ko: "파드의 한 컨테이너가 마운트한 것을 모든 컨테이너가 마운트한다",
			},
			Rules: []mutation.Rule{{Everywhere: true, Where: mutation.Where{Pods: []string{"two-mount"}}}},
			Kills: map[string]string{claims.VolumeInvisibleUnlessMounted.ID: "NoContainerHasTheOthersPath"},
		},
		{
			ID: "ephemeral-container-apart", How: Admission,
			Does: claim.Text{
				En: "An ephemeral container does not see what a Pod's containers wrote to the volume that it mounts",
				Ko: "임시 컨테이너가 마운트한 볼륨에서 파드의 컨테이너가 쓴 것을 보지 못한다",
			},
			Rules: []mutation.Rule{{
				Where:    mutation.Where{Claims: []string{claims.VolumeSetImmutableAfterCreation.ID}},
				Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.Fresh},
			}},
			Kills: map[string]string{claims.VolumeSetImmutableAfterCreation.ID: "TheEphemeralContainerMountsTheVolumeThatIsThere"},
		},
		{
			ID: "logs-shared", How: Admission,
			Does: claim.Text{
				En: "The containers of a Pod share /var/logs without having asked for it",
				Ko: "파드의 컨테이너들이 요청하지 않았는데도 /var/logs를 공유한다",
			},
			Rules: []mutation.Rule{{Mount: []string{"/var/logs"}}},
			Kills: map[string]string{claims.NoVolumeNoSharingThreeContainer.ID: "TheRotatorSeesNoLog"},
		},
		{
			ID: "logs-per-container", How: Admission,
			Does: claim.Text{
				En: "Each container is given a volume of logs of its own in place of the shared one",
				Ko: "컨테이너마다 공유하는 로그 볼륨 대신 자기 볼륨을 받는다",
			},
			Rules: []mutation.Rule{{
				Where:    mutation.Where{Volumes: []string{"log-vol"}},
				Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.EmptyDir}, To: mutation.OnePerContainer},
			}},
			Kills: map[string]string{claims.TwoVolumesThreeContainers.ID: "TheRotatorSeesTheRequest"},
		},
		{
			ID: "readiness-ignored", How: Admission,
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
			ID: "volumes-in-api", How: Node, Break: volumesInAPI, Reach: ItsClaims,
			Does:  claim.Text{En: "An API group of Kubernetes has a resource of the name volumes", Ko: "쿠버네티스의 API 그룹에 volumes라는 이름의 리소스가 있다"},
			Kills: map[string]string{claims.VolumeIsNotAnAPIObject.ID: "VolumesAreNot"},
		},
	}
}

// initContainers lists lies about the order and the failure of init containers.
func initContainers() []Sabotage {
	return []Sabotage{
		{
			ID: "init-reversed", How: Admission,
			Does: claim.Text{En: "Init containers run in the opposite order", Ko: "초기화 컨테이너가 반대 순서로 실행된다"},
			Rules: []mutation.Rule{{
				Where: mutation.Where{Pods: []string{"ordered"}}, // the other Pod of the claim is the control
				Init:  mutation.InitReversed,
			}},
			Kills: map[string]string{claims.InitRunsInOrder.ID: "SecondIsNotStarted"},
		},
		{
			ID: "init-last-two-swapped", How: Admission,
			Does: claim.Text{
				En: "The last two init containers of a Pod run in the opposite order",
				Ko: "파드의 마지막 두 초기화 컨테이너가 반대 순서로 실행된다",
			},
			Rules: []mutation.Rule{{Where: of(claims.InitRunsInOrder, "ordered"), Init: mutation.InitLastSwapped}},
			Kills: map[string]string{claims.InitRunsInOrder.ID: "ThirdFoundWhatSecondLeft"},
		},
		{
			ID: "restarted-anyway", How: Admission,
			Does: claim.Text{
				En: "A Pod that asks never to be restarted is restarted on failure",
				Ko: "재시작하지 말라는 파드가 실패하면 재시작된다",
			},
			Rules: []mutation.Rule{{Where: mutation.Where{Pods: []string{"never"}}, Restart: corev1.RestartPolicyOnFailure}},
			Kills: map[string]string{claims.InitFailureFailsPodWhenNever.ID: "PodFails"},
		},
		{
			ID: "init-volume-wiped", How: Admission,
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
		},
		{
			ID: "clone-without-dot-git", How: Admission,
			Does: claim.Text{
				En: "A clone keeps its repository outside the volume",
				Ko: "클론이 저장소를 볼륨 밖에 둔다",
			},
			Rules: []mutation.Rule{{Replace: &mutation.Replace{
				Prefix: "clone", By: []string{"clone", "--separate-git-dir=/tmp/repository"},
			}}},
			Kills: map[string]string{claims.InitClonePublishesDotGit.ID: "TheConfigurationIsServed"},
		},
	}
}

// volumesInAPI installs a resource of that name in a group below k8s.io, as only the
// control plane's own kubectl may. In anybody else's group it would be no lie.
func volumesInAPI(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const kubectl = "kubectl --kubeconfig=/etc/kubernetes/admin.conf "
	mend := func(ctx context.Context) error {
		_, err := site.Script(ctx, site.ControlPlane, kubectl+"delete --ignore-not-found crd volumes.sabotage.k8s.io")
		return err
	}
	_, err := site.Script(ctx, site.ControlPlane, kubectl+`apply -f - <<'CRD'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: volumes.sabotage.k8s.io, annotations: {api-approved.kubernetes.io: "unapproved, a sabotage"}}
spec:
  group: sabotage.k8s.io
  names: {kind: Volume, plural: volumes, singular: volume}
  scope: Namespaced
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
CRD
`+kubectl+`wait --for=condition=Established --timeout=30s crd/volumes.sabotage.k8s.io`)
	if err != nil {
		return nil, err
	}
	return &held.Changed{Undo: mend}, nil
}
