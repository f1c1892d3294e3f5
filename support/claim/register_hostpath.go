package claim

const hostCaveatPicture = "407-419"

// hostPath: what it opens, and what it costs.
var (
	OrdinaryPodCannotSeeNodeFiles = register(Claim{
		ID: "ordinary-pod-cannot-see-node-files", Feature: HostPath,
		Statement: Text{
			En: "A Pod without a hostPath sees no file of the node it runs on but the few that every Pod is given",
			Ko: "hostPath가 없는 파드는 모든 파드에 주어지는 몇 개 말고는 자신이 실행되는 노드의 파일을 보지 못한다",
		},
		Source:   Source{Kind: Sentence, Section: secNodeFiles, Lines: "363", Sentences: []string{"3c9b01cd375bf004"}},
		Standing: Imprecise,
		Remark: Text{
			En: "/etc/hosts, /etc/hostname, /etc/resolv.conf and the termination log of a container are files of the node, made for the Pod",
			Ko: "컨테이너의 /etc/hosts, /etc/hostname, /etc/resolv.conf와 종료 로그는 파드를 위해 만들어진 노드의 파일이다",
		},
		Needs: Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletRoot}},
	})
	HostPathExposesNodeFileOrDirectory = register(Claim{
		ID: "hostpath-exposes-node-file-or-directory", Feature: HostPath,
		Statement: Text{
			En: "A hostPath leads to a folder, a single file, a device or a socket of the node; a device that the runtime guards is seen and cannot be opened",
			Ko: "hostPath는 노드의 폴더, 파일 하나, 디바이스 또는 소켓을 가리킨다; 런타임이 막아 둔 디바이스는 보이지만 열 수 없다",
		},
		Source: Source{Kind: Sentence, Section: secHostPath, Lines: "375", Sentences: []string{"2409a7494066a604"}},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletSocket}},
	})
	SystemPodsUseHostPath = register(Claim{
		ID: "system-pods-use-hostpath", Feature: HostPath,
		Statement: Text{
			En: "There are Pods of the cluster's own system that belong to a node, static ones or those of a DaemonSet, whose containers mount files of it",
			Ko: "스태틱 파드나 데몬셋의 파드처럼 노드에 속한 클러스터 시스템 파드 가운데에는 컨테이너가 노드의 파일을 마운트하는 것이 있다",
		},
		Source: Source{Kind: Sentence, Section: secNodeFiles, Lines: "363-364", Sentences: []string{"80ffce4dd4c3a2de"}},
		Needs:  Needs{Capabilities: []string{SystemPods}},
	})
	HostPathTypeChecks = register(Claim{
		ID: "hostpath-type-checks", Feature: HostPath,
		Statement: Text{
			En: "The type of a hostPath is checked before the Pod starts: what is missing is made only where the type allows it or there is none, " +
				"and what is missing otherwise, or of another kind, keeps the Pod waiting",
			Ko: "hostPath의 type은 파드가 시작되기 전에 검사된다: 없는 것은 type이 허락하거나 type이 없을 때만 만들어지고, 그 밖에 없는 것이나 종류가 다른 것은 파드를 기다리게 한다",
		},
		Source: Source{Kind: Extension, Section: secHostPath, Lines: "375"},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, KubeletSocket}},
	})
	HostPathIdenticalTemplateDiffersByNode = register(Claim{
		ID: "hostpath-identical-template-differs-by-node", Feature: HostPath,
		Statement: Text{
			En: "Pods made from one template read different content through a hostPath on different nodes",
			Ko: "같은 템플릿으로 만든 파드라도 노드가 다르면 hostPath로 서로 다른 내용을 읽는다",
		},
		Source: Source{Kind: Figure, Section: secHostCaveat, Lines: hostCaveatPicture},
		Needs:  Needs{Workers: 2, Level: Privileged, Capabilities: []string{NodeObserver}},
	})
	HostPathNotCountedAsEphemeralStorage = register(Claim{
		ID: "hostpath-not-counted-as-ephemeral-storage", Feature: HostPath,
		Statement: Text{
			En: "What a Pod writes into a hostPath does not count against its limit for ephemeral storage",
			Ko: "파드가 hostPath에 쓴 것은 임시 스토리지 한도에 계산되지 않는다",
		},
		Source: Source{Kind: Figure, Section: secHostCaveat, Lines: hostCaveatPicture},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, EphemeralStorage, VolumeStatistics}},
		Speed:  Slow,
	})
	HostPathExposesPrivilegedInterfaces = register(Claim{
		ID: "hostpath-exposes-privileged-interfaces", Feature: HostPath,
		Statement: Text{
			En: "Through a hostPath a Pod can connect to the container runtime's socket and read the kubelet's certificates",
			Ko: "파드는 hostPath를 통해 컨테이너 런타임 소켓에 연결하고 kubelet의 인증서를 읽을 수 있다",
		},
		Source: Source{Kind: Figure, Section: secHostCaveat, Lines: hostCaveatPicture},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver, RuntimeSocket, KubeletPKI}},
	})
	HostPathReadwriteSubvertsPathAllowlist = register(Claim{
		ID: "hostpath-readwrite-subverts-path-allowlist", Feature: HostPath,
		Statement: Text{
			En: "A list of allowed paths does not hold a Pod back that may write there: a link that it makes leads the next Pod out; read-only mounts close that way",
			Ko: "허용 경로 목록은 그 안에 쓸 수 있는 파드를 막지 못한다: 그 파드가 만든 링크가 다음 파드를 밖으로 이끈다. 읽기 전용 마운트는 그 길을 막는다",
		},
		Source: Source{Kind: Figure, Section: secHostCaveat, Lines: hostCaveatPicture},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver}, OwnNamespace: true},
		// ValidatingAdmissionPolicy is stable since 1.30.
		Versions: Range{Since: "1.30", APIOnly: true},
	})
	HostPathRejectedByPodSecurityBaseline = register(Claim{
		ID: "hostpath-rejected-by-pod-security-baseline", Feature: HostPath,
		Statement: Text{
			En: "A namespace of Pod Security level baseline or restricted refuses Pods with a hostPath",
			Ko: "파드 시큐리티 수준이 baseline이나 restricted인 네임스페이스는 hostPath가 있는 파드를 거절한다",
		},
		Source: Source{Kind: Implied, Section: secHostCaveat, Lines: "403-407", Sentences: []string{"fd22dfebc94f10a0", "d85e11fec8b378a9"}},
		Needs:  Needs{Level: Privileged, OwnNamespace: true},
	})
	LocalPVIsTheRecommendedAlternative = register(Claim{
		ID: "local-pv-is-the-recommended-alternative", Feature: HostPath,
		Statement: Text{
			En: "A local PersistentVolume keeps its Pods on the node that has the data; a hostPath one lets a Pod run elsewhere, on an empty folder",
			Ko: "local PersistentVolume은 파드를 데이터가 있는 노드에 묶어 두지만, hostPath PersistentVolume은 다른 노드에서 빈 폴더로 실행되게 둔다",
		},
		Source: Source{Kind: Figure, Section: secHostCaveat, Lines: hostCaveatPicture},
		Needs:  Needs{Workers: 2, Level: Privileged, Capabilities: []string{NodeObserver, HostnameLabel}},
	})
	HostPathDrainLeavesDataBehind = register(Claim{
		ID: "hostpath-drain-leaves-data-behind", Feature: HostPath,
		Statement: Text{
			En: "A Pod that is evicted from a cordoned node runs on another with an empty hostPath, where one on a local PersistentVolume waits for its node",
			Ko: "cordon된 노드에서 축출된 파드는 다른 노드에서 빈 hostPath로 실행되고, local PersistentVolume을 쓰는 파드는 자기 노드를 기다린다",
		},
		Source:     Source{Kind: Extension, Section: secHostCaveat, Lines: "401-403"},
		Needs:      Needs{Workers: 2, Level: Privileged, Capabilities: []string{NodeObserver, HostnameLabel}},
		Disruption: NodeDisruption,
	})
)
