package probe

import (
	"context"
	"encoding/json"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

// Cordon keeps new Pods off a node, and marks the node with the run's ID, so that
// one that a killed run left cordoned can be told from one that its owner cordoned.
func (s *Scene) Cordon(ctx context.Context, node string) error {
	return patchNode(ctx, s.Kube, node, s.RunID, true)
}

// Uncordon takes back what Cordon did.
func Uncordon(ctx context.Context, kube kubernetes.Interface, node string) error {
	return patchNode(ctx, kube, node, nil, nil)
}

func patchNode(ctx context.Context, kube kubernetes.Interface, node string, runLabel, unschedulable any) error {
	patch, err := json.Marshal(map[string]any{
		"metadata": map[string]any{"labels": map[string]any{RunLabel: runLabel}},
		"spec":     map[string]any{"unschedulable": unschedulable},
	})
	if err != nil {
		return fmt.Errorf("writing the patch of node %s: %w", node, err)
	}
	if _, err := kube.CoreV1().Nodes().Patch(ctx, node, types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
		return fmt.Errorf("changing whether Pods are scheduled to node %s: %w", node, err)
	}
	return nil
}
