package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/storage-classes", claim.Document{
		Slug: "storage-classes", Title: claim.Text{En: "Storage classes", Ko: "스토리지클래스"},
		Open: 103,
		Sections: []claim.Section{
			{Slug: "storageclass-objects", Title: claim.Text{En: "StorageClass objects", Ko: "스토리지클래스 오브젝트"}},
			{Slug: "default-storageclass", Title: claim.Text{En: "Default class", Ko: "기본 클래스"}},
			{Slug: "provisioner", Title: claim.Text{En: "Provisioner", Ko: "프로비저너"}},
			{Slug: "reclaim-policy", Title: claim.Text{En: "Reclaim policy", Ko: "회수 정책"}},
			{Slug: "allow-volume-expansion", Title: claim.Text{En: "Growth", Ko: "확장"}},
			{Slug: "volume-binding-mode", Title: claim.Text{En: "Binding mode", Ko: "바인딩 모드"}},
			{Slug: "aws-ebs", Reason: ofOneVendor},
			{Slug: "aws-efs", Reason: ofOneVendor},
			{Slug: "nfs", Reason: ofOneVendor},
			{Slug: "vsphere-provisioner-csi", Reason: ofOneVendor},
			{Slug: "vcp-provisioner", Reason: ofOneVendor},
			{Slug: "ceph-rbd", Reason: ofOneVendor},
			{Slug: "azure-disk", Reason: ofOneVendor},
		},
	})
}
