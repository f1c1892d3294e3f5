package habitat

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestNotYetMoved(t *testing.T) {
	pod := func(namespace string, ready, hostPath bool) corev1.Pod {
		p := corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "p"}}
		if ready {
			p.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}}
		}
		if hostPath {
			p.Spec.Volumes = []corev1.Volume{{VolumeSource: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/"}}}}
		}
		return p
	}
	moved := make([]corev1.Pod, 0, 7)
	for range 6 {
		moved = append(moved, pod("platform", true, true))
	}
	assert.Emptyf(t, notYetMoved(append(moved, pod("kube-system", true, false)), 1), "a Pod without a folder of the node may stay")
	assert.Equal(t, []string{"p"}, notYetMoved(append(moved, pod("kube-system", true, true)), 1))
	assert.Equal(t, []string{"5 of 6 Pods are Ready in their new namespace"}, notYetMoved(append(moved[:5:5], pod("platform", false, true)), 1))
}
