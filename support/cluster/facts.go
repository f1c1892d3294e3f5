package cluster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// Facts is what a cluster says of itself through its API.
type Facts struct {
	Server              string      `json:"server"` // version of the API server: "v1.36.3"
	Nodes               []NodeFacts `json:"nodes"`  // by name
	DefaultStorageClass string      `json:"defaultStorageClass,omitempty"`
	Provisioner         string      `json:"provisioner,omitempty"` // of the default StorageClass
}

// NodeFacts is what one node says of itself.
type NodeFacts struct {
	Name         string   `json:"name"`
	Roles        []string `json:"roles,omitempty"` // "control-plane"
	Schedulable  bool     `json:"schedulable"`     // Ready, not cordoned, and no taint keeps ordinary Pods away
	Kubelet      string   `json:"kubelet"`
	Runtime      string   `json:"runtime"` // "containerd://2.4.2"
	Kernel       string   `json:"kernel"`
	OSImage      string   `json:"osImage"`
	Architecture string   `json:"architecture"`
}

// Workers lists the nodes that ordinary Pods can run on.
func (f Facts) Workers() []NodeFacts {
	return slices.DeleteFunc(slices.Clone(f.Nodes), func(n NodeFacts) bool { return !n.Schedulable })
}

// ReadFacts asks a cluster, ours or somebody else's. It needs to list nodes; a
// user who may not see StorageClasses gets none.
func ReadFacts(ctx context.Context, client kubernetes.Interface) (Facts, error) {
	server, err := client.Discovery().ServerVersion()
	if err != nil {
		return Facts{}, fmt.Errorf("asking the API server for its version: %w", err)
	}
	nodes, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return Facts{}, fmt.Errorf("listing the nodes: %w", err)
	}
	facts := Facts{Server: server.GitVersion}
	for i := range nodes.Items {
		facts.Nodes = append(facts.Nodes, nodeFacts(&nodes.Items[i]))
	}
	slices.SortFunc(facts.Nodes, func(a, b NodeFacts) int { return strings.Compare(a.Name, b.Name) })
	facts.DefaultStorageClass, facts.Provisioner = defaultStorageClass(ctx, client)
	return facts, nil
}

func nodeFacts(node *corev1.Node) NodeFacts {
	info := node.Status.NodeInfo
	facts := NodeFacts{
		Name:         node.Name,
		Schedulable:  schedulable(node),
		Kubelet:      info.KubeletVersion,
		Runtime:      info.ContainerRuntimeVersion,
		Kernel:       info.KernelVersion,
		OSImage:      info.OSImage,
		Architecture: info.Architecture,
	}
	for label := range node.Labels {
		if role, found := strings.CutPrefix(label, "node-role.kubernetes.io/"); found {
			facts.Roles = append(facts.Roles, role)
		}
	}
	slices.Sort(facts.Roles)
	return facts
}

func schedulable(node *corev1.Node) bool {
	keepsAway := func(t corev1.Taint) bool { return t.Effect != corev1.TaintEffectPreferNoSchedule }
	return !node.Spec.Unschedulable && !slices.ContainsFunc(node.Spec.Taints, keepsAway) && notReady(node) == ""
}

func defaultStorageClass(ctx context.Context, client kubernetes.Interface) (name, provisioner string) {
	classes, err := client.StorageV1().StorageClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return "", ""
	}
	for _, class := range classes.Items {
		if class.Annotations["storageclass.kubernetes.io/is-default-class"] == "true" {
			return class.Name, class.Provisioner
		}
	}
	return "", ""
}
