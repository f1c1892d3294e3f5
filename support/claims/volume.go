package claims

import "github.com/volconf/volconf/support/claim"

// What a volume is.
var (
	VolumeSurvivesContainerRestart = register(claim.Claim{
		ID: "volume-survives-container-restart", Feature: claim.Volume,
		Statement: claim.Text{
			En: "What a container writes into a volume is still there after the container restarts",
			Ko: "컨테이너가 볼륨에 쓴 것은 컨테이너가 다시 시작된 뒤에도 남아 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "why-volumes", Lines: "24-26", Sentences: []string{"8e475685a5d54031", "9bd7c0bbbec3bbf9"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"fe0ecc5486ae85c3"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"39bfeeaf6889a5dc"}},
			{Document: "configure-volume-storage", Kind: claim.Sentence, Section: "configure-a-volume-for-a-pod", Sentences: []string{"eaa6ef9835c56a6e"}},
		},
	})
	VolumeDeclaredInPodSpec = register(claim.Claim{
		ID: "volume-declared-in-pod-spec", Feature: claim.Volume,
		Statement: claim.Text{
			En: "A volume is declared in the Pod's spec beside the containers: a container can mount only what is declared there, each volume by a name and each path once",
			Ko: "볼륨은 컨테이너와 나란히 파드 스펙에 선언된다: 컨테이너는 거기 선언된 것만, 이름마다 하나씩, 경로마다 한 번만 마운트할 수 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "what-is-a-volume", Lines: "35", Sentences: []string{"9843668efeed1283"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"a7f219027b05a4e2"}},
		},
	})
	VolumeWithoutSourceDefaultsToEmptyDir = register(claim.Claim{
		ID: "volume-without-source-defaults-to-emptydir", Feature: claim.Volume,
		Statement: claim.Text{
			En: "A volume whose type is not given is an emptyDir, and so is one whose type is misspelt if the client does not ask for strict validation",
			Ko: "타입을 적지 않은 볼륨은 emptyDir가 되고, 클라이언트가 엄격한 검증을 요구하지 않으면 타입을 잘못 적은 볼륨도 그렇게 된다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "emptydir", Lines: "97"},
		},
	})
	VolumeIsNotAnAPIObject = register(claim.Claim{
		ID: "volume-is-not-an-api-object", Feature: claim.Volume,
		Statement: claim.Text{
			En: "A volume of a Pod cannot be made by itself: the API has no such resource, and nothing stands for an emptyDir but the Pod",
			Ko: "파드의 볼륨은 따로 만들 수 없다: API에 그런 리소스가 없고 emptyDir를 나타내는 것은 파드뿐이다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "what-is-a-volume", Lines: "35-36", Sentences: []string{"27fc7b2098b00dbd", "8a442d8cdc743f61"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "True of the volume, not of the storage behind it: the eighth type of the document's own list, the PersistentVolumeClaim, is an object with a life of its own",
					Ko: "볼륨에 대해서는 맞지만 그 뒤의 스토리지에 대해서는 아니다: 문서 목록의 여덟째 타입인 PersistentVolumeClaim은 독립된 수명을 가진 오브젝트이다",
				},
			},
			{Document: "ephemeral-volumes", Kind: claim.Implied, Section: "top", Sentences: []string{"19ed8b80fad0d18c"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.Admits("ephemeral")}, OwnNamespace: true},
	})
	VolumeSetImmutableAfterCreation = register(claim.Claim{
		ID: "volume-set-immutable-after-creation", Feature: claim.Volume,
		Statement: claim.Text{
			En: "The volumes of a live Pod and what its containers mount of them cannot be changed; an ephemeral container may mount one that is there, and bring none",
			Ko: "실행 중인 파드의 볼륨과 컨테이너의 마운트는 바꿀 수 없다; 임시 컨테이너는 이미 있는 볼륨을 마운트할 수 있지만 새로 가져올 수는 없다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "what-is-a-volume", Lines: "36", Sentences: []string{"8a442d8cdc743f61"}},
			{Document: "ephemeral-containers", Kind: claim.Implied, Section: "understanding-ephemeral-containers", Sentences: []string{"f72d5e7d5c2ecf31"}},
		},
	})
	VolumeLifecycleEqualsPod = register(claim.Claim{
		ID: "volume-lifecycle-equals-pod", Feature: claim.Volume,
		Statement: claim.Text{
			En: "A Pod's emptyDir is there before the first container starts, is the same one through restarts, and is gone when the Pod is",
			Ko: "파드의 emptyDir는 첫 컨테이너가 시작되기 전에 생기고 재시작을 거쳐도 같은 것이며 파드와 함께 없어진다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "what-is-a-volume", Lines: "36", Sentences: []string{"8a442d8cdc743f61"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The volume lives as long as the Pod; what it leads to may live longer, as a hostPath does",
					Ko: "볼륨의 수명은 파드와 같지만 hostPath처럼 볼륨이 가리키는 데이터는 더 오래 남을 수 있다",
				},
			},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"5e719ad4f3d89c1e", "9ba3d488ea541d42"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "emptydir", Sentences: []string{"c11aefb1a6df469c"}},
			{Document: "ephemeral-volumes", Kind: claim.Sentence, Section: "top", Sentences: []string{"5b76d1307f74d822"}},
			{Document: "pod-lifecycle", Kind: claim.Sentence, Section: "associated-lifetimes", Sentences: []string{"e5985ab7750ac5a0", "d1bfad9169266b18"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot}},
	})
	VolumeInvisibleUnlessMounted = register(claim.Claim{
		ID: "volume-invisible-unless-mounted", Feature: claim.Volume,
		Statement: claim.Text{
			En: "Only the containers that mount a volume see it, each at the path that it names itself",
			Ko: "볼륨은 그것을 마운트한 컨테이너에만, 각자 지정한 경로에서만 보인다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "emptydir-example", Lines: "156", Sentences: []string{"72db037abfda60cb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "how-volumes-work", Sentences: []string{"ead896f088f01be6", "469ba56ebfaed648"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "using-configmaps-as-files-from-a-pod", Sentences: []string{"920b78109bce040c"}},
		},
	})
	NoVolumeNoSharingThreeContainer = register(claim.Claim{
		ID: "no-volume-no-sharing-three-container", Feature: claim.Volume,
		Statement: claim.Text{
			En: "Without volumes a web server does not serve the page that the container beside it writes, and a third does not see the server's log",
			Ko: "볼륨이 없으면 웹 서버는 옆 컨테이너가 쓴 페이지를 서빙하지 못하고 셋째 컨테이너는 서버의 로그를 보지 못한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "what-is-a-volume", Lines: "41-49", Sentences: []string{"b261c70d2ade22d3", "14f78c6d6aa5a7c3", "46c598289f8a5fe7", "3dcd05a178168d2b"}},
			{Document: "volumes", Kind: claim.Implied, Section: "why-volumes-are-important", Sentences: []string{"8fb0ca3feea077ce", "f263e55832850bec"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	TwoVolumesThreeContainers = register(claim.Claim{
		ID: "two-volumes-three-containers", Feature: claim.Volume,
		Statement: claim.Text{
			En: "Two volumes join three containers by purpose: the agent's page is served, the server's log is rotated, and neither helper sees the other's files",
			Ko: "두 볼륨이 세 컨테이너를 목적별로 잇는다: 에이전트의 페이지가 서빙되고 서버의 로그가 로테이션되며 두 보조 컨테이너는 서로의 파일을 보지 못한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "what-is-a-volume", Lines: "56-58", Sentences: []string{"c51426e8f72d7613", "7380950df8c76a53"}},
			{Document: "volumes", Kind: claim.Implied, Section: "how-volumes-work", Sentences: []string{"30924f52350cb27e"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	VolumeMountHidesImageContent = register(claim.Claim{
		ID: "volume-mount-hides-image-content", Feature: claim.Volume,
		Statement: claim.Text{
			En: "A volume mounted over a folder of the image hides what the image has there, and nothing of it is copied into the volume",
			Ko: "이미지의 폴더 위에 마운트된 볼륨은 그 안의 이미지 파일을 가리며, 그 파일이 볼륨으로 복사되지도 않는다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Implied, Section: "emptydir", Lines: "97",
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The document likens an emptyDir to what Docker has; Docker copies the image's files into a new named volume, Kubernetes does not",
					Ko: "문서는 emptyDir가 도커의 그것과 비슷하다고 하지만, 도커는 새 볼륨에 이미지의 파일을 복사하고 쿠버네티스는 복사하지 않는다",
				},
			},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "populate-a-volume-with-data-stored-in-a-configmap", Sentences: []string{"c5af0eb37949476a"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	VolumeNameIsADNSLabel = register(claim.Claim{
		ID: "volume-name-is-a-dns-label", Feature: claim.Volume,
		Statement: claim.Text{
			En: "The name of a volume is a DNS label: lower-case letters, digits and hyphens, 63 at most",
			Ko: "볼륨의 이름은 DNS 레이블이다: 소문자, 숫자, 하이픈만 쓸 수 있고 63자까지이다",
		},
		Sources: []claim.Source{
			{
				Document: "configmap", Kind: claim.Sentence, Section: "using-configmaps-as-files-from-a-pod", Sentences: []string{"756ed3b65fee390a"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The name of a volume is free only as a DNS label: a capital letter, an underscore, a dot or a 64th character is refused",
					Ko: "볼륨의 이름은 DNS 레이블이어야 한다: 대문자, 밑줄, 점, 64번째 글자는 거절된다",
				},
			},
		},
		Unlied: true,
	})
)
