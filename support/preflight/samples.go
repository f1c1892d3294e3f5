package preflight

import (
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/volconf/volconf/support/claim"
)

// samples are volumes of the types that a policy of a cluster may forbid. What they
// name is nowhere: they are admitted or not, and never mounted.
var samples = map[string]corev1.VolumeSource{
	"awsElasticBlockStore": {AWSElasticBlockStore: &corev1.AWSElasticBlockStoreVolumeSource{VolumeID: none}},
	"azureDisk":            {AzureDisk: &corev1.AzureDiskVolumeSource{DiskName: none, DataDiskURI: "https://volconf.invalid/" + none}},
	"cephfs":               {CephFS: &corev1.CephFSVolumeSource{Monitors: []string{"127.0.0.1:6789"}}},
	"cinder":               {Cinder: &corev1.CinderVolumeSource{VolumeID: none}},
	"ephemeral": {Ephemeral: &corev1.EphemeralVolumeSource{VolumeClaimTemplate: &corev1.PersistentVolumeClaimTemplate{
		Spec: corev1.PersistentVolumeClaimSpec{
			AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
			Resources:   corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("1Gi")}},
		},
	}}},
	"flocker":           {Flocker: &corev1.FlockerVolumeSource{DatasetName: none}},
	"gcePersistentDisk": {GCEPersistentDisk: &corev1.GCEPersistentDiskVolumeSource{PDName: none}},
	"gitRepo":           {GitRepo: &corev1.GitRepoVolumeSource{Repository: "http://volconf.invalid/none.git"}},
	"glusterfs":         {Glusterfs: &corev1.GlusterfsVolumeSource{EndpointsName: none, Path: none}},
	"image":             {Image: &corev1.ImageVolumeSource{Reference: "volconf.invalid/none", PullPolicy: corev1.PullNever}},
	"iscsi":             {ISCSI: &corev1.ISCSIVolumeSource{TargetPortal: "127.0.0.1:3260", IQN: "iqn.2001-04.com.example:none"}},
	"nfs":               {NFS: &corev1.NFSVolumeSource{Server: "127.0.0.1", Path: "/"}},
	"quobyte":           {Quobyte: &corev1.QuobyteVolumeSource{Registry: "127.0.0.1:7861", Volume: none}},
	"rbd":               {RBD: &corev1.RBDVolumeSource{CephMonitors: []string{"127.0.0.1:6789"}, RBDImage: none}},
}

const none = "volconf-none"

// Types are the volume types that claims need a cluster to admit, sorted.
func Types(claims []claim.Claim) []string {
	types := map[string]bool{}
	for _, c := range claims {
		for _, need := range c.Needs.Capabilities {
			if name, found := claim.Admitted(need); found {
				types[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(types))
}
