package claim

// What the containers of a Pod share, and where their file systems come from.
var (
	PodContainersShareNetwork = register(Claim{
		ID: "pod-containers-share-network", Feature: PodFS,
		Statement: Text{
			En: "The containers of a Pod have one network, one address, one host name and one IPC namespace, but processes and mounts of their own",
			Ko: "파드의 컨테이너들은 네트워크, 주소, 호스트 이름, IPC 네임스페이스를 함께 쓰지만 프로세스와 마운트는 각자 가진다",
		},
		Source: Source{Kind: Sentence, Section: secWhy, Lines: "16", Sentences: []string{"83538ec6149ce2c6"}},
	})
	PodContainersShareCompute = register(Claim{
		ID: "pod-containers-share-compute", Feature: PodFS,
		Statement: Text{
			En: "The containers of a Pod are accounted for in one control group of the Pod, which no other Pod is in",
			Ko: "파드의 컨테이너들은 다른 파드가 들어 있지 않은, 파드의 한 컨트롤 그룹에서 계산된다",
		},
		Source:   Source{Kind: Sentence, Section: secWhy, Lines: "16", Sentences: []string{"83538ec6149ce2c6"}},
		Standing: Imprecise,
		Remark: Text{
			En: "What is shared is the Pod's control group; a container with a limit of its own does not share that",
			Ko: "공유되는 것은 파드의 컨트롤 그룹이고, 자기 한도를 가진 컨테이너는 그 한도를 나누어 쓰지 않는다",
		},
		Needs: Needs{Level: Privileged, Capabilities: []string{ControlGroups}},
	})
	PodLevelLimitIsOneBudget = register(Claim{
		ID: "pod-level-limit-is-one-budget", Feature: PodFS,
		Statement: Text{
			En: "A memory limit of the Pod is one budget: what one container takes, another cannot have",
			Ko: "파드의 메모리 한도는 하나의 예산이다: 한 컨테이너가 쓴 만큼 다른 컨테이너는 쓸 수 없다",
		},
		Source: Source{Kind: Extension, Section: secWhy, Lines: "16"},
		// PodLevelResources: on by default since 1.34 (kube_features.go).
		Versions: Range{Since: "1.34"},
	})
	ContainerRootfsComesFromImage = register(Claim{
		ID: "container-rootfs-comes-from-image", Feature: PodFS,
		Statement: Text{
			En: "A container's file system is that of its image: containers of one image find the same files, those of another find others",
			Ko: "컨테이너의 파일 시스템은 이미지에서 온다: 같은 이미지의 컨테이너는 같은 파일을, 다른 이미지의 컨테이너는 다른 파일을 본다",
		},
		Source: Source{Kind: Sentence, Section: secWhy, Lines: "18", Sentences: []string{"96dcf88a10a5f784"}},
	})
	ContainerRestartReusesSameImage = register(Claim{
		ID: "container-restart-reuses-same-image", Feature: PodFS,
		Statement: Text{
			En: "A container that restarts is made anew from the same image, as long as its reference leads to the same one; naming another brings another",
			Ko: "다시 시작된 컨테이너는 참조가 같은 이미지를 가리키는 한 같은 이미지로 새로 만들어지고, 다른 이미지를 지정하면 다른 이미지로 만들어진다",
		},
		Source:   Source{Kind: Sentence, Section: secWhy, Lines: "20", Sentences: []string{"b1511d43b08a1c19"}},
		Standing: Wrong,
		Remark: Text{
			En: "The document says that the image is built at every start; nothing is built, only the container is new",
			Ko: "문서는 시작할 때마다 이미지를 빌드한다고 하지만, 빌드되는 것은 없고 컨테이너만 새것이다",
		},
	})
)
