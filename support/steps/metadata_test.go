package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

func TestWhatTheDownwardAPIWrites(t *testing.T) {
	assert.Equal(t, "a=\"1\"\nb=\"two \\\"words\\\"\"", written(map[string]string{"b": `two "words"`, "a": "1"}))
	assert.Empty(t, written(nil))
}

// TestMemoryLimitIsThatOfTheLiveSpec: what no manifest asked for counts, and what is
// not there is not guessed.
func TestMemoryLimitIsThatOfTheLiveSpec(t *testing.T) {
	pod := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{
		{Name: "injected"},
		{Name: "main", Resources: corev1.ResourceRequirements{Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("65Mi")}}},
	}}}
	got, err := memoryLimit(pod, "main")
	require.NoError(t, err)
	assert.Equal(t, uint64(65*mebibyte), got)
	_, err = memoryLimit(pod, "injected")
	assert.Error(t, err)
}
