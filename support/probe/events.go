package probe

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
)

// Events returns the events about one Pod, by UID, so that those of an earlier
// Pod of the same name do not count.
func (s *Scene) Events(ctx context.Context, pod *corev1.Pod) ([]corev1.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	list, err := s.Kube.CoreV1().Events(pod.Namespace).List(ctx, metav1.ListOptions{
		FieldSelector: fields.OneTermEqualSelector("involvedObject.uid", string(pod.UID)).String(),
	})
	if err != nil {
		return nil, fmt.Errorf("listing the events of Pod %s: %w", pod.Name, err)
	}
	return list.Items, nil
}
