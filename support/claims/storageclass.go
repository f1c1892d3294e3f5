package claims

import "github.com/volconf/volconf/support/claim"

// What a StorageClass says of volumes.
var (
	ClassDefaultsDeleteAndImmediate = register(claim.Claim{
		ID: "class-defaults-delete-and-immediate", Feature: claim.StorageClass, Unlied: true,
		Statement: claim.Text{
			En: "A StorageClass that does not say otherwise has the reclaim policy Delete and the binding mode Immediate; it needs a provisioner, and cannot recycle",
			Ko: "따로 말하지 않은 스토리지클래스의 회수 정책은 Delete, 바인딩 모드는 Immediate이며, 프로비저너가 있어야 하고 Recycle은 할 수 없다",
		},
		Sources: []claim.Source{
			{Document: "storage-classes", Kind: claim.Sentence, Section: "reclaim-policy", Sentences: []string{"63f87496f4f20e79"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "volume-binding-mode", Sentences: []string{"c0accb1da7abf1d0"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "provisioner", Sentences: []string{"ff9ac8c043ae0788"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ClassIsFixedOnceMade = register(claim.Claim{
		ID: "class-is-fixed-once-made", Feature: claim.StorageClass, Unlied: true,
		Statement: claim.Text{
			En: "The provisioner, the parameters, the reclaim policy and the binding mode of a StorageClass cannot be changed; whether its volumes may grow can",
			Ko: "스토리지클래스의 프로비저너, 파라미터, 회수 정책, 바인딩 모드는 바꿀 수 없고 볼륨 확장 허용 여부는 바꿀 수 있다",
		},
		Sources: []claim.Source{
			{Document: "storage-classes", Kind: claim.Implied, Section: "storageclass-objects", Sentences: []string{"83bd9c73cacbba7e"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ImmediateBindsWithoutAPod = register(claim.Claim{
		ID: "immediate-binds-without-a-pod", Feature: claim.StorageClass, Unlied: true,
		Statement: claim.Text{
			En: "In a class of mode Immediate, or of none given, a PersistentVolumeClaim is bound before any Pod uses it; in one of mode WaitForFirstConsumer it waits for a Pod",
			Ko: "바인딩 모드가 Immediate이거나 지정되지 않은 클래스의 퍼시스턴트볼륨클레임은 파드가 쓰기 전에 바인딩되고, WaitForFirstConsumer이면 파드를 기다린다",
		},
		Sources: []claim.Source{
			{Document: "storage-classes", Kind: claim.Sentence, Section: "volume-binding-mode", Sentences: []string{"2a3d2a2076b5a41e", "35a6163845eea674", "72ced45e7503c05a"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	InternalProvisionersAreGone = register(claim.Claim{
		ID: "internal-provisioners-are-gone", Feature: claim.StorageClass, Unlied: true,
		Statement: claim.Text{
			En: "Kubernetes has no provisioner of its own left: classes of azure-file, portworx-volume and vsphere-volume are handed to CSI drivers, one of rbd to nobody",
			Ko: "쿠버네티스 자체의 프로비저너는 남아 있지 않다: azure-file, portworx-volume, vsphere-volume 클래스는 CSI 드라이버로 넘겨지고 rbd 클래스는 아무에게도 넘겨지지 않는다",
		},
		Sources: []claim.Source{
			{
				Document: "storage-classes", Kind: claim.Sentence, Section: "provisioner", Sentences: []string{"c25bbd383248184b", "b8a385648c189732", "d38b2ea4f39936ea", "f98d98c7876a6f30"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "The provisioners that the table marks as internal are gone from Kubernetes: a claim of such a class waits for the provider's CSI driver",
					Ko: "표에서 내부 프로비저너로 표시된 것은 쿠버네티스에서 없어졌고, 그런 클래스의 클레임은 제공자의 CSI 드라이버를 기다린다",
				},
			},
			{Document: "storage-classes", Kind: claim.Implied, Section: "provisioner", Sentences: []string{"0a2d1c23f9c81447", "6c0d26cad708c771"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{Capabilities: []string{claim.NoCloudDrivers}},
	})
)
