package claims

import "github.com/volconf/volconf/support/claim"

// Remarks of several rows. They stand above them: a row that needed one from below
// would be registered last.
var (
	driverIsGone = claim.Text{
		En: "The API still has the type and admits it with a warning; what is gone is the driver",
		Ko: "API에는 이 타입이 아직 있고 경고와 함께 받아들인다; 사라진 것은 드라이버이다",
	}
)

// The document's list of types, by its lines.
var (
	TypeEmptyDirEphemeral = register(claim.Claim{
		ID: "type-emptydir-ephemeral", Feature: claim.Types,
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
	TypeHostPathNodeFilesystem = register(claim.Claim{
		ID: "type-hostpath-node-filesystem", Feature: claim.Types,
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
	TypeGitRepoInventory = register(claim.Claim{
		ID: "type-gitrepo-inventory", Feature: claim.Types,
		Statement: claim.Text{
			En: "The API still has the type gitRepo, with a warning that it is deprecated",
			Ko: "API에는 gitRepo 타입이 아직 있으며, 사용 중단되었다는 경고가 따른다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "77", Sentences: []string{"41bb3dd5892e4e1f"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "As a volume that is filled by a checkout it works only up to 1.32, on nodes with git",
					Ko: "체크아웃으로 채워지는 볼륨으로는 1.32까지, git이 있는 노드에서만 동작한다",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "gitrepo", Sentences: []string{"e81220ffdcd82056"},
				Standing: claim.Imprecise,
				Remark:   offForGood,
			},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("gitRepo")}},
	})
	TypeNFSMountsShare = register(claim.Claim{
		ID: "type-nfs-mounts-share", Feature: claim.Types,
		Statement: claim.Text{
			En: "An nfs volume mounts one share into Pods on different nodes, and what they write outlives them",
			Ko: "nfs 볼륨은 하나의 공유를 서로 다른 노드의 파드에 마운트하며, 쓴 데이터는 파드보다 오래 남는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "78", Sentences: []string{"38465072db83207d"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "nfs", Sentences: []string{"31436b6fc86a03dd", "9f85104b7c02c834", "e28af59a7f93cba5", "63800c2f3e78fd75"}},
		},
		Needs: claim.Needs{Workers: 2, Level: claim.Privileged, Capabilities: []string{claim.Admits("nfs"), claim.NFSClient}},

		Untried: "no node so far had an NFS client",
	})
	TypeCloudDiskRedirectedToCSI = register(claim.Claim{
		ID: "type-cloud-disk-redirected-to-csi", Feature: claim.Types,
		Statement: claim.Text{
			En: "A cloud provider's disk is handed to that provider's CSI driver; without the driver it is never attached, and the Pod waits",
			Ko: "클라우드 공급자의 디스크는 그 공급자의 CSI 드라이버에 맡겨지고, 드라이버가 없으면 연결되지 않아 파드가 기다린다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "79", Sentences: []string{"d2aacc8add7f4e69"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "The types are there by name only: Kubernetes has had no code for these disks since 1.27 and 1.28",
					Ko: "이 타입들은 이름만 남아 있다: 1.27과 1.28부터 쿠버네티스에는 이 디스크들을 다루는 코드가 없다",
				},
			},
			{Document: "volumes", Kind: claim.Sentence, Section: "awselasticblockstore", Sentences: []string{"c48395d64c3c546f"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "azuredisk", Sentences: []string{"fa59456fac1776fb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "cinder", Sentences: []string{"af7118e75e468eab"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "gcepersistentdisk", Sentences: []string{"6aaaf002f1c63a3b"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{
			claim.NoCloudDrivers,
			claim.Admits("awsElasticBlockStore"), claim.Admits("gcePersistentDisk"), claim.Admits("azureDisk"), claim.Admits("cinder"), claim.Admits("cephfs"),
		}},
		Speed: claim.Slow,
	})
	TypeNetworkStorageInventory = register(claim.Claim{
		ID: "type-network-storage-inventory", Feature: claim.Types,
		Statement: claim.Text{
			En: "Types of network storage that are gone are still admitted, with a warning, and nobody mounts them: their Pods wait; cinder and iscsi are admitted without one",
			Ko: "사라진 네트워크 스토리지 타입도 경고와 함께 받아들여지지만 아무도 마운트하지 않아 그 파드는 기다린다; cinder와 iscsi는 경고 없이 받아들여진다",
		},
		Sources: []claim.Source{
			{
				Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "80", Sentences: []string{"bde51ca820f9ede3"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "Of the six types that the document names, four no longer work (flocker and quobyte since 1.25, glusterfs since 1.26, cephfs since 1.31)",
					Ko: "문서가 든 여섯 타입 가운데 넷은 더 이상 동작하지 않는다(flocker와 quobyte는 1.25, glusterfs는 1.26, cephfs는 1.31부터)",
				},
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "cephfs", Sentences: []string{"b46d32b6679fe7f2"},
				Standing: claim.Imprecise,
				Remark:   driverIsGone,
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "glusterfs", Sentences: []string{"53c30862fae849bc"},
				Standing: claim.Imprecise,
				Remark:   driverIsGone,
			},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "rbd", Sentences: []string{"cc5100f99369e2fa"},
				Standing: claim.Imprecise,
				Remark:   driverIsGone,
			},
		},
		// cephfs and rbd were removed in 1.31 (docs/reference/storage/volume-types).
		Versions: claim.Range{Since: "1.31"},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{
			claim.Admits("cephfs"), claim.Admits("flocker"), claim.Admits("glusterfs"),
			claim.Admits("quobyte"), claim.Admits("rbd"), claim.Admits("cinder"), claim.Admits("iscsi"),
		}},
	})
	TypeConfigMapExposesResource = register(claim.Claim{
		ID: "type-configmap-exposes-resource", Feature: claim.Types,
		Statement: claim.Text{
			En: "A configMap volume shows the keys of a ConfigMap, or those that it chooses, as read-only files; the Pod waits as long as there is no ConfigMap, " +
				"and finds the folder empty where it is optional",
			Ko: "configMap 볼륨은 컨피그맵의 키 전부나 고른 키를 읽기 전용 파일로 보여 주고, 컨피그맵이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "configmap", Sentences: []string{"fcf42ac2be1020db", "9432c1b5cb2e3165", "6dddf494a245c12c"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "configmaps-and-pods", Sentences: []string{"e7391a3891d9e143", "b2bd58e9b1c6c01c"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "using-configmaps-as-files-from-a-pod", Sentences: []string{"9a059e0bd08eb5e8"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "populate-a-volume-with-data-stored-in-a-configmap", Sentences: []string{"b17e3d20f0fc862d"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "optional-references", Sentences: []string{"e7275f7eba1d77e2"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "restrictions", Sentences: []string{"e1fa024a6b9b3022"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	TypeSecretExposesResource = register(claim.Claim{
		ID: "type-secret-exposes-resource", Feature: claim.Types,
		Statement: claim.Text{
			En: "A secret volume shows the keys of a Secret, or those that it chooses, as read-only files in memory; the Pod waits as long as there is no Secret, " +
				"and finds the folder empty where it is optional",
			Ko: "secret 볼륨은 시크릿의 키 전부나 고른 키를 메모리에 있는 읽기 전용 파일로 보여 주고, 시크릿이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"a1f6b96a9394bd5e", "413bbf81a3122e03"}},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"5f89d5cc877c47f7"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The files are in memory; on a node with swap that memory may be written to a disk, unless the kernel knows noswap",
					Ko: "파일은 메모리에 있지만, 스왑이 있는 노드에서 커널이 noswap을 모르면 그 메모리가 디스크에 쓰일 수 있다",
				},
			},
			{Document: "secret", Kind: claim.Sentence, Section: "information-security-for-secrets", Sentences: []string{"935eb3c6e8a4f59d"}},
			{Document: "secret", Kind: claim.Sentence, Section: "restriction-secret-must-exist", Sentences: []string{"e2c1d5ecad2214e9"}},
			{
				Document: "secret", Kind: claim.Sentence, Section: "restriction-secret-must-exist", Sentences: []string{"123825bd6e35b3e1"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "So it is with volumes; of variables only the container that asks for one waits, the others start",
					Ko: "볼륨에 대해서는 그렇지만, 환경 변수에 대해서는 그것을 쓰는 컨테이너만 기다리고 나머지는 시작된다",
				},
			},
			{Document: "distribute-credentials-secure", Kind: claim.Sentence, Section: "create-a-pod-that-has-access-to-the-secret-data-through-a-volume", Sentences: []string{"6e702223ba1dd3ef", "2efb609b5cb5869a"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot, claim.DiskVolumes}},
	})
	TypeDownwardAPIExposesPodMetadata = register(claim.Claim{
		ID: "type-downwardapi-exposes-pod-metadata", Feature: claim.Types,
		Statement: claim.Text{
			En: "A downwardAPI volume shows the Pod's own name, namespace, UID, labels and memory limit as read-only files",
			Ko: "downwardAPI 볼륨은 파드 자신의 이름, 네임스페이스, UID, 레이블, 메모리 한도를 읽기 전용 파일로 보여 준다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "downwardapi", Sentences: []string{"e7809a9df4cd4794", "f7368fa153fc044f"}},
			{Document: "downward-api", Kind: claim.Sentence, Section: "downwardapi-fieldRef", Sentences: []string{"8e8ac78a9f6a5987", "336f50cb638e6604", "e3a4b8769f65ed7f", "f67a7de4b7576ad4"}},
			{Document: "downward-api", Kind: claim.Sentence, Section: "downwardapi-resourceFieldRef", Sentences: []string{"7a939848c77e677d"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "top", Sentences: []string{"d2b8f276c5ad0074"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "store-pod-fields", Sentences: []string{"1442c27135720fa5"}},
		},
		Needs: claim.Needs{Level: claim.Baseline},
	})
	TypeUpdatesReachVolumesNotSubpath = register(claim.Claim{
		ID: "type-updates-reach-volumes-not-subpath", Feature: claim.Types,
		Statement: claim.Text{
			En: "A change of a ConfigMap, a Secret or a label reaches the files of a running Pod, but a subPath mount and a variable only when the container restarts; " +
				"an immutable object takes no change",
			Ko: "컨피그맵, 시크릿, 레이블의 변경은 실행 중인 파드의 파일에는 닿지만 subPath 마운트와 환경 변수에는 컨테이너가 다시 시작될 때에야 닿고, 불변 오브젝트는 변경되지 않는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "volume-types", Lines: "81"},
			{Document: "volumes", Kind: claim.Sentence, Section: "configmap", Sentences: []string{"736b33eff19f4b90"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "downwardapi", Sentences: []string{"a29fe69d47e5a88b"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"51ec1e50b88b9c09"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"251300d963354e48", "c83b60e45bdde499"}},
			{Document: "configmap", Kind: claim.Sentence, Section: "configmap-immutable", Sentences: []string{"872ab6ef979610cf"}},
			{
				Document: "configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"dbd5cd725e92dbd1"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "No new Pod is needed: a variable is read anew whenever its container starts",
					Ko: "파드를 새로 만들 필요는 없다: 환경 변수는 컨테이너가 시작될 때마다 새로 읽힌다",
				},
			},
			{Document: "secret", Kind: claim.Sentence, Section: "using-secrets-as-files-from-a-pod", Sentences: []string{"bc3b272c1a82958f", "c029689b45a45ceb"}},
			{Document: "secret", Kind: claim.Sentence, Section: "secret-immutable-create", Sentences: []string{"a6ee874878abb5c7"}},
			{Document: "projected-volumes", Kind: claim.Sentence, Section: "serviceaccounttoken", Sentences: []string{"4892035d373ea7ae"}},
			{Document: "configure-pod-configmap", Kind: claim.Sentence, Section: "mounted-configmaps-are-updated-automatically", Sentences: []string{"eb7ae6cec72d94ef", "04ec4c17f4809008"}},
			{Document: "downward-api-volume-expose-pod-information", Kind: claim.Sentence, Section: "store-pod-fields", Sentences: []string{"757f2ab793c64bc0"}},
		},
		Speed: claim.Slow,
	})
	TypeImageMountsImageContent = register(claim.Claim{
		ID: "type-image-mounts-image-content", Feature: claim.Types,
		Statement: claim.Text{
			En: "An image volume shows the files of an image, read-only, beside a container of another image",
			Ko: "image 볼륨은 다른 이미지의 컨테이너 옆에 이미지의 파일을 읽기 전용으로 보여 준다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Extension, Section: "volume-types", Lines: "75-82"},
			{Document: "volumes", Kind: claim.Sentence, Section: "image", Sentences: []string{"be547e8f695317bd", "cb899f79fe8aae07"}},
			{Document: "ephemeral-volumes", Kind: claim.Sentence, Section: "types-of-ephemeral-volumes", Sentences: []string{"832b0507e112319c"}},
			{Document: "image-volumes", Kind: claim.Sentence, Section: "top", Sentences: []string{"a612b392bb92e573"}},
		},
		// ImageVolume: on by default since 1.35 (kube_features.go).
		Versions: claim.Range{Since: "1.35"},
		Needs:    claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.Admits("image"), claim.ImageVolumes}},
	})
	TypePVCPreprovisioned = register(claim.Claim{
		ID: "type-pvc-preprovisioned", Feature: claim.Types,
		Statement: claim.Text{
			En: "A persistentVolumeClaim volume uses storage that was set up before; the data outlives the Pod, and with policy Retain the claim as well",
			Ko: "persistentVolumeClaim 볼륨은 미리 준비된 스토리지를 사용하고, 데이터는 파드보다, 정책이 Retain이면 클레임보다도 오래 남는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "82", Sentences: []string{"fd08e2c81a17ebed"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "persistentvolumeclaim", Sentences: []string{"62b4f87925fed77b"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "introduction", Sentences: []string{"da61ea1b89cf8642"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "static", Sentences: []string{"19c4d910624f21e8"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "retain", Sentences: []string{"bfec6ee893b5d27a"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "claims-as-volumes", Sentences: []string{"ea771efdaa14e9be", "ffd015559e8158cd"}},
			{Document: "configure-persistent-volume-storage", Kind: claim.Sentence, Section: "create-a-pod", Sentences: []string{"5f4572916728adcf"}},
			{Document: "change-pv-reclaim-policy", Kind: claim.Sentence, Section: "why-change-reclaim-policy-of-a-persistentvolume", Sentences: []string{"e2d97401071402f2", "d711744616c86b3d"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.NodeObserver}},
	})
	TypePVCDynamic = register(claim.Claim{
		ID: "type-pvc-dynamic", Feature: claim.Types,
		Statement: claim.Text{
			En: "A persistentVolumeClaim volume gets storage made for it by its class; the data outlives the Pod, and when the claim is deleted it goes or stays " +
				"as the volume's reclaim policy says",
			Ko: "persistentVolumeClaim 볼륨에는 그 클래스에 따라 스토리지가 만들어지고, 데이터는 파드보다 오래 남으며 클레임이 삭제되면 볼륨의 회수 정책대로 없어지거나 남는다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "82", Sentences: []string{"fd08e2c81a17ebed"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "dynamic", Sentences: []string{"15d60c7b1de65013"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "delete", Sentences: []string{"61c21e44d0881729"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "writing-portable-configuration", Sentences: []string{"6f73c8dd1b68553f"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "reclaim-policy", Sentences: []string{"3a8650dd47b55d99"}},
			{Document: "dynamic-provisioning", Kind: claim.Sentence, Section: "using-dynamic-provisioning", Sentences: []string{"aa3345d3bbbac05c"}},
			{Document: "dynamic-provisioning", Kind: claim.Sentence, Section: "defaulting-behavior", Sentences: []string{"0cb0852161fd60f5"}},
			{Document: "change-pv-reclaim-policy", Kind: claim.Sentence, Section: "why-change-reclaim-policy-of-a-persistentvolume", Sentences: []string{"92558cb877fbce63"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.DefaultStorageClass}},
	})
)
