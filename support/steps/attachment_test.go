package steps

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
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

// TestInlineSince: what was there before the Pod, and what is not its kind, is none of it.
func TestInlineSince(t *testing.T) {
	at := metav1.Now()
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{CreationTimestamp: at}, Spec: corev1.PodSpec{NodeName: "n"}}
	attachment := func(node string, created metav1.Time, inline bool) *storagev1.VolumeAttachment {
		a := &storagev1.VolumeAttachment{ObjectMeta: metav1.ObjectMeta{CreationTimestamp: created}, Spec: storagev1.VolumeAttachmentSpec{NodeName: node}}
		if inline {
			a.Spec.Source.InlineVolumeSpec = &corev1.PersistentVolumeSpec{PersistentVolumeSource: corev1.PersistentVolumeSource{CSI: &corev1.CSIPersistentVolumeSource{}}}
		}
		return a
	}
	before := metav1.NewTime(at.Add(-time.Second))
	assert.True(t, inlineSince(attachment("n", at, true), pod))
	assert.False(t, inlineSince(attachment("n", before, true), pod))
	assert.False(t, inlineSince(attachment("m", at, true), pod))
	assert.False(t, inlineSince(attachment("n", at, false), pod))
}

func TestDisksAreNamed(t *testing.T) {
	pod := &corev1.Pod{Spec: corev1.PodSpec{Volumes: []corev1.Volume{
		{VolumeSource: corev1.VolumeSource{AWSElasticBlockStore: &corev1.AWSElasticBlockStoreVolumeSource{VolumeID: "vol-1"}}},
		{VolumeSource: corev1.VolumeSource{AzureDisk: &corev1.AzureDiskVolumeSource{DiskName: "a", DataDiskURI: "/subscriptions/s/disks/a"}}},
	}}}
	require.NoError(t, DisksAreNamed("token-1")(nil, pod))
	assert.Equal(t, "vol-token-1", pod.Spec.Volumes[0].AWSElasticBlockStore.VolumeID)
	assert.Equal(t, "/subscriptions/s/disks/token-1", pod.Spec.Volumes[1].AzureDisk.DataDiskURI)
}

// TestAPodIsDroppedAtOnce, and no later one of its name.
func TestAPodIsDroppedAtOnce(t *testing.T) {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod", UID: "first"}}
	scene := sceneWith(t, pod)
	kube := fake.NewClientset(pod)
	scene.Kube = kube
	require.NoError(t, DropBeforeTheNextAttempt(Pod("pod"))(t.Context(), scene))

	require.Len(t, kube.Actions(), 1)
	asked, ok := kube.Actions()[0].(clienttesting.DeleteActionImpl)
	require.True(t, ok)
	assert.Equal(t, "pod", asked.Name)
	assert.Equal(t, new(int64), asked.DeleteOptions.GracePeriodSeconds)
	assert.Equal(t, types.UID("first"), *asked.DeleteOptions.Preconditions.UID)
	remembered, err := scene.Deleted(Pod("pod").target(scene))
	require.NoError(t, err)
	assert.Equal(t, pod.UID, remembered.UID)
}
