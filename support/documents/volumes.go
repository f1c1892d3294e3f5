package documents

import "github.com/volconf/volconf/support/claim"

func init() {
	page("concepts/storage/volumes", claim.Document{
		Slug: "volumes", Title: claim.Text{En: "Volumes", Ko: "볼륨"},
		Open: 274,
		Sections: []claim.Section{
			{Slug: "why-volumes-are-important", Title: claim.Text{En: "Why there are volumes", Ko: "볼륨이 있는 이유"}},
			{Slug: "how-volumes-work", Title: claim.Text{En: "How they work", Ko: "동작 방식"}},
			{Slug: "awselasticblockstore", Title: claim.Text{En: "awsElasticBlockStore", Ko: "awsElasticBlockStore"}},
			{Slug: "azuredisk", Title: claim.Text{En: "azureDisk", Ko: "azureDisk"}},
			{Slug: "cephfs", Title: claim.Text{En: "cephfs", Ko: "cephfs"}},
			{Slug: "cinder", Title: claim.Text{En: "cinder", Ko: "cinder"}},
			{Slug: "configmap", Title: claim.Text{En: "configMap", Ko: "configMap"}},
			{Slug: "downwardapi", Title: claim.Text{En: "downwardAPI", Ko: "downwardAPI"}},
			{Slug: "emptydir", Title: claim.Text{En: "emptyDir", Ko: "emptyDir"}},
			{Slug: "gcepersistentdisk", Title: claim.Text{En: "gcePersistentDisk", Ko: "gcePersistentDisk"}},
			{Slug: "gitrepo", Title: claim.Text{En: "gitRepo", Ko: "gitRepo"}},
			{Slug: "glusterfs", Title: claim.Text{En: "glusterfs", Ko: "glusterfs"}},
			{Slug: "hostpath", Title: claim.Text{En: "hostPath", Ko: "hostPath"}},
			{Slug: "hostpath-volume-types", Title: claim.Text{En: "hostPath: its types", Ko: "hostPath: type의 값"}},
			{Slug: "hostpath-fileorcreate-example", Title: claim.Text{En: "hostPath: FileOrCreate", Ko: "hostPath: FileOrCreate"}},
			{Slug: "image", Title: claim.Text{En: "image", Ko: "image"}},
			{Slug: "local", Title: claim.Text{En: "local", Ko: "local"}},
			{Slug: "nfs", Title: claim.Text{En: "nfs", Ko: "nfs"}},
			{Slug: "persistentvolumeclaim", Title: claim.Text{En: "persistentVolumeClaim", Ko: "persistentVolumeClaim"}},
			{Slug: "portworxvolume", Reason: ofOneVendor},
			{Slug: "portworx-csi-migration", Reason: ofOneVendor},
			{Slug: "rbd", Title: claim.Text{En: "rbd", Ko: "rbd"}},
			{Slug: "secret", Title: claim.Text{En: "secret", Ko: "secret"}},
			{Slug: "using-subpath-expanded-environment", Title: claim.Text{En: "subPath with variables", Ko: "변수를 쓰는 subPath"}},
			{Slug: "resources", Title: claim.Text{En: "Resources", Ko: "리소스"}},
			{Slug: "windows-csi-proxy", Reason: ofWindows},
			{Slug: "mount-propagation", Title: claim.Text{En: "Mount propagation", Ko: "마운트 전파"}},
			{Slug: "read-only-mounts", Title: claim.Text{En: "Read-only mounts", Ko: "읽기 전용 마운트"}},
			{Slug: "recursive-read-only-mounts", Title: claim.Text{En: "Recursive read-only mounts", Ko: "재귀적 읽기 전용 마운트"}},
			{Slug: "whatsnext", Reason: pointsElsewhere},
		},
	})
}
