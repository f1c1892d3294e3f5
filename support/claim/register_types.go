package claim

// Capabilities that the catalogue of types needs.
const (
	// NFSClient is a kernel that mounts NFS, and an NFS server among the images.
	NFSClient = "nfs-client"
	// DefaultStorageClass is a cluster that makes volumes for claims that name
	// no class.
	DefaultStorageClass = "storage-class"
	// ImageVolumes is a container runtime that mounts images.
	ImageVolumes = "image-volumes"
	// NoCloudDrivers is a cluster without the CSI drivers of cloud providers: what
	// is handed to them stays where it is.
	NoCloudDrivers = "no-cloud-drivers"
)

// The document's list of types, by its lines.
var (
	TypeEmptyDirEphemeral = register(Claim{
		ID: "type-emptydir-ephemeral", Feature: Types,
		Statement: Text{
			En: "An emptyDir is an empty folder for data that may go with the Pod",
			Ko: "emptyDir는 파드와 함께 없어져도 되는 데이터를 위한 빈 폴더이다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "75", Sentences: []string{"2f63bc53882f728c"}},
		Needs:  Needs{Level: Privileged},
	})
	TypeHostPathNodeFilesystem = register(Claim{
		ID: "type-hostpath-node-filesystem", Feature: Types,
		Statement: Text{
			En: "A hostPath makes a folder of the worker node's file system a volume",
			Ko: "hostPath는 워커 노드 파일 시스템의 폴더를 볼륨으로 쓴다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "76", Sentences: []string{"b38098d259c362d0"}},
		Needs:  Needs{Level: Privileged, Capabilities: []string{NodeObserver}},
	})
	TypeGitRepoInventory = register(Claim{
		ID: "type-gitrepo-inventory", Feature: Types,
		Statement: Text{
			En: "The API still has the type gitRepo, with a warning that it is deprecated",
			Ko: "API에는 gitRepo 타입이 아직 있으며, 사용 중단되었다는 경고가 따른다",
		},
		Source:   Source{Kind: Sentence, Section: secTypes, Lines: "77", Sentences: []string{"41bb3dd5892e4e1f"}},
		Standing: Dated,
		Remark: Text{
			En: "As a volume that is filled by a checkout it works only up to 1.32, on nodes with git",
			Ko: "체크아웃으로 채워지는 볼륨으로는 1.32까지, git이 있는 노드에서만 동작한다",
		},
		Needs: Needs{Level: Baseline, Capabilities: []string{Admits("gitRepo")}},
	})
	TypeNFSMountsShare = register(Claim{
		ID: "type-nfs-mounts-share", Feature: Types,
		Statement: Text{
			En: "An nfs volume mounts one share into Pods on different nodes, and what they write outlives them",
			Ko: "nfs 볼륨은 하나의 공유를 서로 다른 노드의 파드에 마운트하며, 쓴 데이터는 파드보다 오래 남는다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "78", Sentences: []string{"38465072db83207d"}},
		Needs:  Needs{Workers: 2, Level: Privileged, Capabilities: []string{Admits("nfs"), NFSClient}},

		Untried: "no node so far had an NFS client",
	})
	TypeCloudDiskRedirectedToCSI = register(Claim{
		ID: "type-cloud-disk-redirected-to-csi", Feature: Types,
		Statement: Text{
			En: "A cloud provider's disk is handed to that provider's CSI driver; without the driver it is never attached, and the Pod waits",
			Ko: "클라우드 공급자의 디스크는 그 공급자의 CSI 드라이버에 맡겨지고, 드라이버가 없으면 연결되지 않아 파드가 기다린다",
		},
		Source:   Source{Kind: Sentence, Section: secTypes, Lines: "79", Sentences: []string{"d2aacc8add7f4e69"}},
		Standing: Dated,
		Remark: Text{
			En: "The types are there by name only: Kubernetes has had no code for these disks since 1.27 and 1.28",
			Ko: "이 타입들은 이름만 남아 있다: 1.27과 1.28부터 쿠버네티스에는 이 디스크들을 다루는 코드가 없다",
		},
		Needs: Needs{Level: Baseline, Capabilities: []string{
			NoCloudDrivers,
			Admits("awsElasticBlockStore"), Admits("gcePersistentDisk"), Admits("azureDisk"), Admits("cinder"), Admits("cephfs"),
		}},
		Speed: Slow,
	})
	TypeNetworkStorageInventory = register(Claim{
		ID: "type-network-storage-inventory", Feature: Types,
		Statement: Text{
			En: "Types of network storage that are gone are still admitted, with a warning, and nobody mounts them: their Pods wait; cinder and iscsi are admitted without one",
			Ko: "사라진 네트워크 스토리지 타입도 경고와 함께 받아들여지지만 아무도 마운트하지 않아 그 파드는 기다린다; cinder와 iscsi는 경고 없이 받아들여진다",
		},
		Source:   Source{Kind: Sentence, Section: secTypes, Lines: "80", Sentences: []string{"bde51ca820f9ede3"}},
		Standing: Dated,
		Remark: Text{
			En: "Of the six types that the document names, four no longer work (flocker and quobyte since 1.25, glusterfs since 1.26, cephfs since 1.31)",
			Ko: "문서가 든 여섯 타입 가운데 넷은 더 이상 동작하지 않는다(flocker와 quobyte는 1.25, glusterfs는 1.26, cephfs는 1.31부터)",
		},
		// cephfs and rbd were removed in 1.31 (docs/reference/storage/volume-types).
		Versions: Range{Since: "1.31"},
		Needs: Needs{Level: Baseline, Capabilities: []string{
			Admits("cephfs"), Admits("flocker"), Admits("glusterfs"),
			Admits("quobyte"), Admits("rbd"), Admits("cinder"), Admits("iscsi"),
		}},
	})
	TypeConfigMapExposesResource = register(Claim{
		ID: "type-configmap-exposes-resource", Feature: Types,
		Statement: Text{
			En: "A configMap volume shows the keys of a ConfigMap, or those that it chooses, as read-only files; the Pod waits as long as there is no ConfigMap, " +
				"and finds the folder empty where it is optional",
			Ko: "configMap 볼륨은 컨피그맵의 키 전부나 고른 키를 읽기 전용 파일로 보여 주고, 컨피그맵이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
		Needs:  Needs{Level: Baseline},
	})
	TypeSecretExposesResource = register(Claim{
		ID: "type-secret-exposes-resource", Feature: Types,
		Statement: Text{
			En: "A secret volume shows the keys of a Secret, or those that it chooses, as read-only files in memory; the Pod waits as long as there is no Secret, " +
				"and finds the folder empty where it is optional",
			Ko: "secret 볼륨은 시크릿의 키 전부나 고른 키를 메모리에 있는 읽기 전용 파일로 보여 주고, 시크릿이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
		Needs:  Needs{Level: Baseline, Capabilities: []string{NodeObserver, KubeletRoot, DiskVolumes}},
	})
	TypeDownwardAPIExposesPodMetadata = register(Claim{
		ID: "type-downwardapi-exposes-pod-metadata", Feature: Types,
		Statement: Text{
			En: "A downwardAPI volume shows the Pod's own name, namespace, UID, labels and memory limit as read-only files",
			Ko: "downwardAPI 볼륨은 파드 자신의 이름, 네임스페이스, UID, 레이블, 메모리 한도를 읽기 전용 파일로 보여 준다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
		Needs:  Needs{Level: Baseline},
	})
	TypeUpdatesReachVolumesNotSubpath = register(Claim{
		ID: "type-updates-reach-volumes-not-subpath", Feature: Types,
		Statement: Text{
			En: "A change of a ConfigMap, a Secret or a label reaches the files of a running Pod, but a subPath mount and a variable only when the container restarts; " +
				"an immutable object takes no change",
			Ko: "컨피그맵, 시크릿, 레이블의 변경은 실행 중인 파드의 파일에는 닿지만 subPath 마운트와 환경 변수에는 컨테이너가 다시 시작될 때에야 닿고, 불변 오브젝트는 변경되지 않는다",
		},
		Source: Source{Kind: Extension, Section: secTypes, Lines: "81"},
		Speed:  Slow,
	})
	TypeImageMountsImageContent = register(Claim{
		ID: "type-image-mounts-image-content", Feature: Types,
		Statement: Text{
			En: "An image volume shows the files of an image, read-only, beside a container of another image",
			Ko: "image 볼륨은 다른 이미지의 컨테이너 옆에 이미지의 파일을 읽기 전용으로 보여 준다",
		},
		Source: Source{Kind: Extension, Section: secTypes, Lines: "75-82"},
		// ImageVolume: on by default since 1.35 (kube_features.go).
		Versions: Range{Since: "1.35"},
		Needs:    Needs{Level: Baseline, Capabilities: []string{Admits("image"), ImageVolumes}},
	})
	TypePVCPreprovisioned = register(Claim{
		ID: "type-pvc-preprovisioned", Feature: Types,
		Statement: Text{
			En: "A persistentVolumeClaim volume uses storage that was set up before; the data outlives the Pod, and with policy Retain the claim as well",
			Ko: "persistentVolumeClaim 볼륨은 미리 준비된 스토리지를 사용하고, 데이터는 파드보다, 정책이 Retain이면 클레임보다도 오래 남는다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "82", Sentences: []string{"fd08e2c81a17ebed"}},
		Needs:  Needs{Level: Baseline, Capabilities: []string{NodeObserver}},
	})
	TypePVCDynamic = register(Claim{
		ID: "type-pvc-dynamic", Feature: Types,
		Statement: Text{
			En: "A persistentVolumeClaim volume gets storage made for it by its class; the data outlives the Pod, and when the claim is deleted it goes or stays " +
				"as the volume's reclaim policy says",
			Ko: "persistentVolumeClaim 볼륨에는 그 클래스에 따라 스토리지가 만들어지고, 데이터는 파드보다 오래 남으며 클레임이 삭제되면 볼륨의 회수 정책대로 없어지거나 남는다",
		},
		Source: Source{Kind: Sentence, Section: secTypes, Lines: "82", Sentences: []string{"fd08e2c81a17ebed"}},
		Needs:  Needs{Level: Baseline, Capabilities: []string{DefaultStorageClass}},
	})
)
