package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
)

func TestAttaches(t *testing.T) {
	attachment := func() storagev1.VolumeAttachment {
		return storagev1.VolumeAttachment{Spec: storagev1.VolumeAttachmentSpec{
			Attacher: "ebs.csi.aws.com", NodeName: "n",
			Source: storagev1.VolumeAttachmentSource{InlineVolumeSpec: &corev1.PersistentVolumeSpec{
				PersistentVolumeSource: corev1.PersistentVolumeSource{CSI: &corev1.CSIPersistentVolumeSource{VolumeHandle: "vol-1"}},
			}},
		}}
	}
	assert.True(t, attaches(attachment(), "n", "ebs.csi.aws.com", "vol-1"))
	assert.Falsef(t, attaches(attachment(), "m", "ebs.csi.aws.com", "vol-1"), "another node")
	assert.Falsef(t, attaches(attachment(), "n", "disk.csi.azure.com", "vol-1"), "another driver")
	assert.Falsef(t, attaches(attachment(), "n", "ebs.csi.aws.com", "vol-2"), "another volume")
	ofAClaim := attachment()
	ofAClaim.Spec.Source.InlineVolumeSpec = nil
	assert.Falsef(t, attaches(ofAClaim, "n", "ebs.csi.aws.com", ""), "a PersistentVolume's")
}
