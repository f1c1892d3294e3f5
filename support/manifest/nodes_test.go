package manifest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestPodsOfTheSuiteRunOnItsWorkers(t *testing.T) {
	scene := &probe.Scene{
		Workers: []string{"b", "a"},
		Image:   func(name string) (string, corev1.PullPolicy, error) { return name, corev1.PullNever, nil },
	}
	objects, err := Decode([]byte(pod + "---\n" + pod + `  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: Exists}]}]
`))
	require.NoError(t, err)
	for _, object := range objects {
		require.NoError(t, Fit(t.Context(), scene, object))
	}
	terms := terms(objects[0].(*corev1.Pod).Spec)
	require.Lenf(t, terms, 2, "a term for each worker: any of them will do")
	for i, node := range scene.Workers {
		assert.Emptyf(t, terms[i].MatchExpressions, "a label may be another's")
		assert.Equal(t, []corev1.NodeSelectorRequirement{{Key: "metadata.name", Operator: corev1.NodeSelectorOpIn, Values: []string{node}}}, terms[i].MatchFields)
	}
	assert.Equalf(t, "disk", objectTerms(objects[1].(*corev1.Pod))[0].MatchExpressions[0].Key, "what the manifest asks for stays")

	alone := objects[0].(*corev1.Pod)
	alone.Spec.Affinity.PodAffinity = &corev1.PodAffinity{}
	RunOn(&alone.Spec, "a")
	require.Len(t, objectTerms(alone), 1)
	assert.NotNilf(t, alone.Spec.Affinity.PodAffinity, "other affinities stay")
}

func terms(spec corev1.PodSpec) []corev1.NodeSelectorTerm {
	return spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms
}

func objectTerms(pod *corev1.Pod) []corev1.NodeSelectorTerm { return terms(pod.Spec) }
