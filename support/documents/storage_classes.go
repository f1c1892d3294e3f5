package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/storage-classes", claim.Document{
		Slug: "storage-classes", Title: claim.Text{En: "Storage classes", Ko: "스토리지클래스"},
		Open: 120,
		Sections: []claim.Section{
			{Slug: "reclaim-policy", Title: claim.Text{En: "Reclaim policy", Ko: "회수 정책"}},
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
