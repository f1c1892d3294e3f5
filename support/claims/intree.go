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

// Types of volume whose driver was once part of Kubernetes.
var (
	TypeCloudDiskRedirectedToCSI = register(claim.Claim{
		ID: "type-cloud-disk-redirected-to-csi", Feature: claim.InTree,
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
		ID: "type-network-storage-inventory", Feature: claim.InTree,
		Takes: 25,
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
)
