package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

func TestIsUnbound(t *testing.T) {
	pvc := &corev1.PersistentVolumeClaim{}
	require.NoErrorf(t, isUnbound(pvc), "one that nobody has looked at yet")
	pvc.Status.Phase = corev1.ClaimPending
	require.NoError(t, isUnbound(pvc))
	for _, phase := range []corev1.PersistentVolumeClaimPhase{corev1.ClaimBound, corev1.ClaimLost} {
		pvc.Status.Phase = phase
		var broken *claim.BrokenError
		require.ErrorAsf(t, isUnbound(pvc), &broken, "%s", phase)
	}
}

func TestNewestDefault(t *testing.T) {
	class := func(name, isDefault string, second int64) storagev1.StorageClass {
		return storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{
			Name: name, CreationTimestamp: metav1.Unix(second, 0),
			Annotations: map[string]string{"storageclass.kubernetes.io/is-default-class": isDefault},
		}}
	}
	assert.Nil(t, newestDefault([]storagev1.StorageClass{class("a", "false", 1), class("b", "True", 2), {}}))
	assert.Equal(t, "b", newestDefault([]storagev1.StorageClass{class("a", "true", 1), class("b", "true", 2), class("c", "false", 3)}).Name)
	assert.Equalf(t, "a", newestDefault([]storagev1.StorageClass{class("b", "true", 1), class("a", "true", 1)}).Name, "of one second")
}

func TestObjectsAreFoundWhereTheyAre(t *testing.T) {
	s := &probe.Scene{Namespace: "ns", Prefix: "run"}
	assert.Equal(t, "/apis/storage.k8s.io/v1/storageclasses/run-made", StorageClass("made").path(s))
	assert.Equal(t, "/api/v1/persistentvolumes/run-data", PersistentVolume("data").path(s))
	assert.Equal(t, "/api/v1/namespaces/ns/persistentvolumeclaims/data", VolumeClaim("data").path(s))
	assert.Equal(t, "/apis/apps/v1/namespaces/ns/statefulsets/db", StatefulSet("db").path(s))
	var broken *claim.BrokenError
	o := ResourceQuota("q")
	require.NoError(t, o.holds(s, "{.x}", "1", "1", true))
	require.ErrorAs(t, o.holds(s, "{.x}", "1", "2", true), &broken)
	require.ErrorAs(t, o.holds(s, "{.x}", "", "", false), &broken)
}
