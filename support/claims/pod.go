package claims

import "github.com/volconf/volconf/support/claim"

// What the containers of a Pod share, and where their file systems come from.
var (
	PodContainersDoNotShareFilesystem = register(claim.Claim{
		ID: "pod-containers-do-not-share-filesystem", Feature: claim.Pod,
		Statement: claim.Text{
			En: "The containers of a Pod do not share a file system, even if they run the same image: each has its own; /dev/shm alone is the Pod's",
			Ko: "파드의 컨테이너들은 같은 이미지를 실행해도 파일 시스템을 공유하지 않고 각자 자기 것을 가진다; /dev/shm만 파드의 것이다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "18", Sentences: []string{"a87e90a2937b3336", "96dcf88a10a5f784"}},
			{Document: "volumes", Kind: claim.Implied, Section: "why-volumes-are-important", Sentences: []string{"261b1bf1f1cdb225"}},
			{
				Document: "sidecar-containers", Kind: claim.Sentence, Section: "differences-from-application-containers", Sentences: []string{"f7ea0d3cfef481cc"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "Containers share the volumes that each of them mounts; there is no storage namespace of the Pod",
					Ko: "컨테이너가 공유하는 것은 각자 마운트한 볼륨이고, 파드의 스토리지 네임스페이스라는 것은 없다",
				},
			},
		},
	})
	ContainerRootfsLostOnContainerRestart = register(claim.Claim{
		ID: "container-rootfs-lost-on-container-restart", Feature: claim.Pod,
		Statement: claim.Text{
			En: "What a container writes outside its volumes is lost when the container restarts; /dev/shm alone, which is the Pod's, is kept",
			Ko: "컨테이너가 볼륨 밖에 쓴 것은 컨테이너가 다시 시작되면 사라진다; 파드의 것인 /dev/shm만 남는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "20-22", Sentences: []string{"b1511d43b08a1c19", "4ea0afb0b5f66b93"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "why-volumes-are-important", Sentences: []string{"dc7b0e03700ce61d", "178bb686ac86a2dd"}},
			{Document: "configure-volume-storage", Kind: claim.Sentence, Section: "top", Sentences: []string{"38bb788c23279ff8", "bf3fe2abbd9a2cd6"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	PodContainersShareNetwork = register(claim.Claim{
		ID: "pod-containers-share-network", Feature: claim.Pod,
		Statement: claim.Text{
			En: "The containers of a Pod have one network, one address, one host name and one IPC namespace, but processes and mounts of their own",
			Ko: "파드의 컨테이너들은 네트워크, 주소, 호스트 이름, IPC 네임스페이스를 함께 쓰지만 프로세스와 마운트는 각자 가진다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "16", Sentences: []string{"83538ec6149ce2c6"}},
			{Document: "sidecar-containers", Kind: claim.Sentence, Section: "differences-from-init-containers", Sentences: []string{"5ed3f8237f1222db"}},
		},
	})
	PodContainersShareCompute = register(claim.Claim{
		ID: "pod-containers-share-compute", Feature: claim.Pod,
		Statement: claim.Text{
			En: "The containers of a Pod are accounted for in one control group of the Pod, which no other Pod is in",
			Ko: "파드의 컨테이너들은 다른 파드가 들어 있지 않은, 파드의 한 컨트롤 그룹에서 계산된다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "16", Sentences: []string{"83538ec6149ce2c6"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "What is shared is the Pod's control group; a container with a limit of its own does not share that",
					Ko: "공유되는 것은 파드의 컨트롤 그룹이고, 자기 한도를 가진 컨테이너는 그 한도를 나누어 쓰지 않는다",
				},
			},
			{
				Document: "init-containers", Kind: claim.Sentence, Section: "differences-from-sidecar-containers", Sentences: []string{"1d2ca3409e4d600e"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "What is shared is the Pod's control group; a container with a limit of its own does not share that",
					Ko: "공유되는 것은 파드의 컨트롤 그룹이고, 자기 한도를 가진 컨테이너는 그 한도를 나누어 쓰지 않는다",
				},
			},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.ControlGroups}},
	})
	PodLevelLimitIsOneBudget = register(claim.Claim{
		ID: "pod-level-limit-is-one-budget", Feature: claim.Pod,
		Statement: claim.Text{
			En: "A memory limit of the Pod is one budget: what one container takes, another cannot have",
			Ko: "파드의 메모리 한도는 하나의 예산이다: 한 컨테이너가 쓴 만큼 다른 컨테이너는 쓸 수 없다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "why-volumes", Lines: "16"},
			{Document: "manage-resources-containers", Kind: claim.Sentence, Section: "pod-level-resource-specification", Sentences: []string{"9ef45d8476a97cb1", "6ebbf181f079b6bc"}},
		},
		// PodLevelResources: on by default since 1.34 (kube_features.go).
		Versions: claim.Range{Since: "1.34"},
	})
	ContainerRootfsComesFromImage = register(claim.Claim{
		ID: "container-rootfs-comes-from-image", Feature: claim.Pod,
		Statement: claim.Text{
			En: "A container's file system is that of its image: containers of one image find the same files, those of another find others",
			Ko: "컨테이너의 파일 시스템은 이미지에서 온다: 같은 이미지의 컨테이너는 같은 파일을, 다른 이미지의 컨테이너는 다른 파일을 본다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "18", Sentences: []string{"96dcf88a10a5f784"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"dee5f23a31ac3256", "338d2d0e0e328d26"}},
		},
	})
	ContainerRestartReusesSameImage = register(claim.Claim{
		ID: "container-restart-reuses-same-image", Feature: claim.Pod,
		Takes: 20,
		Statement: claim.Text{
			En: "A container that restarts is made anew from the same image, as long as its reference leads to the same one; naming another brings another",
			Ko: "다시 시작된 컨테이너는 참조가 같은 이미지를 가리키는 한 같은 이미지로 새로 만들어지고, 다른 이미지를 지정하면 다른 이미지로 만들어진다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "20", Sentences: []string{"b1511d43b08a1c19"},
				Standing: claim.Wrong,
				Remark: claim.Text{
					En: "The document says that the image is built at every start; nothing is built, only the container is new",
					Ko: "문서는 시작할 때마다 이미지를 빌드한다고 하지만, 빌드되는 것은 없고 컨테이너만 새것이다",
				},
			},
			{Document: "volumes", Kind: claim.Implied, Section: "why-volumes-are-important", Sentences: []string{"178bb686ac86a2dd"}},
		},
	})
)
