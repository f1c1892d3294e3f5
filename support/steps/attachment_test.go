package steps

import (
	"testing"

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
