package cluster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
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
	Name         string    `json:"name"`
	UID          types.UID `json:"uid,omitempty"`      // another one where a node of that name has left and come back
	Hostname     string    `json:"hostname,omitempty"` // its label kubernetes.io/hostname, which need not be its name
	Roles        []string  `json:"roles,omitempty"`    // "control-plane"
	Unfit        string    `json:"unfit,omitempty"`    // why no claim's Pod is run there; empty for a worker
	Kubelet      string    `json:"kubelet"`
	Runtime      string    `json:"runtime"` // "containerd://2.4.2"
	Kernel       string    `json:"kernel"`
	OS           string    `json:"os"` // "linux"
	OSImage      string    `json:"osImage"`
	Architecture string    `json:"architecture"`
}

// Workers lists the nodes that the claims' Pods can run on.
func (f Facts) Workers() []NodeFacts {
	return slices.DeleteFunc(slices.Clone(f.Nodes), func(n NodeFacts) bool { return n.Unfit != "" })
}

// Leave takes a node out of the workers.
func (f Facts) Leave(name, why string) {
	for i := range f.Nodes {
		if f.Nodes[i].Name == name && f.Nodes[i].Unfit == "" {
			f.Nodes[i].Unfit = why
		}
	}
}

// Unfit says of each node that is no worker why it is none, in one line.
func (f Facts) Unfit() string {
	var reasons []string
	for _, node := range f.Nodes {
		if node.Unfit != "" {
			reasons = append(reasons, node.Name+": "+node.Unfit)
		}
	}
	return strings.Join(reasons, "; ")
}

// ReadFacts asks a cluster, ours or somebody else's, and does not wait. It needs to
// list nodes and Pods; a user who may not see StorageClasses gets none. The
// architecture is that of the images; an empty one fits every node.
func ReadFacts(ctx context.Context, client kubernetes.Interface, architecture string) (Facts, error) {
	server, err := client.Discovery().ServerVersion()
	if err != nil {
		return Facts{}, fmt.Errorf("asking the API server for its version: %w", err)
	}
	nodes, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return Facts{}, fmt.Errorf("listing the nodes: %w", err)
	}
	pods, err := podsOf(ctx, client)
	if err != nil {
		return Facts{}, err
	}
	facts := Facts{Server: server.GitVersion}
	for i := range nodes.Items {
		node := &nodes.Items[i]
		said := nodeFacts(node)
		said.Unfit = unfit(node, architecture, pods[node.Name])
		facts.Nodes = append(facts.Nodes, said)
	}
	slices.SortFunc(facts.Nodes, func(a, b NodeFacts) int { return strings.Compare(a.Name, b.Name) })
	facts.DefaultStorageClass, facts.Provisioner = defaultStorageClass(ctx, client)
	return facts, nil
}

func nodeFacts(node *corev1.Node) NodeFacts {
	info := node.Status.NodeInfo
	facts := NodeFacts{
		Name:         node.Name,
		UID:          node.UID,
		Hostname:     node.Labels[corev1.LabelHostname],
		Kubelet:      info.KubeletVersion,
		Runtime:      info.ContainerRuntimeVersion,
		Kernel:       info.KernelVersion,
		OS:           info.OperatingSystem,
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
