package habitat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
)

// The spare workers of the habitat mixed-nodes, by their places behind the two that
// claims can be tried on. Behind them is one that has room for the system's two Pods
// and no other.
const (
	spare   = 2
	another = 3
	noRoom  = `kind: JoinConfiguration
nodeRegistration:
  kubeletExtraArgs: [{name: max-pods, value: "2"}]
`
)

// mixedNodes is the habitat of nodes that a claim cannot be tried on.
func mixedNodes() Habitat {
	return Habitat{
		ID: "mixed-nodes",
		Is: claim.Text{
			En: "Nodes of all kinds: Windows, arm64, tainted, cordoned, full, not Ready, called otherwise, going and coming",
			Ko: "온갖 노드: Windows, arm64, 테인트, 코든, 가득 참, NotReady, 다른 이름, 사라지고 나타나는 노드",
		},
		Kind: func(config *v1alpha4.Cluster) {
			addWorkers(config, 3)
			last := &config.Nodes[len(config.Nodes)-1]
			last.KubeadmConfigPatches = append(last.KubeadmConfigPatches, noRoom)
		},
		Needs: mutatesByPolicy,
		Enter: held.All(objects("nodes-of-other-kinds.yaml"), nodeIs(1, withLabel(corev1.LabelHostname, "called-otherwise")), storageOn(0)),
		Visits: []Visit{
			{Name: "of-other-kinds", NodesMove: true, Enter: held.All(becomes(spare, "os", "windows"), becomes(another, "arch", "arm64"))},
			{Name: "closed", Enter: held.All(nodeIs(spare, tainted), nodeIs(another, cordoned))},
			{Name: "coming-and-going", NodesMove: true, Goes: []int{another}, Enter: held.All(absent(spare), goes(another), comes(spare))},
		},
	}
}

// storageOn has dynamic volumes made on one worker alone. local-path takes the label
// kubernetes.io/hostname for the node's name, and would never get rid of a volume on one
// that is called otherwise (provisioner.go, v0.0.30); whoever has such nodes has to do this.
func storageOn(place int) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		const again = `kubectl get storageclass standard --output=json |
  jq --arg node "$1" '.allowedTopologies = [{matchLabelExpressions: [{key: "kubernetes.io/hostname", values: [$node]}]}] | del(.metadata.uid, .metadata.resourceVersion)' |
  kubectl replace --force --filename=-`
		_, err := c.Script(ctx, c.ControlPlane, again, c.Workers[place])
		return &held.Changed{Undo: func(context.Context) error { return nil }}, err
	}
}

// nodePatch changes a Node and says how it is put back.
type nodePatch struct{ to, back map[string]any }

func withLabel(key, value string) func(*corev1.Node) nodePatch {
	label := func(value any) map[string]any {
		return map[string]any{"metadata": map[string]any{"labels": map[string]any{key: value}}}
	}
	return func(node *corev1.Node) nodePatch {
		if was, has := node.Labels[key]; has {
			return nodePatch{label(value), label(was)}
		}
		return nodePatch{label(value), label(nil)}
	}
}

func tainted(*corev1.Node) nodePatch {
	taint := []corev1.Taint{{Key: "habitat.example/reserved", Effect: corev1.TaintEffectNoSchedule}}
	return nodePatch{map[string]any{"spec": map[string]any{"taints": taint}}, map[string]any{"spec": map[string]any{"taints": nil}}}
}

func cordoned(*corev1.Node) nodePatch {
	mark := func(value any) map[string]any { return map[string]any{"spec": map[string]any{"unschedulable": value}} }
	return nodePatch{mark(true), mark(nil)}
}

// nodeIs changes the Node of a worker, by its place.
func nodeIs(place int, how func(*corev1.Node) nodePatch) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		name := c.Workers[place]
		node, err := c.Kube.CoreV1().Nodes().Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return nil, fmt.Errorf("looking at node %s: %w", name, err)
		}
		patch := how(node)
		change := func(ctx context.Context, to map[string]any) error {
			raw, err := json.Marshal(to)
			if err != nil {
				return fmt.Errorf("writing the patch of node %s: %w", name, err)
			}
			if _, err := c.Kube.CoreV1().Nodes().Patch(ctx, name, types.MergePatchType, raw, metav1.PatchOptions{}); err != nil {
				return fmt.Errorf("changing node %s: %w", name, err)
			}
			return nil
		}
		if err := change(ctx, patch.to); err != nil {
			return nil, err
		}
		return &held.Changed{Undo: func(ctx context.Context) error { return change(ctx, patch.back) }}, nil
	}
}

// kindWithin bounds the time until a kubelet has said again what its node is: every 10 s
// (nodeStatusUpdateFrequency), scattered.
const kindWithin = time.Minute

// becomes has a worker be of another operating system or architecture, as the policy of
// nodes-of-other-kinds.yaml has it, for all that the API says.
func becomes(place int, what, kind string) held.Change {
	mark := withLabel("habitat.example/"+what, kind)
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		was, err := kindOf(ctx, c, place, what)
		if err != nil {
			return nil, err
		}
		if err := policyMarks(ctx, c, place, what, kind, mark); err != nil {
			return nil, err
		}
		changed, err := nodeIs(place, mark)(ctx, c)
		if err != nil {
			return nil, err
		}
		undo := changed.Undo
		changed.Undo = func(ctx context.Context) error {
			return errors.Join(undo(ctx), isOfKind(ctx, c, place, what, was), c.Ready(ctx, await.Default()))
		}
		if err := isOfKind(ctx, c, place, what, kind); err != nil {
			return nil, errors.Join(err, changed.Undo(context.WithoutCancel(ctx)))
		}
		return changed, nil
	}
}

// policyMarks waits until the policy is in force, by dry runs: a node that was marked before
// would not change until its kubelet has something new to say.
func policyMarks(ctx context.Context, c held.Cluster, place int, what, kind string, mark func(*corev1.Node) nodePatch) error {
	raw, err := json.Marshal(mark(&corev1.Node{}).to)
	if err != nil {
		return fmt.Errorf("writing the patch of a node: %w", err)
	}
	return await.For(ctx, "the policy on nodes to be in force", inForceWithin, func(ctx context.Context) (bool, string, error) {
		node, err := c.Kube.CoreV1().Nodes().Patch(ctx, c.Workers[place], types.MergePatchType, raw, metav1.PatchOptions{DryRun: []string{metav1.DryRunAll}})
		if err != nil {
			return false, "", err
		}
		said := labelOf(node, what)
		return said == kind, "a node with the mark would be " + said, nil
	})
}

func labelOf(node *corev1.Node, what string) string {
	if what == "arch" {
		return node.Labels[corev1.LabelArchStable]
	}
	return node.Labels[corev1.LabelOSStable]
}

// isOfKind waits until label and status of a worker say the kind.
func isOfKind(ctx context.Context, c held.Cluster, place int, what, kind string) error {
	return await.For(ctx, fmt.Sprintf("node %s to be of the %s %s", c.Workers[place], what, kind), kindWithin,
		func(ctx context.Context) (bool, string, error) {
			said, err := kindOf(ctx, c, place, what)
			return said == kind, "it says " + said, err
		})
}

// kindOf tells a worker's os or arch: both words where its label and its status differ.
func kindOf(ctx context.Context, c held.Cluster, place int, what string) (string, error) {
	node, err := c.Kube.CoreV1().Nodes().Get(ctx, c.Workers[place], metav1.GetOptions{})
	if err != nil {
		return "", fmt.Errorf("looking at node %s: %w", c.Workers[place], err)
	}
	label, status := labelOf(node, what), node.Status.NodeInfo.OperatingSystem
	if what == "arch" {
		status = node.Status.NodeInfo.Architecture
	}
	if label != status {
		return label + " by its label and " + status + " by its status", nil
	}
	return label, nil
}

const (
	// notReadyWithin is above --node-monitor-grace-period of the controller manager, 50 s.
	notReadyWithin = 90 * time.Second
	// moveAfter is in the middle of the suite's quick claims.
	moveAfter = 30 * time.Second
)

// absent has a worker be not Ready before the suite comes: its kubelet is stopped.
func absent(place int) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		name := c.Workers[place]
		undo := func(ctx context.Context) error {
			_, err := c.Script(ctx, name, "systemctl start kubelet")
			return errors.Join(err, c.Ready(ctx, await.Default()))
		}
		if _, err := c.Script(ctx, name, "systemctl stop kubelet"); err != nil {
			return nil, err
		}
		err := await.For(ctx, "node "+name+" to be not Ready", notReadyWithin, func(ctx context.Context) (bool, string, error) {
			node, err := c.Kube.CoreV1().Nodes().Get(ctx, name, metav1.GetOptions{})
			if err != nil {
				return false, "", err
			}
			for _, condition := range node.Status.Conditions {
				if condition.Type == corev1.NodeReady {
					return condition.Status != corev1.ConditionTrue, string(condition.Status), nil
				}
			}
			return true, "", nil
		})
		if err != nil {
			return nil, errors.Join(err, undo(context.WithoutCancel(ctx)))
		}
		return &held.Changed{Undo: undo}, nil
	}
}

// goes has a worker leave the cluster while claims run: its kubelet stops, and its
// Node is deleted.
func goes(place int) held.Change {
	return meanwhile(func(ctx context.Context, c held.Cluster) error {
		name := c.Workers[place]
		if _, err := c.Script(ctx, name, "systemctl stop kubelet"); err != nil {
			return err
		}
		err := c.Kube.CoreV1().Nodes().Delete(ctx, name, metav1.DeleteOptions{})
		if err != nil && !apierrors.IsNotFound(err) {
			return fmt.Errorf("deleting node %s: %w", name, err)
		}
		return nil
	}, func(ctx context.Context, c held.Cluster) error {
		_, err := c.Script(ctx, c.Workers[place], "systemctl start kubelet")
		return errors.Join(err, c.Ready(ctx, await.Default()))
	})
}

// comes has the kubelet of a worker start while claims run.
func comes(place int) held.Change {
	return meanwhile(func(ctx context.Context, c held.Cluster) error {
		_, err := c.Script(ctx, c.Workers[place], "systemctl start kubelet")
		return err
	}, func(context.Context, held.Cluster) error { return nil })
}

// meanwhile does something once in the middle of the suite's run.
func meanwhile(do, undo func(context.Context, held.Cluster) error) held.Change {
	return func(_ context.Context, c held.Cluster) (*held.Changed, error) {
		once := func(ctx context.Context) error {
			if !held.Pause(ctx, moveAfter) {
				return nil
			}
			return do(ctx, c)
		}
		return &held.Changed{
			Meanwhile: []func(context.Context) error{once}, Undo: func(ctx context.Context) error { return undo(ctx, c) },
		}, nil
	}
}
