package cluster

import (
	"context"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/pager"
)

// roomForPods is how many Pods more a worker must take: the nine of the claim that
// has most of them on one node (hostpath-type-checks), and the two instruments.
const roomForPods = 11

// unfit says why no claim's Pod is run on a node; empty means that they can be. The
// labels are asked as well as the kubelet's own words: it is by them that Pods are
// placed.
func unfit(node *corev1.Node, architecture string, pods int) string {
	for _, why := range []string{
		otherThan("operating system", "linux", node.Status.NodeInfo.OperatingSystem, node.Labels[corev1.LabelOSStable]),
		otherThan("architecture", architecture, node.Status.NodeInfo.Architecture, node.Labels[corev1.LabelArchStable]),
		notReady(node), cordoned(node), tainted(node), full(node, pods),
	} {
		if why != "" {
			return why
		}
	}
	return ""
}

// NodesNow looks at nodes again by name: whether claims' Pods can run there at this moment,
// and the label that a kubelet sets anew whenever it starts. It makes one call and does not
// wait; how full a node is it does not ask.
func NodesNow(ctx context.Context, client kubernetes.Interface, names []string) (map[string]NodeFacts, error) {
	nodes, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the nodes: %w", err)
	}
	now := map[string]NodeFacts{}
	for _, name := range names {
		now[name] = NodeFacts{Name: name, Unfit: "it has left the cluster"}
	}
	for i := range nodes.Items {
		node := &nodes.Items[i]
		if _, asked := now[node.Name]; asked {
			said := nodeFacts(node)
			said.Unfit = unfit(node, "", 0)
			now[node.Name] = said
		}
	}
	return now, nil
}

// otherThan finds a word that is not the wanted one. What is not said is no other.
func otherThan(what, wanted string, said ...string) string {
	for _, word := range said {
		if word != "" && wanted != "" && word != wanted {
			return fmt.Sprintf("its %s is %s, the images are for %s", what, word, wanted)
		}
	}
	return ""
}

func cordoned(node *corev1.Node) string {
	if node.Spec.Unschedulable {
		return "cordoned"
	}
	return ""
}

func tainted(node *corev1.Node) string {
	i := slices.IndexFunc(node.Spec.Taints, func(t corev1.Taint) bool { return t.Effect != corev1.TaintEffectPreferNoSchedule })
	if i < 0 {
		return ""
	}
	return "tainted " + node.Spec.Taints[i].ToString()
}

// full compares the Pods on a node with those that its kubelet takes. A node that
// does not say how many is not full.
func full(node *corev1.Node, pods int) string {
	takes := int(node.Status.Allocatable.Pods().Value())
	if takes == 0 || takes-pods >= roomForPods {
		return ""
	}
	return fmt.Sprintf("full: it has %d of the %d Pods that it takes, and the claims need room for %d", pods, takes, roomForPods)
}

// podsOf counts the Pods of each node that hold a place there: those that have ended
// do not (k8s.io/kubernetes pkg/scheduler/scheduler.go newPodInformer, v1.37).
func podsOf(ctx context.Context, client kubernetes.Interface) (map[string]int, error) {
	list := func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) {
		return client.CoreV1().Pods(metav1.NamespaceAll).List(ctx, o)
	}
	count := map[string]int{}
	living := metav1.ListOptions{FieldSelector: "status.phase!=Succeeded,status.phase!=Failed"}
	err := pager.New(list).EachListItem(ctx, living, func(object runtime.Object) error {
		if pod, ok := object.(*corev1.Pod); ok && pod.Spec.NodeName != "" {
			count[pod.Spec.NodeName]++
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counting the Pods of the nodes: %w", err)
	}
	return count, nil
}
