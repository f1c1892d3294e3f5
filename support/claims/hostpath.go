package claims

import "github.com/volconf/volconf/support/claim"

const hostCaveatPicture = "407-419"

// hostPath: what it opens, and what it costs.
var (
	HostPathSameNodeSamePathShared = register(claim.Claim{
		ID: "hostpath-same-node-same-path-shared", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "Pods on one node that mount the same hostPath see the same files, whatever their namespaces",
			Ko: "한 노드에서 같은 hostPath를 마운트한 파드들은 네임스페이스가 달라도 같은 파일을 본다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "hostpath", Lines: "376-384", Sentences: []string{"3755b69051ddd2a7", "2c5f11dc356196b5"}},
		},
		Needs: claim.Needs{Level: claim.Privileged},
	})
	HostPathSurvivesPodDeletion = register(claim.Claim{
		ID: "hostpath-survives-pod-deletion", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "What a Pod writes into a hostPath is kept on the node when the Pod is deleted, and the next Pod there reads it",
			Ko: "파드가 hostPath에 쓴 것은 파드가 삭제되어도 노드에 남고 그 노드의 다음 파드가 읽는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "hostpath", Lines: "388-390", Sentences: []string{"72075591823914a7", "ed28722a57c33bf4"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot}},
	})
	HostPathOtherNodeHasDifferentData = register(claim.Claim{
		ID: "hostpath-other-node-has-different-data", Feature: claim.HostPath,
		Takes: 15,
		Statement: claim.Text{
			En: "The same hostPath on another node is another folder with data of its own",
			Ko: "다른 노드의 같은 hostPath는 자기 데이터를 가진 다른 폴더이다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "hostpath", Lines: "380-401", Sentences: []string{"cc1ca3693d1f26b3", "1f8c76dc1aaf1806"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"4bbb49cf6762a3ce"}},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.NodeObserver}},
	})
	HostPathRescheduledPodLosesData = register(claim.Claim{
		ID: "hostpath-rescheduled-pod-loses-data", Feature: claim.HostPath,
		Takes: 20,
		Statement: claim.Text{
			En: "A Pod that the scheduler moves to another node no longer finds its hostPath data: " +
				"it runs with an empty folder, or with type Directory it does not start until the folder is made there",
			Ko: "스케줄러가 다른 노드로 옮긴 파드는 자기 hostPath 데이터를 찾지 못한다: " +
				"빈 폴더로 실행되거나, type이 Directory이면 그 폴더가 거기에 만들어질 때까지 시작되지 않는다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "hostpath-caveat", Lines: "401-403", Sentences: []string{"48a05330b5853d52", "5d6400f5ddfdf773"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The document says that the Pod may break; without a type it does worse, and runs on an empty folder",
					Ko: "문서는 파드가 고장날 수 있다고 하지만 type이 없으면 더 나쁘게도 빈 폴더로 그대로 실행된다",
				},
			},
			{Document: "pod-lifecycle", Kind: claim.Implied, Section: "pod-fault-recovery", Sentences: []string{"e93cc74de26579ef"}},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged},
	})
	OrdinaryPodCannotSeeNodeFiles = register(claim.Claim{
		ID: "ordinary-pod-cannot-see-node-files", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A Pod without a hostPath sees no file of the node it runs on but the few that every Pod is given",
			Ko: "hostPath가 없는 파드는 모든 파드에 주어지는 몇 개 말고는 자신이 실행되는 노드의 파일을 보지 못한다",
		},
		Sources: []claim.Source{{
			Document: "blog-ko", Kind: claim.Sentence, Section: "node-files", Lines: "363", Sentences: []string{"3c9b01cd375bf004"},
			Standing: claim.Imprecise,
			Remark: claim.Text{
				En: "/etc/hosts, /etc/hostname, /etc/resolv.conf and the termination log of a container are files of the node, made for the Pod",
				Ko: "컨테이너의 /etc/hosts, /etc/hostname, /etc/resolv.conf와 종료 로그는 파드를 위해 만들어진 노드의 파일이다",
			},
		}},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot}},
	})
	HostPathExposesNodeFileOrDirectory = register(claim.Claim{
		ID: "hostpath-exposes-node-file-or-directory", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A hostPath leads to a folder, a single file, a device or a socket of the node; a device that the runtime guards is seen and cannot be opened",
			Ko: "hostPath는 노드의 폴더, 파일 하나, 디바이스 또는 소켓을 가리킨다; 런타임이 막아 둔 디바이스는 보이지만 열 수 없다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "hostpath", Lines: "375", Sentences: []string{"2409a7494066a604"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"ecb5c70bbf298470"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletSocket}},
	})
	SystemPodsUseHostPath = register(claim.Claim{
		ID: "system-pods-use-hostpath", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "There are Pods of the cluster's own system that belong to a node, static ones or those of a DaemonSet, whose containers mount files of it",
			Ko: "스태틱 파드나 데몬셋의 파드처럼 노드에 속한 클러스터 시스템 파드 가운데에는 컨테이너가 노드의 파일을 마운트하는 것이 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "node-files", Lines: "363-364", Sentences: []string{"80ffce4dd4c3a2de"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"3ed6d7a04785ccac", "1308c370b1143f9b"}},
		},
		Needs: claim.Needs{Capabilities: []string{claim.SystemPods}},
	})
	HostPathTypeChecks = register(claim.Claim{
		ID: "hostpath-type-checks", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "The type of a hostPath is checked before the Pod starts: what is missing is made only where the type allows it or there is none, " +
				"and what is missing otherwise, or of another kind, keeps the Pod waiting",
			Ko: "hostPath의 type은 파드가 시작되기 전에 검사된다: 없는 것은 type이 허락하거나 type이 없을 때만 만들어지고, 그 밖에 없는 것이나 종류가 다른 것은 파드를 기다리게 한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "hostpath", Lines: "375"},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath-volume-types", Sentences: []string{
				"0399d84f56e428f0", "f0c7169060cbf662", "94bafefa2c1ed698", "79b7ef8338323fe0", "804f231889638c04",
				"818df06db96f5dc3", "c852020bda5a4aee", "4519d0ab024c99a2",
			}},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "hostpath-fileorcreate-example", Sentences: []string{"be4868cb740af15b"},
				Standing: claim.Wrong,
				Remark: claim.Text{
					En: "The Pod does not fail: it waits, and starts when what is there is put right",
					Ko: "파드는 실패하지 않고 기다리며, 그 경로의 것이 바로잡히면 시작된다",
				},
			},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.KubeletSocket}},
	})
	HostPathIdenticalTemplateDiffersByNode = register(claim.Claim{
		ID: "hostpath-identical-template-differs-by-node", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "Pods made from one template read different content through a hostPath on different nodes",
			Ko: "같은 템플릿으로 만든 파드라도 노드가 다르면 hostPath로 서로 다른 내용을 읽는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "hostpath-caveat", Lines: hostCaveatPicture},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"4bbb49cf6762a3ce"}},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.NodeObserver}},
	})
	HostPathNotCountedAsEphemeralStorage = register(claim.Claim{
		ID: "hostpath-not-counted-as-ephemeral-storage", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "What a Pod writes into a hostPath does not count against its limit for ephemeral storage",
			Ko: "파드가 hostPath에 쓴 것은 임시 스토리지 한도에 계산되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "hostpath-caveat", Lines: hostCaveatPicture},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"dde99123da743aa8"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.EphemeralStorage, claim.VolumeStatistics}},
		Speed: claim.Slow,
	})
	HostPathExposesPrivilegedInterfaces = register(claim.Claim{
		ID: "hostpath-exposes-privileged-interfaces", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "Through a hostPath a Pod can connect to the container runtime's socket and read the kubelet's certificates",
			Ko: "파드는 hostPath를 통해 컨테이너 런타임 소켓에 연결하고 kubelet의 인증서를 읽을 수 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "hostpath-caveat", Lines: hostCaveatPicture},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"cc5ba35bfe7304b4"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.RuntimeSocket, claim.KubeletPKI}},
	})
	HostPathReadwriteSubvertsPathAllowlist = register(claim.Claim{
		ID: "hostpath-readwrite-subverts-path-allowlist", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A list of allowed paths does not hold a Pod back that may write there: a link that it makes leads the next Pod out; read-only mounts close that way",
			Ko: "허용 경로 목록은 그 안에 쓸 수 있는 파드를 막지 못한다: 그 파드가 만든 링크가 다음 파드를 밖으로 이끈다. 읽기 전용 마운트는 그 길을 막는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "hostpath-caveat", Lines: hostCaveatPicture},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"2b75319af141fe3c", "de59f57dbb378061"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver}, OwnNamespace: true},
		// ValidatingAdmissionPolicy is stable since 1.30.
		Versions: claim.Range{Since: "1.30", APIOnly: true},
	})
	HostPathRejectedByPodSecurityBaseline = register(claim.Claim{
		ID: "hostpath-rejected-by-pod-security-baseline", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A namespace of Pod Security level baseline or restricted refuses Pods with a hostPath",
			Ko: "파드 시큐리티 수준이 baseline이나 restricted인 네임스페이스는 hostPath가 있는 파드를 거절한다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Implied, Section: "hostpath-caveat", Lines: "403-407", Sentences: []string{"fd22dfebc94f10a0", "d85e11fec8b378a9"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, OwnNamespace: true},
	})
	LocalPVIsTheRecommendedAlternative = register(claim.Claim{
		ID: "local-pv-is-the-recommended-alternative", Feature: claim.HostPath,
		Takes: 15,
		Statement: claim.Text{
			En: "A local PersistentVolume keeps its Pods on the node that has the data; a hostPath one lets a Pod run elsewhere, on an empty folder",
			Ko: "local PersistentVolume은 파드를 데이터가 있는 노드에 묶어 두지만, hostPath PersistentVolume은 다른 노드에서 빈 폴더로 실행되게 둔다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Figure, Section: "hostpath-caveat", Lines: hostCaveatPicture},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"46bec3e86e2a7d11"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "local", Sentences: []string{"c6417684e8649449", "4672d9186e3fabb3", "5eb66e950ea23463"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "node-affinity", Sentences: []string{"2daa41ff64554d01"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "types-of-persistent-volumes", Sentences: []string{"8aeae08e05bc2e82"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "It works, and worse: on another node the Pod runs with an empty folder",
					Ko: "동작하기는 하지만 더 나쁘다: 다른 노드에서 파드는 빈 폴더로 실행된다",
				},
			},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.HostnameLabel}},
	})
	HostPathDrainLeavesDataBehind = register(claim.Claim{
		ID: "hostpath-drain-leaves-data-behind", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A Pod that is evicted from a cordoned node runs on another with an empty hostPath, where one on a local PersistentVolume waits for its node",
			Ko: "cordon된 노드에서 축출된 파드는 다른 노드에서 빈 hostPath로 실행되고, local PersistentVolume을 쓰는 파드는 자기 노드를 기다린다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "hostpath-caveat", Lines: "401-403"},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "node-affinity", Sentences: []string{"2daa41ff64554d01"}},
		},
		Needs:      claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.NodeObserver, claim.HostnameLabel}},
		Disruption: claim.NodeDisruption,
	})
	TypeHostPathNodeFilesystem = register(claim.Claim{
		ID: "type-hostpath-node-filesystem", Feature: claim.HostPath,
		Statement: claim.Text{
			En: "A hostPath makes a folder of the worker node's file system a volume",
			Ko: "hostPath는 워커 노드 파일 시스템의 폴더를 볼륨으로 쓴다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "76", Sentences: []string{"b38098d259c362d0"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "hostpath", Sentences: []string{"ecb5c70bbf298470"}},
		},
		Needs: claim.Needs{Level: claim.Privileged, Capabilities: []string{claim.NodeObserver}},
	})
)
