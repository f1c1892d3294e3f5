package habitat

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// A label is put back as it was: one that was not there is taken away.
func TestALabelIsPutBack(t *testing.T) {
	labels := func(value any) map[string]any {
		return map[string]any{"metadata": map[string]any{"labels": map[string]any{"a": value}}}
	}
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{"a": "before", "b": ""}}}
	assert.Equal(t, nodePatch{labels("x"), labels("before")}, withLabel("a", "x")(node))
	assert.Equal(t, nodePatch{labels("x"), labels(nil)}, withLabel("a", "x")(&corev1.Node{}))
}

func TestLabelOf(t *testing.T) {
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{corev1.LabelOSStable: "windows", corev1.LabelArchStable: "arm64"}}}
	assert.Equal(t, "windows", labelOf(node, "os"))
	assert.Equal(t, "arm64", labelOf(node, "arch"))
}
