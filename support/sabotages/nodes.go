package sabotages

import (
	"context"
	"fmt"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// nodeBack is how long a node may be away while a claim of the same run restarts
// it; 11 s were measured.
const nodeBack = time.Minute

// podsOf lists the Pods of a claim that have a node.
func podsOf(ctx context.Context, site held.Cluster, c claim.Claim) ([]corev1.Pod, error) {
	list, err := site.Kube.CoreV1().Pods("").List(ctx, metav1.ListOptions{LabelSelector: mutation.ClaimLabel + "=" + c.ID})
	if err != nil {
		return nil, fmt.Errorf("listing the Pods of %s: %w", c.ID, err)
	}
	return slices.DeleteFunc(list.Items, func(pod corev1.Pod) bool { return pod.Spec.NodeName == "" }), nil
}
