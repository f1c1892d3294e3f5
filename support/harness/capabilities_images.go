package harness

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
)

// findWhatIsLacking notes the capabilities that the images and the nodes do not
// have, each with the reason that the report gives.
func (r *run) findWhatIsLacking(ctx context.Context) error {
	lack(r.env.lacking, claim.GitSyncReal, withoutGitSync(r.env.images))
	nodes, err := r.env.kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("asking what the nodes can do: %w", err)
	}
	lack(r.env.lacking, claim.EphemeralStorage, withoutEphemeralStorage(nodes.Items))
	return nil
}

func lack(lacking map[string]string, capability, why string) {
	if why != "" {
		lacking[capability] = why
	}
}

func withoutGitSync(images imageSource) string {
	if implementation := images.implementations["git-sync"]; implementation != "" {
		return "needs git-sync itself, and the image git-sync is a " + implementation + ": name another with -image git-sync=…"
	}
	return ""
}

// withoutEphemeralStorage finds a node whose kubelet does not account for the
// local storage of Pods: such a one offers none (pkg/kubelet/nodestatus, v1.37).
func withoutEphemeralStorage(nodes []corev1.Node) string {
	for i := range nodes {
		if nodes[i].Status.Allocatable.StorageEphemeral().IsZero() {
			return "the kubelet of node " + nodes[i].Name + " does not account for the local storage of Pods"
		}
	}
	return ""
}
