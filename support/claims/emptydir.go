package claims

import "github.com/volconf/volconf/support/claim"

// emptyDir: its end, its media, its limits.
var (
	EmptyDirStartsEmpty = register(claim.Claim{
		ID: "emptydir-starts-empty", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "An emptyDir holds nothing when the Pod's first container sees it, on disk and in memory alike",
			Ko: "파드의 첫 컨테이너가 볼 때 emptyDir는 디스크든 메모리든 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "99", Sentences: []string{"f4c2fb43a76b8b4e"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"ff0fe9bb228d224a"}},
			{Document: "ephemeral-volumes", Kind: claim.Sentence, Section: "types-of-ephemeral-volumes", Sentences: []string{"4fe4d211efdcea6d"}},
		},
	})
	EmptyDirSharedWithinPod = register(claim.Claim{
		ID: "emptydir-shared-within-pod", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "Containers of one Pod that mount an emptyDir see the same files in it, wherever each mounts it",
			Ko: "한 파드에서 같은 emptyDir를 마운트한 컨테이너들은 어느 경로에 마운트하든 같은 파일을 본다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "99", Sentences: []string{"b5f296bc6fa33198", "f4c2fb43a76b8b4e"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"03d06c8d291083f3"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "creating-a-pod-that-runs-two-containers", Sentences: []string{"ed195d6c51e09697"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "discussion", Sentences: []string{"af13c0160e628d6d"}},
		},
	})
	EmptyDirNotSharedAcrossPods = register(claim.Claim{
		ID: "emptydir-not-shared-across-pods", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "Two Pods of the same spec on one node have an emptyDir each: neither sees what the other writes",
			Ko: "한 노드에 있는 같은 스펙의 두 파드는 각자 자기 emptyDir를 가지며 서로 쓴 것을 보지 못한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "99", Sentences: []string{"b5f296bc6fa33198"}},
			{Document: "pod-lifecycle", Kind: claim.Implied, Section: "associated-lifetimes", Sentences: []string{"d1bfad9169266b18"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot}},
	})
	EmptyDirLostWithPod = register(claim.Claim{
		ID: "emptydir-lost-with-pod", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "When a Pod is removed, the content of its emptyDir goes with it",
			Ko: "파드가 제거되면 그 emptyDir의 내용도 함께 사라진다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "101", Sentences: []string{"74e52872745624a8"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"23373bcd8d6f1d41"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"9ba3d488ea541d42"}},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "associated-lifetimes", Sentences: []string{"d1bfad9169266b18"}},
			{Document: "communicate-containers-same-pod-shared-volume", Kind: claim.Sentence, Section: "discussion", Sentences: []string{"4d56a5f57f8fcda4"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.NodeObserver, claim.KubeletRoot}},
	})
	EmptyDirGoneWhenPodTerminates = register(claim.Claim{
		ID: "emptydir-gone-when-pod-terminates", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "The content of an emptyDir is gone soon after the Pod has ended, although the API still lists the Pod; " +
				"as long as one of its containers runs, it stays",
			Ko: "API에 파드가 남아 있어도 파드가 끝나면 emptyDir의 내용은 곧 사라지며, 컨테이너가 하나라도 실행 중이면 남아 있다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "101", Sentences: []string{"74e52872745624a8"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The document ties the loss to the removal of the Pod; it comes earlier, when the last container ends",
					Ko: "문서는 파드가 제거될 때 사라진다고 하지만 그보다 앞서 마지막 컨테이너가 끝날 때 사라진다",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"23373bcd8d6f1d41"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The loss comes earlier than the removal of the Pod, when its last container ends",
					Ko: "파드가 제거될 때보다 앞서 마지막 컨테이너가 끝날 때 사라진다",
				},
			},
		},
		Needs: claim.Needs{Capabilities: []string{claim.NodeObserver, claim.KubeletRoot, claim.PodsEnd}},
	})
	EmptyDirSingleContainerScratchLargerThanMemory = register(claim.Claim{
		ID: "emptydir-single-container-scratch-larger-than-memory", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "A single container sorts twice as much data as it may have in memory by way of an emptyDir",
			Ko: "컨테이너 하나가 emptyDir를 거쳐 자기 메모리 한도의 두 배인 데이터를 정렬한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir", Lines: "103", Sentences: []string{"6dd28e30540a1a33"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"73901b0e460a2837"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.ControlGroups, claim.DiskVolumes}},
	})
	EmptyDirMemoryMediumCountsAgainstMemory = register(claim.Claim{
		ID: "emptydir-memory-medium-counts-against-memory", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "What is written into an emptyDir of medium Memory is charged to the container's memory and ends at its limit; " +
				"the volume is as large as the limits of all the Pod's containers together",
			Ko: "medium이 Memory인 emptyDir에 쓴 것은 컨테이너의 메모리로 계산되고 그 한도를 넘지 못하며, 볼륨의 크기는 파드의 모든 컨테이너의 한도를 합친 것이다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "emptydir", Lines: "103"},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"5715484307edfbb0", "2ae72f3e70beb43a"}},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"bbc4bc21799dd7ab"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "So it is without memory limits; where all containers have one, the volume is as large as these together",
					Ko: "메모리 한도가 없을 때는 그렇지만, 모든 컨테이너에 한도가 있으면 볼륨의 크기는 그 합이다",
				},
			},
			{Document: "ephemeral-storage", Kind: claim.Sentence, Section: "configurations", Sentences: []string{"ddcfbdd4a2570b7d"}},
			{Document: "manage-resources-containers", Kind: claim.Sentence, Section: "how-pods-with-resource-limits-are-run", Sentences: []string{"fe029be778abf915"}},
			{Document: "manage-resources-containers", Kind: claim.Sentence, Section: "memory-backed-emptydir", Sentences: []string{"7761d0e4fa82ab68"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.ControlGroups, claim.DiskVolumes}},
	})
	EmptyDirMode0777 = register(claim.Claim{
		ID: "emptydir-mode-0777", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "Every user may write in an emptyDir: its mode is 0777 (in memory 1777), and with an fsGroup new files belong to that group",
			Ko: "emptyDir의 모드는 0777(메모리에서는 1777)이라 모든 사용자가 쓸 수 있고 fsGroup이 있으면 새 파일은 그 그룹에 속한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "emptydir-example", Lines: "127-152"},
			{Document: "security-context", Kind: claim.Sentence, Section: "set-the-security-context-for-a-pod", Sentences: []string{"7b4a62c571b45221", "de52148dd31d590f"}},
		},
	})
	EmptyDirOverSizeLimitEvicted = register(claim.Claim{
		ID: "emptydir-over-size-limit-evicted", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "A Pod that writes more into an emptyDir on disk than its sizeLimit is evicted, and the content is gone; in memory the volume ends at the limit, and nobody is evicted",
			Ko: "디스크의 emptyDir에 sizeLimit보다 많이 쓴 파드는 축출되고 내용은 사라진다; 메모리에서는 볼륨이 그 한도까지이고 아무도 축출되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "emptydir", Lines: "103"},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"9b715eae7284c751"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "In memory it does; on a disk no write is stopped, and the Pod is evicted afterwards",
					Ko: "메모리에서는 그렇지만, 디스크에서는 쓰기를 막지 않고 나중에 파드를 축출한다",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "resources", Sentences: []string{"2214a58d7d529f31"},
				Standing: claim.Wrong,
				Remark: claim.Text{
					En: "An emptyDir has limits, its own sizeLimit and those of its Pod on ephemeral storage; of hostPath the sentence is true",
					Ko: "emptyDir에는 자신의 sizeLimit과 파드의 임시 스토리지 한도가 있다; hostPath에 대해서는 맞는 말이다",
				},
			},
			{Document: "ephemeral-storage", Kind: claim.Sentence, Section: "resource-emphemeralstorage-consumption", Sentences: []string{"8b6d00c36721436a"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.NodeObserver, claim.EphemeralStorage, claim.KubeletRoot, claim.VolumeStatistics}},
		Speed: claim.Slow,
	})
	EmptyDirSurvivesKubeletRestart = register(claim.Claim{
		ID: "emptydir-survives-kubelet-restart", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "A restart of the kubelet leaves the Pod and its emptyDir as they are, on disk and in memory alike, " +
				"and a container that restarts afterwards finds the content",
			Ko: "kubelet이 재시작되어도 파드와 그 emptyDir는 디스크든 메모리든 그대로이고, 그 뒤에 다시 시작된 컨테이너도 내용을 본다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "emptydir", Lines: "101", Sentences: []string{"74e52872745624a8"}},
			{Document: "pod-lifecycle", Kind: claim.Implied, Section: "detection-of-kubelet-restarts", Sentences: []string{"fdf6374882f2f8fc", "d46778ad19a62c14"}},
		},
		Needs:      claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletUnit}},
		Disruption: claim.NodeDisruption,
	})
	EmptyDirSurvivesNodeRestart = register(claim.Claim{
		ID: "emptydir-survives-node-restart", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "After a restart of its node a Pod that the kubelet did not end first goes on with what its emptyDir on disk holds, and finds the one in memory empty",
			Ko: "노드가 재시작된 뒤, kubelet이 먼저 끝내지 않은 파드는 디스크에 있는 emptyDir의 내용으로 계속하고, 메모리에 있는 emptyDir는 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "emptydir", Lines: "101", Sentences: []string{"74e52872745624a8"}},
			{Document: "pod-lifecycle", Kind: claim.Implied, Section: "pod-has-network", Sentences: []string{"df9d31cd1b9ad0f1"}},
		},
		Needs:      claim.Needs{Workers: 2, Level: claim.Baseline, Capabilities: []string{claim.NodeRestart, claim.DiskVolumes}},
		Disruption: claim.NodeDisruption,
	})
	TypeEmptyDirEphemeral = register(claim.Claim{
		ID: "type-emptydir-ephemeral", Feature: claim.EmptyDir,
		Statement: claim.Text{
			En: "An emptyDir is an empty folder for data that may go with the Pod",
			Ko: "emptyDir는 파드와 함께 없어져도 되는 데이터를 위한 빈 폴더이다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "75", Sentences: []string{"2f63bc53882f728c"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"ff0fe9bb228d224a", "23373bcd8d6f1d41"}},
			{Document: "ephemeral-volumes", Kind: claim.Sentence, Section: "types-of-ephemeral-volumes", Sentences: []string{"4fe4d211efdcea6d"}},
		},
		Needs: claim.Needs{Level: claim.Privileged},
	})
)
