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
)
