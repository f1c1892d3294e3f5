package manifest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/volconf/volconf/support/probe"
)

// wished has a Pod of its own mind, templates, and PVCs in all places.
const wished = pod + `---
apiVersion: v1
kind: Pod
metadata: {name: own, labels: {team: other}}
spec:
  runtimeClassName: kata
  nodeSelector: {pool: a}
  containers: [{name: c, image: shell}]
  volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec: {selector: {matchLabels: {app: d}}, template: {metadata: {labels: {app: d}}, spec: {containers: [{name: c, image: shell}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: j}
spec: {template: {spec: {containers: [{name: c, image: shell}]}}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: unnamed}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: none}
spec: {storageClassName: "", accessModes: [ReadWriteOnce]}
`

func wishing() *probe.Scene {
	return &probe.Scene{
		Namespace: "ns", RunID: "1a2b3c",
		Image: func(name string) (string, corev1.PullPolicy, error) { return "built/" + name, corev1.PullNever, nil },
		Wishes: probe.Wishes{
			PodLabels: map[string]string{"team": "storage"}, NodeSelector: map[string]string{"pool": "b", "disk": "ssd"},
			PullSecret: "pull", RuntimeClass: "gvisor", StorageClass: "fast",
		},
	}
}

func TestWishesReachTypedObjects(t *testing.T) {
	objects, err := Decode([]byte(wished))
	require.NoError(t, err)
	for _, object := range objects {
		require.NoError(t, Fit(t.Context(), wishing(), object))
	}
	assertWishes(t, objects[0].(*corev1.Pod), objects[1].(*corev1.Pod), &objects[2].(*appsv1.Deployment).Spec.Template,
		&objects[3].(*batchv1.Job).Spec.Template, objects[4].(*corev1.PersistentVolumeClaim), objects[5].(*corev1.PersistentVolumeClaim))
}

func TestWishesReachRawObjects(t *testing.T) {
	objects, err := Raw([]byte(wished))
	require.NoError(t, err)
	var ordinary, own corev1.Pod
	var deployment appsv1.Deployment
	var job batchv1.Job
	var unnamed, none corev1.PersistentVolumeClaim
	for i, into := range []any{&ordinary, &own, &deployment, &job, &unnamed, &none} {
		require.NoError(t, FitRaw(t.Context(), wishing(), objects[i]))
		require.NoError(t, runtime.DefaultUnstructuredConverter.FromUnstructured(objects[i].Object, into))
	}
	assertWishes(t, &ordinary, &own, &deployment.Spec.Template, &job.Spec.Template, &unnamed, &none)
}

func assertWishes(t *testing.T, ordinary, own *corev1.Pod, deployed, worked *corev1.PodTemplateSpec, unnamed, none *corev1.PersistentVolumeClaim) {
	t.Helper()
	for name, spec := range map[string]corev1.PodSpec{"Pod": ordinary.Spec, "Deployment": deployed.Spec, "Job": worked.Spec} {
		assert.Equalf(t, new("gvisor"), spec.RuntimeClassName, name)
		assert.Equalf(t, map[string]string{"pool": "b", "disk": "ssd"}, spec.NodeSelector, name)
		assert.Equalf(t, []corev1.LocalObjectReference{{Name: "pull"}}, spec.ImagePullSecrets, name)
	}
	for name, labels := range map[string]map[string]string{"Pod": ordinary.Labels, "Deployment": deployed.Labels, "Job": worked.Labels} {
		assert.Equalf(t, "storage", labels["team"], name)
	}
	assert.Equal(t, "d", deployed.Labels["app"])
	assert.Equalf(t, new("kata"), own.Spec.RuntimeClassName, "what a manifest says stands")
	assert.Equal(t, map[string]string{"pool": "a", "disk": "ssd"}, own.Spec.NodeSelector)
	assert.Equal(t, "other", own.Labels["team"])
	assert.Equal(t, new("fast"), own.Spec.Volumes[0].Ephemeral.VolumeClaimTemplate.Spec.StorageClassName)
	assert.Equal(t, new("fast"), unnamed.Spec.StorageClassName)
	assert.Equal(t, new(""), none.Spec.StorageClassName)
}

func TestWithoutWishesNothingIsAdded(t *testing.T) {
	objects, err := Raw([]byte(pod))
	require.NoError(t, err)
	scene := wishing()
	scene.Wishes = probe.Wishes{}
	require.NoError(t, FitRaw(t.Context(), scene, objects[0]))
	spec := objects[0].Object["spec"].(map[string]any)
	assert.Len(t, spec, 1)
}
