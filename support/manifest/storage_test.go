package manifest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestFitKeepsClusterScopedObjectsToTheClaim(t *testing.T) {
	scene := &probe.Scene{RunID: "1a2b3c", ClaimID: "some-claim", Folder: "some-claim-2", Namespace: "ns"}
	objects, err := Decode([]byte(`apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec: {storageClassName: here, local: {path: /var/lib/volconf/data}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: here, volumeName: data}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: p}
spec:
  policyName: p
  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: strict}}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: q}
spec: {policyName: q}
`))
	require.NoError(t, err)
	for _, object := range objects {
		require.NoError(t, Fit(t.Context(), scene, object))
		assert.Equal(t, "1a2b3c", object.GetLabels()[probe.RunLabel])
	}
	volume := objects[0].(*corev1.PersistentVolume)
	assert.Equal(t, "ns-data", volume.Name)
	assert.Equal(t, "ns-here", volume.Spec.StorageClassName)
	assert.Equal(t, "/var/lib/volconf/1a2b3c/some-claim-2/data", volume.Spec.Local.Path)
	bound := objects[1].(*corev1.PersistentVolumeClaim)
	assert.Equal(t, "ns", bound.Namespace)
	assert.Equal(t, "data", bound.Name)
	assert.Equal(t, "ns-here", *bound.Spec.StorageClassName)
	assert.Equal(t, "ns-data", bound.Spec.VolumeName)

	ours := map[string]string{probe.RunLabel: "1a2b3c", probe.ClaimLabel: "some-claim", probe.AttemptLabel: "some-claim-2"}
	named := objects[2].(*admissionv1.ValidatingAdmissionPolicyBinding)
	assert.Equal(t, "ns-p", named.Spec.PolicyName)
	assert.Equal(t, Merged(ours, map[string]string{corev1.LabelMetadataName: "ns-strict"}), named.Spec.MatchResources.NamespaceSelector.MatchLabels)
	all := objects[3].(*admissionv1.ValidatingAdmissionPolicyBinding)
	assert.Equalf(t, ours, all.Spec.MatchResources.NamespaceSelector.MatchLabels, "a policy never binds the namespace of another claim or attempt")
}

func TestFitKeepsAVolumeForTheClaimsOwnPVC(t *testing.T) {
	scene := &probe.Scene{RunID: "1a2b3c", ClaimID: "some-claim", Folder: "some-claim-2", Namespace: "ns"}
	objects, err := Decode([]byte(`apiVersion: v1
kind: PersistentVolume
metadata: {name: data, annotations: {volume.beta.kubernetes.io/storage-class: here}}
spec: {claimRef: {name: data}}
`))
	require.NoError(t, err)
	require.NoError(t, Fit(t.Context(), scene, objects[0]))
	volume := objects[0].(*corev1.PersistentVolume)
	assert.Equal(t, "ns", volume.Spec.ClaimRef.Namespace)
	assert.Equalf(t, "ns-here", volume.Annotations[corev1.BetaStorageClassAnnotation], "an annotation names a class as the field does")
}
