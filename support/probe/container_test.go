package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestTheFirstContainerIsTheManifests: whatever a cluster puts in before it.
func TestTheFirstContainerIsTheManifests(t *testing.T) {
	pod := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "proxy"}, {Name: "main"}}}}
	assert.Equal(t, "proxy", FirstOf(pod))
	pod.ObjectMeta = metav1.ObjectMeta{Annotations: map[string]string{FirstContainer: "main"}}
	assert.Equal(t, "main", FirstOf(pod))
	assert.Equal(t, Container{Pod: "p", Container: "other"}, (&Scene{}).named(Container{Pod: "p", Container: "other"}))
}
