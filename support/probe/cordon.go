package probe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/await"
)

// cordonManager is the field manager of the suite's cordons. Who cordons a node
// anew in between becomes the manager of the field in its place.
const cordonManager = "volconf-cordon"

// Cordon keeps new Pods off a node, and marks the node with the run's ID, so that
// one that a killed run left cordoned can be told from one that its owner cordoned.
// A node that is cordoned already is left as it is: to uncordon it would not be
// ours. It waits no longer than Timeouts.API.
func (s *Scene) Cordon(ctx context.Context, node string) error {
	return changeNode(ctx, s.Kube, node, s.Timeouts, func(n *corev1.Node) (map[string]any, error) {
		switch {
		case ours(n, s.RunID):
			return nil, nil
		case n.Spec.Unschedulable:
			return nil, errors.New("somebody else has cordoned it")
		}
		return cordonPatch(n, s.RunID, true), nil
	})
}

// Uncordon takes back what Cordon did for a run. A cordon of somebody else, who has
// since uncordoned the node and cordoned it anew, stays; so does the node that
// nobody keeps cordoned.
func Uncordon(ctx context.Context, kube kubernetes.Interface, node, runID string, t await.Timeouts) error {
	return changeNode(ctx, kube, node, t, func(n *corev1.Node) (map[string]any, error) {
		switch {
		case n.Labels[RunLabel] != runID:
			return nil, nil
		case ours(n, runID):
			return cordonPatch(n, nil, nil), nil
		}
		return map[string]any{"metadata": cordonPatch(n, nil, nil)["metadata"]}, nil // the mark alone
	})
}

// ours tells whether the node is cordoned by the run of that ID, and by nobody
// since.
func ours(n *corev1.Node, runID string) bool {
	if !n.Spec.Unschedulable || n.Labels[RunLabel] != runID {
		return false
	}
	for _, entry := range n.ManagedFields {
		if entry.Manager == cordonManager && entry.FieldsV1 != nil && strings.Contains(entry.FieldsV1.GetRawString(), `"f:unschedulable"`) {
			return true
		}
	}
	return false
}

// cordonPatch is refused with a conflict where the node has changed since.
func cordonPatch(n *corev1.Node, runLabel, unschedulable any) map[string]any {
	return map[string]any{
		"metadata": map[string]any{"resourceVersion": n.ResourceVersion, "labels": map[string]any{RunLabel: runLabel}},
		"spec":     map[string]any{"unschedulable": unschedulable},
	}
}

// changeNode looks at a node and patches it, anew where it has changed in between.
func changeNode(ctx context.Context, kube kubernetes.Interface, name string, t await.Timeouts, change func(*corev1.Node) (map[string]any, error)) error {
	err := await.For(ctx, "node "+name+" to be changed", t.API, func(ctx context.Context) (bool, string, error) {
		list, err := kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{FieldSelector: fields.OneTermEqualSelector("metadata.name", name).String()})
		if err != nil {
			return false, "", err
		}
		for i := range list.Items {
			if list.Items[i].Name != name {
				continue
			}
			return patchOnce(ctx, kube, &list.Items[i], change)
		}
		return false, "", await.Final(errors.New("there is no such node"))
	})
	if err != nil {
		return fmt.Errorf("changing whether Pods are scheduled to node %s: %w", name, err)
	}
	return nil
}

func patchOnce(ctx context.Context, kube kubernetes.Interface, n *corev1.Node, change func(*corev1.Node) (map[string]any, error)) (bool, string, error) {
	patch, err := change(n)
	if err != nil || patch == nil {
		return true, "", err
	}
	raw, err := json.Marshal(patch)
	if err != nil {
		return false, "", err
	}
	_, err = kube.CoreV1().Nodes().Patch(ctx, n.Name, types.MergePatchType, raw, metav1.PatchOptions{FieldManager: cordonManager})
	if apierrors.IsConflict(err) {
		return false, "it has changed in between", nil
	}
	return err == nil, "", err
}
