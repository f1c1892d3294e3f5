package probe

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
)

// Events returns the events about one object, by UID, so that those of an earlier
// one of the same name do not count.
func (s *Scene) Events(ctx context.Context, of metav1.Object) ([]corev1.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	list, err := s.Kube.CoreV1().Events(of.GetNamespace()).List(ctx, metav1.ListOptions{
		FieldSelector: fields.OneTermEqualSelector("involvedObject.uid", string(of.GetUID())).String(),
	})
	if err != nil {
		return nil, fmt.Errorf("listing the events of %s: %w", of.GetName(), err)
	}
	return list.Items, nil
}
