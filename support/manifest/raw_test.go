package manifest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/volconf/volconf/support/probe"
)

func TestRawKeepsWhatTheAPIDoesNotKnow(t *testing.T) {
	objects, err := Raw([]byte("# a remark\n" + pod + "  volumes: [{name: v, hostpath: {path: /x}}]\n---\n" + pod))
	require.NoError(t, err)
	require.Len(t, objects, 2)
	scene := &probe.Scene{Namespace: "ns", Image: func(name string) (string, corev1.PullPolicy, error) {
		return "built/" + name, corev1.PullNever, nil
	}}
	require.NoError(t, FitRaw(t.Context(), scene, objects[0]))
	assert.Equal(t, "ns", objects[0].GetNamespace())
	volumes, _, err := unstructured.NestedSlice(objects[0].Object, "spec", "volumes")
	require.NoError(t, err)
	assert.Equal(t, []any{map[string]any{"name": "v", "hostpath": map[string]any{"path": "/x"}}}, volumes)
	containers, _, err := unstructured.NestedSlice(objects[0].Object, "spec", "containers")
	require.NoError(t, err)
	assert.Equal(t, []any{map[string]any{"name": "c", "image": "built/shell", "imagePullPolicy": "Never"}}, containers)

	for name, text := range map[string]string{"an empty file": "", "only a remark": "# nothing\n", "no YAML": "a: [\n"} {
		_, err := Raw([]byte(text))
		require.Errorf(t, err, name)
	}
}
