package claims

import "github.com/volconf/volconf/support/claim"

// Storage in quotas and limit ranges.
var (
	QuotaCountsClaimsAndTheirSize = register(claim.Claim{
		ID: "quota-counts-claims-and-their-size", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A quota caps the number of a namespace's PersistentVolumeClaims and the sum of what they ask for: one over is refused, and one less makes room",
			Ko: "쿼터는 네임스페이스의 퍼시스턴트볼륨클레임 수와 요청의 합을 제한한다: 넘는 것은 거부되고 하나가 없어지면 자리가 난다",
		},
		Sources: []claim.Source{
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "quota-for-storage", Sentences: []string{"0ed710b091d3e7f9", "a4be1c7b1bd06b63", "910b8b5ff1937f0c"}},
			{Document: "limit-storage-consumption", Kind: claim.Sentence, Section: "resourcequota-to-limit-pvc-count-and-cumulative-storage-capacity", Sentences: []string{"e325733c72c205ca", "3dc0adaf543b6261", "707628a01934ba91", "a071b731c76ef391"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
	QuotaPerClass = register(claim.Claim{
		ID: "quota-per-class", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A quota for one StorageClass caps the number or the sum of the PersistentVolumeClaims that name it, and touches no other class; the class need not exist",
			Ko: "한 스토리지클래스에 대한 쿼터는 그 클래스를 지정한 퍼시스턴트볼륨클레임의 수나 합을 제한하고 다른 클래스는 건드리지 않으며, 클래스가 존재하지 않아도 된다",
		},
		Sources: []claim.Source{
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "quota-for-storage", Sentences: []string{"36fb9d54b041df62", "7389c22659d056fd", "5db4728bdb593a7b", "85100bee178b0c9f"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
	LimitRangeBoundsAClaim = register(claim.Claim{
		ID: "limitrange-bounds-a-claim", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A limit range sets the least and the most that a PersistentVolumeClaim may ask for: what lies outside is refused, the bounds themselves are taken",
			Ko: "리밋레인지는 퍼시스턴트볼륨클레임이 요청할 수 있는 최소와 최대를 정한다: 그 밖은 거부되고 경계값은 받아들여진다",
		},
		Sources: []claim.Source{
			{Document: "limit-storage-consumption", Kind: claim.Sentence, Section: "limitrange-to-limit-requests-for-storage", Sentences: []string{"356727154617f595", "3d005e27bbb4ffbc", "24950be759f724ec"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
	QuotaCountsObjects = register(claim.Claim{
		ID: "quota-counts-objects", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A quota caps the number of Secrets or ConfigMaps of a namespace, by the name of the kind or by count/ and that name, and counts no other kind",
			Ko: "쿼터는 종류의 이름이나 count/와 그 이름으로 네임스페이스의 시크릿이나 컨피그맵 수를 제한하며 다른 종류는 세지 않는다",
		},
		Sources: []claim.Source{
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "quota-on-object-count", Sentences: []string{"90c69bfdb1c2baa1", "0d250d8ded1fbec2"}},
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "resource-quota-object-count-specialized", Sentences: []string{"3f0934db1d09cedd", "4e898825d7a2ab7c"}},
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "resource-quota-object-count-generic", Sentences: []string{"d607f199f4ebb82c"}},
			{Document: "secret", Kind: claim.Sentence, Section: "restriction-data-size", Sentences: []string{"3f8ee8152e95e0e3"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
	QuotaCountsGrowth = register(claim.Claim{
		ID: "quota-counts-growth", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim may grow within the quota of its namespace, and is not allowed to grow beyond it",
			Ko: "퍼시스턴트볼륨클레임은 네임스페이스의 쿼터 안에서는 늘릴 수 있고 그 이상으로는 늘릴 수 없다",
		},
		Sources: []claim.Source{
			{Document: "resource-quotas", Kind: claim.Implied, Section: "quota-for-storage", Sentences: []string{"a4be1c7b1bd06b63"}},
		},
		Versions: claim.Range{APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
	QuotaByAttributesClass = register(claim.Claim{
		ID: "quota-by-attributes-class", Feature: claim.Quota, Unlied: true,
		Statement: claim.Text{
			En: "A quota may be about the PersistentVolumeClaims of one VolumeAttributesClass alone: it does not count those of another or of none",
			Ko: "쿼터는 한 볼륨 속성 클래스의 퍼시스턴트볼륨클레임만을 대상으로 할 수 있고, 다른 속성 클래스나 속성 클래스가 없는 것은 세지 않는다",
		},
		Sources: []claim.Source{
			{Document: "resource-quotas", Kind: claim.Sentence, Section: "quota-scope-volume-attributes-class", Sentences: []string{"d7f0d2edb9b2d9f9", "b71e97dbb5585905", "db021e2424993c2d", "9f355f42ef4c00ed"}},
		},
		Versions: claim.Range{Since: "1.34", APIOnly: true},
		Needs:    claim.Needs{OwnNamespace: true},
	})
)
