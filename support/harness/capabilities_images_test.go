package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestWithoutGitSync(t *testing.T) {
	assert.Empty(t, withoutGitSync(imageSource{}))
	assert.Contains(t, withoutGitSync(imageSource{implementations: map[string]string{"git-sync": "stand-in"}}), "stand-in")
}

func TestWithoutEphemeralStorage(t *testing.T) {
	measured := corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: "measured"},
		Status:     corev1.NodeStatus{Allocatable: corev1.ResourceList{corev1.ResourceEphemeralStorage: resource.MustParse("1Gi")}},
	}
	rootless := corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "rootless"}}
	assert.Empty(t, withoutEphemeralStorage([]corev1.Node{measured}))
	assert.Contains(t, withoutEphemeralStorage([]corev1.Node{measured, rootless}), "rootless")
}
