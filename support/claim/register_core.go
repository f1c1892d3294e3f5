package claim

// The sections of the document, as slugs of their headings in English.
const (
	secTitle       = "title"
	secWhy         = "why-volumes"
	secVolume      = "what-is-a-volume"
	secTypes       = "volume-types"
	secEmptyDir    = "emptydir"
	secFortune     = "emptydir-example"
	secFortuneRun  = "emptydir-check"
	secGitRepo     = "gitrepo"
	secGitRepoYAML = "gitrepo-example"
	secInit        = "init-container"
	secNoSync      = "gitrepo-caveat-sync"
	secPrivate     = "gitrepo-caveat-private"
	secNodeFiles   = "node-files"
	secHostPath    = "hostpath"
	secHostCaveat  = "hostpath-caveat"
)

// Why volumes are needed.
var (
	PodContainersDoNotShareFilesystem = register(Claim{
		ID: "pod-containers-do-not-share-filesystem", Feature: PodFS,
		Statement: Text{
			En: "The containers of a Pod do not share a file system, even if they run the same image: each has its own; /dev/shm alone is the Pod's",
			Ko: "파드의 컨테이너들은 같은 이미지를 실행해도 파일 시스템을 공유하지 않고 각자 자기 것을 가진다; /dev/shm만 파드의 것이다",
		},
		Source: Source{Kind: Sentence, Section: secWhy, Lines: "18", Sentences: []string{"a87e90a2937b3336", "96dcf88a10a5f784"}},
	})
	ContainerRootfsLostOnContainerRestart = register(Claim{
		ID: "container-rootfs-lost-on-container-restart", Feature: PodFS,
		Statement: Text{
			En: "What a container writes outside its volumes is lost when the container restarts; /dev/shm alone, which is the Pod's, is kept",
			Ko: "컨테이너가 볼륨 밖에 쓴 것은 컨테이너가 다시 시작되면 사라진다; 파드의 것인 /dev/shm만 남는다",
		},
		Source: Source{Kind: Sentence, Section: secWhy, Lines: "20-22", Sentences: []string{"b1511d43b08a1c19", "4ea0afb0b5f66b93"}},
		Needs:  Needs{Level: Baseline},
	})
	VolumeSurvivesContainerRestart = register(Claim{
		ID: "volume-survives-container-restart", Feature: Volume,
		Statement: Text{
			En: "What a container writes into a volume is still there after the container restarts",
			Ko: "컨테이너가 볼륨에 쓴 것은 컨테이너가 다시 시작된 뒤에도 남아 있다",
		},
		Source: Source{Kind: Sentence, Section: secWhy, Lines: "24-26", Sentences: []string{"8e475685a5d54031", "9bd7c0bbbec3bbf9"}},
	})
)

// emptyDir.
var (
	EmptyDirStartsEmpty = register(Claim{
		ID: "emptydir-starts-empty", Feature: EmptyDir,
		Statement: Text{
			En: "An emptyDir holds nothing when the Pod's first container sees it, on disk and in memory alike",
			Ko: "파드의 첫 컨테이너가 볼 때 emptyDir는 디스크든 메모리든 비어 있다",
		},
		Source: Source{Kind: Sentence, Section: secEmptyDir, Lines: "99", Sentences: []string{"f4c2fb43a76b8b4e"}},
	})
	EmptyDirSharedWithinPod = register(Claim{
		ID: "emptydir-shared-within-pod", Feature: EmptyDir,
		Statement: Text{
			En: "Containers of one Pod that mount an emptyDir see the same files in it, wherever each mounts it",
			Ko: "한 파드에서 같은 emptyDir를 마운트한 컨테이너들은 어느 경로에 마운트하든 같은 파일을 본다",
		},
		Source: Source{Kind: Sentence, Section: secEmptyDir, Lines: "99", Sentences: []string{"b5f296bc6fa33198", "f4c2fb43a76b8b4e"}},
	})
	EmptyDirNotSharedAcrossPods = register(Claim{
		ID: "emptydir-not-shared-across-pods", Feature: EmptyDir,
		Statement: Text{
			En: "Two Pods of the same spec on one node have an emptyDir each: neither sees what the other writes",
			Ko: "한 노드에 있는 같은 스펙의 두 파드는 각자 자기 emptyDir를 가지며 서로 쓴 것을 보지 못한다",
		},
		Source: Source{Kind: Sentence, Section: secEmptyDir, Lines: "99", Sentences: []string{"b5f296bc6fa33198"}},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletRoot}},
	})
	EmptyDirLostWithPod = register(Claim{
		ID: "emptydir-lost-with-pod", Feature: EmptyDir,
		Statement: Text{
			En: "When a Pod is removed, the content of its emptyDir goes with it",
			Ko: "파드가 제거되면 그 emptyDir의 내용도 함께 사라진다",
		},
		Source: Source{Kind: Sentence, Section: secEmptyDir, Lines: "101", Sentences: []string{"74e52872745624a8"}},
		Needs:  Needs{Capabilities: []string{NodeObserver, KubeletRoot}},
	})
)

// The fortune Pod.
var (
	FortuneWrittenByOneServedByOther = register(Claim{
		ID: "fortune-written-by-one-served-by-other", Feature: Fortune,
		Statement: Text{
			En: "What one container of a Pod writes into a shared volume is what the web server beside it serves",
			Ko: "한 파드에서 한 컨테이너가 공유 볼륨에 쓴 것을 옆의 웹 서버가 그대로 서빙한다",
		},
		Source: Source{Kind: Sentence, Section: secFortune, Lines: "116-160", Sentences: []string{"5a73844014ac6db9", "17d9b8083d40310a", "3d32ada3130dcfe4"}},
		Needs:  Needs{Level: Baseline},
	})
	FortuneChangesOverTime = register(Claim{
		ID: "fortune-changes-over-time", Feature: Fortune,
		Statement: Text{
			En: "The served page changes again and again as the other container writes new quotes, without a restart",
			Ko: "다른 컨테이너가 새 인용문을 쓸 때마다 재시작 없이 서빙되는 페이지가 거듭 바뀐다",
		},
		Source: Source{Kind: Sentence, Section: secFortuneRun, Lines: "198", Sentences: []string{"ab37b23506936dd3"}},
		Needs:  Needs{Level: Baseline},
	})
	ReadOnlyMountRejectsWrites = register(Claim{
		ID: "readonly-mount-rejects-writes", Feature: Fortune,
		Statement: Text{
			En: "A container that is not privileged cannot change anything in a volume that it mounts with readOnly, not even as root, mounts below it apart",
			Ko: "볼륨을 readOnly로 마운트한 컨테이너는 특권 컨테이너가 아니면 루트라도 그 안의 아무것도 바꿀 수 없다(그 아래의 다른 마운트는 예외)",
		},
		Source: Source{Kind: Sentence, Section: secFortune, Lines: "144", Sentences: []string{"3cb8cc95090de558"}},
		Needs:  Needs{Level: Baseline},
	})
)

// Init containers and git.
var (
	InitRunsBeforeAppContainers = register(Claim{
		ID: "init-runs-before-app-containers", Feature: Init,
		Statement: Text{
			En: "The containers of a Pod are not started before its init container has completed",
			Ko: "초기화 컨테이너가 완료되기 전에는 파드의 컨테이너가 시작되지 않는다",
		},
		Source: Source{Kind: Sentence, Section: secInit, Lines: "265", Sentences: []string{"bb59feb08b8087e3"}},
	})
	InitClonePopulatesVolume = register(Claim{
		ID: "init-clone-populates-volume", Feature: Init,
		Statement: Text{
			En: "An init container that clones a branch into a volume fills what the web server of the Pod serves",
			Ko: "초기화 컨테이너가 볼륨에 브랜치를 복제하면 파드의 웹 서버가 그 내용을 서빙한다",
		},
		Source: Source{Kind: Sentence, Section: secInit, Lines: "267-315", Sentences: []string{"c0acc8b57313d861", "28399f875e8275c2", "bbd24283e91f427e", "7fdae460e73525be"}},
		Needs:  Needs{Level: Baseline},
	})
	GitContentNotAutoSynced = register(Claim{
		ID: "git-content-not-auto-synced", Feature: GitSync,
		Statement: Text{
			En: "Content that was cloned into a volume does not follow later commits; only a new Pod has them",
			Ko: "볼륨에 복제된 내용은 이후의 커밋을 따라가지 않으며 새 파드만 그것을 가진다",
		},
		Source: Source{Kind: Sentence, Section: secNoSync, Lines: "324-326", Sentences: []string{"260befdfeecdc063", "65cd4978598e6ce6"}},
		Needs:  Needs{Level: Baseline},
	})
	GitSyncSidecarPropagatesCommits = register(Claim{
		ID: "gitsync-sidecar-propagates-commits", Feature: GitSync,
		Statement: Text{
			En: "A git-sync sidecar brings new commits into the volume, and the web server beside it serves them",
			Ko: "git-sync 사이드카가 새 커밋을 볼륨으로 가져오고 옆의 웹 서버가 그것을 서빙한다",
		},
		Source: Source{Kind: Sentence, Section: secNoSync, Lines: "340", Sentences: []string{"c76ce2d9b7f5e28d"}},
		Needs:  Needs{Level: Baseline},
	})
)

// hostPath.
var (
	HostPathSameNodeSamePathShared = register(Claim{
		ID: "hostpath-same-node-same-path-shared", Feature: HostPath,
		Statement: Text{
			En: "Pods on one node that mount the same hostPath see the same files, whatever their namespaces",
			Ko: "한 노드에서 같은 hostPath를 마운트한 파드들은 네임스페이스가 달라도 같은 파일을 본다",
		},
		Source: Source{Kind: Sentence, Section: secHostPath, Lines: "376-384", Sentences: []string{"3755b69051ddd2a7", "2c5f11dc356196b5"}},
		Needs:  Needs{Level: Privileged},
	})
	HostPathSurvivesPodDeletion = register(Claim{
		ID: "hostpath-survives-pod-deletion", Feature: HostPath,
		Statement: Text{
			En: "What a Pod writes into a hostPath is kept on the node when the Pod is deleted, and the next Pod there reads it",
			Ko: "파드가 hostPath에 쓴 것은 파드가 삭제되어도 노드에 남고 그 노드의 다음 파드가 읽는다",
		},
		Source: Source{Kind: Sentence, Section: secHostPath, Lines: "388-390", Sentences: []string{"72075591823914a7", "ed28722a57c33bf4"}},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletRoot}},
	})
	HostPathOtherNodeHasDifferentData = register(Claim{
		ID: "hostpath-other-node-has-different-data", Feature: HostPath,
		Statement: Text{
			En: "The same hostPath on another node is another folder with data of its own",
			Ko: "다른 노드의 같은 hostPath는 자기 데이터를 가진 다른 폴더이다",
		},
		Source: Source{Kind: Sentence, Section: secHostPath, Lines: "380-401", Sentences: []string{"cc1ca3693d1f26b3", "1f8c76dc1aaf1806"}},
		Needs:  Needs{Workers: 2, Level: Privileged, Capabilities: []string{NodeObserver}},
	})
	HostPathRescheduledPodLosesData = register(Claim{
		ID: "hostpath-rescheduled-pod-loses-data", Feature: HostPath,
		Statement: Text{
			En: "A Pod that the scheduler moves to another node no longer finds its hostPath data: " +
				"it runs with an empty folder, or with type Directory it does not start until the folder is made there",
			Ko: "스케줄러가 다른 노드로 옮긴 파드는 자기 hostPath 데이터를 찾지 못한다: " +
				"빈 폴더로 실행되거나, type이 Directory이면 그 폴더가 거기에 만들어질 때까지 시작되지 않는다",
		},
		Source:   Source{Kind: Sentence, Section: secHostCaveat, Lines: "401-403", Sentences: []string{"48a05330b5853d52", "5d6400f5ddfdf773"}},
		Standing: Imprecise,
		Remark: Text{
			En: "The document says that the Pod may break; without a type it does worse, and runs on an empty folder",
			Ko: "문서는 파드가 고장날 수 있다고 하지만 type이 없으면 더 나쁘게도 빈 폴더로 그대로 실행된다",
		},
		Needs: Needs{Workers: 2, Level: Privileged},
	})
)
