package claim

// emptyDir: its end, its media, its limits.
var (
	EmptyDirGoneWhenPodTerminates = register(Claim{
		ID: "emptydir-gone-when-pod-terminates", Feature: EmptyDir,
		Statement: Text{
			En: "The content of an emptyDir is gone soon after the Pod has ended, although the API still lists the Pod; " +
				"as long as one of its containers runs, it stays",
			Ko: "API에 파드가 남아 있어도 파드가 끝나면 emptyDir의 내용은 곧 사라지며, 컨테이너가 하나라도 실행 중이면 남아 있다",
		},
		Source:   Source{Kind: Sentence, Section: secEmptyDir, Lines: "101", Sentences: []string{"74e52872745624a8"}},
		Standing: Imprecise,
		Remark: Text{
			En: "The document ties the loss to the removal of the Pod; it comes earlier, when the last container ends",
			Ko: "문서는 파드가 제거될 때 사라진다고 하지만 그보다 앞서 마지막 컨테이너가 끝날 때 사라진다",
		},
		Needs: Needs{Capabilities: []string{NodeObserver, KubeletRoot, PodsEnd}},
	})
	EmptyDirSingleContainerScratchLargerThanMemory = register(Claim{
		ID: "emptydir-single-container-scratch-larger-than-memory", Feature: EmptyDir,
		Statement: Text{
			En: "A single container sorts twice as much data as it may have in memory by way of an emptyDir",
			Ko: "컨테이너 하나가 emptyDir를 거쳐 자기 메모리 한도의 두 배인 데이터를 정렬한다",
		},
		Source: Source{Kind: Sentence, Section: secEmptyDir, Lines: "103", Sentences: []string{"6dd28e30540a1a33"}},
		Needs:  Needs{Capabilities: []string{ControlGroups, DiskVolumes}},
	})
	EmptyDirMemoryMediumCountsAgainstMemory = register(Claim{
		ID: "emptydir-memory-medium-counts-against-memory", Feature: EmptyDir,
		Statement: Text{
			En: "What is written into an emptyDir of medium Memory is charged to the container's memory and ends at its limit; " +
				"the volume is as large as the limits of all the Pod's containers together",
			Ko: "medium이 Memory인 emptyDir에 쓴 것은 컨테이너의 메모리로 계산되고 그 한도를 넘지 못하며, 볼륨의 크기는 파드의 모든 컨테이너의 한도를 합친 것이다",
		},
		Source: Source{Kind: Extension, Section: secEmptyDir, Lines: "103"},
		Needs:  Needs{Capabilities: []string{ControlGroups, DiskVolumes}},
	})
	EmptyDirMode0777 = register(Claim{
		ID: "emptydir-mode-0777", Feature: EmptyDir,
		Statement: Text{
			En: "Every user may write in an emptyDir: its mode is 0777 (in memory 1777), and with an fsGroup new files belong to that group",
			Ko: "emptyDir의 모드는 0777(메모리에서는 1777)이라 모든 사용자가 쓸 수 있고 fsGroup이 있으면 새 파일은 그 그룹에 속한다",
		},
		Source: Source{Kind: Implied, Section: secFortune, Lines: "127-152"},
	})
	EmptyDirOverSizeLimitEvicted = register(Claim{
		ID: "emptydir-over-size-limit-evicted", Feature: EmptyDir,
		Statement: Text{
			En: "A Pod that writes more into an emptyDir on disk than its sizeLimit is evicted, and the content is gone; in memory the volume ends at the limit, and nobody is evicted",
			Ko: "디스크의 emptyDir에 sizeLimit보다 많이 쓴 파드는 축출되고 내용은 사라진다; 메모리에서는 볼륨이 그 한도까지이고 아무도 축출되지 않는다",
		},
		Source: Source{Kind: Extension, Section: secEmptyDir, Lines: "103"},
		Needs:  Needs{Capabilities: []string{NodeObserver, EphemeralStorage, KubeletRoot, VolumeStatistics}},
		Speed:  Slow,
	})
	EmptyDirSurvivesKubeletRestart = register(Claim{
		ID: "emptydir-survives-kubelet-restart", Feature: EmptyDir,
		Statement: Text{
			En: "A restart of the kubelet leaves the Pod and its emptyDir as they are, on disk and in memory alike, " +
				"and a container that restarts afterwards finds the content",
			Ko: "kubelet이 재시작되어도 파드와 그 emptyDir는 디스크든 메모리든 그대로이고, 그 뒤에 다시 시작된 컨테이너도 내용을 본다",
		},
		Source:     Source{Kind: Extension, Section: secEmptyDir, Lines: "101", Sentences: []string{"74e52872745624a8"}},
		Needs:      Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletUnit}},
		Disruption: NodeDisruption,
	})
	EmptyDirSurvivesNodeRestart = register(Claim{
		ID: "emptydir-survives-node-restart", Feature: EmptyDir,
		Statement: Text{
			En: "After a restart of its node a Pod that the kubelet did not end first goes on with what its emptyDir on disk holds, and finds the one in memory empty",
			Ko: "노드가 재시작된 뒤, kubelet이 먼저 끝내지 않은 파드는 디스크에 있는 emptyDir의 내용으로 계속하고, 메모리에 있는 emptyDir는 비어 있다",
		},
		Source:     Source{Kind: Extension, Section: secEmptyDir, Lines: "101", Sentences: []string{"74e52872745624a8"}},
		Needs:      Needs{Workers: 2, Level: Baseline, Capabilities: []string{NodeRestart, DiskVolumes}},
		Disruption: NodeDisruption,
	})
)
