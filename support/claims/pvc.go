package claims

import "github.com/volconf/volconf/support/claim"

// PersistentVolumes and what claims them.
var (
	TypePVCPreprovisioned = register(claim.Claim{
		ID: "type-pvc-preprovisioned", Feature: claim.PVC,
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
		ID: "type-pvc-dynamic", Feature: claim.PVC,
		Takes: 20,
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
	PVCRWOPStandsAlone = register(claim.Claim{
		ID: "pvc-rwop-stands-alone", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "ReadWriteOncePod is refused beside any other access mode, in a PersistentVolume and in a PersistentVolumeClaim",
			Ko: "ReadWriteOncePod는 퍼시스턴트볼륨에서도 퍼시스턴트볼륨클레임에서도 다른 접근 모드와 함께 쓸 수 없다",
		},
		Sources: []claim.Source{
			{Document: "change-pv-access-mode-readwriteoncepod", Kind: claim.Sentence, Section: "migrating-existing-persistentvolumes", Sentences: []string{"1e4622f670523a48", "385332b0ebbde930"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCWaitsForALargeEnoughVolume = register(claim.Claim{
		ID: "pvc-waits-for-a-large-enough-volume", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim larger than every volume of its class waits, and is bound once a volume is made that is large enough",
			Ko: "자기 클래스의 어떤 볼륨보다도 큰 퍼시스턴트볼륨클레임은 기다리다가 충분히 큰 볼륨이 만들어지면 바인딩된다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "binding", Sentences: []string{"08c9255b0c4ddf28", "c2af51900d2979f1", "71ccc161ee4dd390", "a943209e7b8766fa"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCGetsAtLeastWhatItAsks = register(claim.Claim{
		ID: "pvc-gets-at-least-what-it-asks", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim may be bound to a volume larger than it asks for, to the smallest that will do, and its capacity is then the volume's",
			Ko: "퍼시스턴트볼륨클레임은 요청보다 큰 볼륨에, 그중 가장 작은 것에 바인딩될 수 있고 그 용량은 볼륨의 용량이 된다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "binding", Sentences: []string{"799a65d2e2ee9117"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCBindingIsOneToOne = register(claim.Claim{
		ID: "pvc-binding-is-one-to-one", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A volume that is bound to one PersistentVolumeClaim is given to no other: an equal one waits for a volume of its own",
			Ko: "한 퍼시스턴트볼륨클레임에 바인딩된 볼륨은 다른 클레임에 주어지지 않으며, 같은 클레임도 자기 볼륨을 기다린다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "binding", Sentences: []string{"412a0b05e1b4f94d", "6f7a647a94a07b18"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "using", Sentences: []string{"99a6d82c49073e6a"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "a-note-on-namespaces", Sentences: []string{"a4d02384c51dcae3"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCSelectorFiltersByLabels = register(claim.Claim{
		ID: "pvc-selector-filters-by-labels", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim with a selector is bound only to a volume whose labels meet every one of its requirements",
			Ko: "셀렉터가 있는 퍼시스턴트볼륨클레임은 레이블이 그 요구 사항을 모두 만족하는 볼륨에만 바인딩된다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "selector", Sentences: []string{"ba05b9f1d842a7ad", "3be196f7726958a3", "76d15bbccb6e0257", "06c41b5431994ba7", "6d9a061029564834", "d8f09b004e479de3"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "class-1", Sentences: []string{"c81da4ec4fbc75d8"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCClassMustMatchExactly = register(claim.Claim{
		ID: "pvc-class-must-match-exactly", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim of the class \"\" is bound only to a volume without a class, and one that names a class only to a volume of that class",
			Ko: "클래스가 \"\"인 퍼시스턴트볼륨클레임은 클래스가 없는 볼륨에만, 클래스를 지정한 것은 그 클래스의 볼륨에만 바인딩된다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "class", Sentences: []string{"994d43568683d6a7", "eb1bdbaa9571554f", "f67389ed5736ea60"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "class-1", Sentences: []string{"b15240c58d51e835", "42d4b041602dc5c9", "5550b1339df28b25"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "dynamic", Sentences: []string{"85d0f24a3b8dcb9e"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCWithoutClassGetsTheDefault = register(claim.Claim{
		ID: "pvc-without-class-gets-the-default", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim that names no class is given the cluster's default class when it is created; the class \"\" and any other are left as they are",
			Ko: "클래스를 지정하지 않은 퍼시스턴트볼륨클레임에는 생성될 때 클러스터의 기본 클래스가 주어지고, \"\"나 다른 클래스는 그대로 남는다",
		},
		Sources: []claim.Source{
			{Document: "dynamic-provisioning", Kind: claim.Sentence, Section: "defaulting-behavior", Sentences: []string{"0cb0852161fd60f5"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "default-storageclass", Sentences: []string{"ba96624ce55b2f43"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "storageclass-objects", Sentences: []string{"07af3760ec799255"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "class-1", Sentences: []string{"e89862fe33cdf515", "da60d24c5471e7e8"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{Capabilities: []string{claim.DefaultStorageClass}},
	})
	PVCReservedByVolumeName = register(claim.Claim{
		ID: "pvc-reserved-by-volume-name", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim that names a volume is bound to it wherever that can be used, but only if class, size, access modes and volume mode fit",
			Ko: "볼륨을 이름으로 지정한 퍼시스턴트볼륨클레임은 그 볼륨을 어디서 쓸 수 있든 바인딩되지만 클래스, 크기, 접근 모드, 볼륨 모드가 맞아야 한다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "reserving-a-persistentvolume", Sentences: []string{"58dd11b0d3253c97", "9bd35368d2168acd", "eaeea15e99261613"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "reserving-a-persistentvolume", Sentences: []string{"54659777f22ff98a"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The volume mode has to fit as well, and so has the attributes class; the page names only the class, the access modes and the size",
					Ko: "볼륨 모드와 볼륨 속성 클래스도 맞아야 하는데 문서는 클래스, 접근 모드, 크기만 든다",
				},
			},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-name", Sentences: []string{"5ffd41317ae46a29"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCVolumeNameOfAnotherWaits = register(claim.Claim{
		ID: "pvc-volume-name-of-another-waits", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim that names a volume of another waits, although another volume would fit",
			Ko: "다른 클레임의 볼륨을 이름으로 지정한 퍼시스턴트볼륨클레임은 맞는 볼륨이 따로 있어도 기다린다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-name", Sentences: []string{"1a98de78912b55bb"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "reserving-a-persistentvolume", Sentences: []string{"f153422e03078d51"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVReservedByClaimRef = register(claim.Claim{
		ID: "pv-reserved-by-claim-ref", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolume whose claimRef names a PersistentVolumeClaim is kept for it before that exists: an equal one waits, and the named one is bound",
			Ko: "claimRef로 퍼시스턴트볼륨클레임을 지정한 퍼시스턴트볼륨은 그 클레임이 생기기 전부터 남겨져, 같은 다른 클레임은 기다리고 지정된 것이 바인딩된다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "reserving-a-persistentvolume", Sentences: []string{"af362d7d1ec9dd99", "c34b1475ef1d200c"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVIsProtectedWhileBound = register(claim.Claim{
		ID: "pv-is-protected-while-bound", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A bound PersistentVolume that is deleted stays, terminating and under its finalizer, until its PersistentVolumeClaim is gone; an unbound one goes at once",
			Ko: "바인딩된 퍼시스턴트볼륨은 삭제해도 클레임이 없어질 때까지 파이널라이저와 함께 종료 중으로 남고, 바인딩되지 않은 것은 바로 없어진다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "storage-object-in-use-protection", Sentences: []string{"83b7108d0e053861", "be7754412ec9662d", "6a152afb501221b4"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	VolumeModeBindingMatrix = register(claim.Claim{
		ID: "volume-mode-binding-matrix", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim is bound to a PersistentVolume only if both have the same volume mode, one that is not given being Filesystem",
			Ko: "퍼시스턴트볼륨클레임은 볼륨 모드가 같은 퍼시스턴트볼륨에만 바인딩되며 지정하지 않은 모드는 Filesystem이다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "binding-block-volumes", Sentences: []string{"aaabf4f4c477a861", "b8fcde9f4d096f9a", "10f3defd9eec871f", "01538a0b163b39d9", "32ee783b4002d402", "9a8cd0e4553a5a9b", "982e36dc248ccaad", "81d504b44d6edab8", "ad2fe5dd5d15a155", "d6fd1bb722cb3cfc"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "binding-block-volumes", Sentences: []string{"74c8e0e3eb1a80be"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "Block volumes are no alpha feature any more, they are stable since 1.18, and a provisioner may make them",
					Ko: "블록 볼륨은 더 이상 알파가 아니라 1.18부터 정식이며 프로비저너가 만들 수도 있다",
				},
			},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-mode", Sentences: []string{"c29c3da74ad37d8d", "b724d318535f7b6d"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-modes", Sentences: []string{"21358a536f89ca63"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVPhases = register(claim.Claim{
		ID: "pv-phases", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolume is Pending when it is created, Available, then Bound, then Released, or Failed if it cannot be deleted as its policy says, and says since when",
			Ko: "퍼시스턴트볼륨은 생성될 때 Pending이고 Available, Bound, Released로 바뀌며 정책대로 삭제할 수 없으면 Failed가 되고, 언제부터인지를 말한다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "phase", Sentences: []string{"472e71f9a128f211", "b51cfb2e6f723171", "2ef09a64e45e0653", "6b61823981dbb26c"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "phase", Sentences: []string{"9a3bd5030e16f4f8"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "Pending comes before the four phases of the list, as the page itself says further below",
					Ko: "목록의 네 단계 앞에 Pending이 있고, 문서도 아래에서 그렇게 말한다",
				},
			},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "phase-transition-timestamp", Sentences: []string{"7a40cd2ae7d450a7", "146f6318cca3f463"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "phase-transition-timestamp", Sentences: []string{"b89fb5f71681780c"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "The time of the last change of phase is a stable field since 1.31 and always there",
					Ko: "마지막 단계 변경 시각은 1.31부터 정식 필드이며 언제나 있다",
				},
			},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVCSpecIsFixedButForSize = register(claim.Claim{
		ID: "pvc-spec-is-fixed-but-for-size", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "What a PersistentVolumeClaim asks for cannot be changed but for its size once it is bound; the name of its volume can be set once",
			Ko: "퍼시스턴트볼륨클레임이 요청하는 것은 바인딩된 뒤의 크기 말고는 바꿀 수 없고, 볼륨 이름은 한 번 정할 수 있다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Extension, Section: "persistentvolumeclaims"},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVSourceIsFixed = register(claim.Claim{
		ID: "pv-source-is-fixed", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "What a PersistentVolume leads to cannot be changed; its labels, its capacity and its reclaim policy can",
			Ko: "퍼시스턴트볼륨이 가리키는 스토리지는 바꿀 수 없고 레이블, 용량, 회수 정책은 바꿀 수 있다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Extension, Section: "persistent-volumes"},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVNodeAffinityIsFixed = register(claim.Claim{
		ID: "pv-node-affinity-is-fixed", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "The nodes that a PersistentVolume can be used on cannot be changed once they are set, by default; they can be set where none were",
			Ko: "퍼시스턴트볼륨을 쓸 수 있는 노드는 기본적으로 한번 정하면 바꿀 수 없고, 정해지지 않았을 때는 정할 수 있다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "updates-to-node-affinity", Sentences: []string{"6d5e13feb081b70b"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	PVBetaClassAnnotationStillWorks = register(claim.Claim{
		ID: "pv-beta-class-annotation-still-works", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "The old annotation still gives a PersistentVolume and a PersistentVolumeClaim their class, and the API server warns that it is deprecated since 1.8",
			Ko: "예전 애너테이션은 여전히 퍼시스턴트볼륨과 퍼시스턴트볼륨클레임의 클래스를 정하며, API 서버는 1.8부터 사용 중단되었다고 경고한다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "class", Sentences: []string{"cf60686c277eea82"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "class", Sentences: []string{"f4da6fd610bf794e"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "It does still work, but its deprecation is not to come: the API server warns that it is deprecated since 1.8",
					Ko: "여전히 동작하지만 사용 중단은 앞일이 아니다: API 서버는 1.8부터 사용 중단되었다고 경고한다",
				},
			},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "class-1", Sentences: []string{"2d922ba96cc1145b", "7cad0fd7b83bcd56"}},
			{Document: "dynamic-provisioning", Kind: claim.Sentence, Section: "using-dynamic-provisioning", Sentences: []string{"d3476d4b437012a2"}},
			{
				Document: "dynamic-provisioning", Kind: claim.Sentence, Section: "using-dynamic-provisioning", Sentences: []string{"c925b1fcb6a8fd34"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The API server's own warning dates the deprecation from 1.8, not from 1.9",
					Ko: "API 서버의 경고는 사용 중단이 1.9가 아니라 1.8부터라고 한다",
				},
			},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ClaimWithAttributesClassBindsItsLike = register(claim.Claim{
		ID: "claim-with-attributes-class-binds-its-like", Feature: claim.PVC, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim that names a VolumeAttributesClass is bound only to a PersistentVolume of the same, also where it names the volume",
			Ko: "볼륨 속성 클래스를 지정한 퍼시스턴트볼륨클레임은 볼륨을 이름으로 지정하더라도 같은 속성 클래스의 퍼시스턴트볼륨에만 바인딩된다",
		},
		Sources: []claim.Source{
			{Document: "volume-attributes-classes", Kind: claim.Implied, Section: "the-volumeattributesclass-api", Sentences: []string{"b064eeb98be1643b"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "reserving-a-persistentvolume", Sentences: []string{"54659777f22ff98a"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The attributes class and the volume mode have to fit as well; the page names only the class, the access modes and the size",
					Ko: "볼륨 속성 클래스와 볼륨 모드도 맞아야 하는데 문서는 클래스, 접근 모드, 크기만 든다",
				},
			},
		},
		Versions: claim.Range{Since: "1.34", APIOnly: true},
	})
)
