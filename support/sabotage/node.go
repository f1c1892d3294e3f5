package sabotage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// Site is the cluster under sabotage: what a sabotage can reach of it.
type Site struct {
	Kube         kubernetes.Interface
	Kubeconfig   string
	ControlPlane string
	Workers      []string
	Images       map[string]string // references of the fixture images by short name
	// OnNode runs a program in the container of a node.
	OnNode func(ctx context.Context, node string, program ...string) (string, error)
	// Ready waits until Pods can run on every node.
	Ready func(ctx context.Context, t await.Timeouts) error
}

func (s Site) script(ctx context.Context, node, script string, arguments ...string) (string, error) {
	out, err := s.OnNode(ctx, node, append([]string{"sh", "-euc", script, "sh"}, arguments...)...)
	if err != nil {
		return out, fmt.Errorf("on node %s: %w", node, err)
	}
	return out, nil
}

// everywhere runs a script on all workers.
func (s Site) everywhere(ctx context.Context, script string, arguments ...string) error {
	var errs []error
	for _, node := range s.Workers {
		_, err := s.script(ctx, node, script, arguments...)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// podsOf lists the Pods of a claim that have a node.
func (s Site) podsOf(ctx context.Context, c claim.Claim) ([]corev1.Pod, error) {
	list, err := s.Kube.CoreV1().Pods("").List(ctx, metav1.ListOptions{LabelSelector: mutation.ClaimLabel + "=" + c.ID})
	if err != nil {
		return nil, fmt.Errorf("listing the Pods of %s: %w", c.ID, err)
	}
	return slices.DeleteFunc(list.Items, func(pod corev1.Pod) bool { return pod.Spec.NodeName == "" }), nil
}

// Held is a cluster that this run made and holds the lock of.
type Held interface {
	Kubeconfig() string
	Nodes() []string
	RunOnNode(ctx context.Context, node string, program ...string) (string, error)
	WaitReady(ctx context.Context, t await.Timeouts) error
}

// NewSite prepares a cluster to be broken. It refuses one whose nodes are not
// exactly those that this run made: nothing is ever broken on another.
func NewSite(ctx context.Context, c Held) (Site, error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.Kubeconfig())
	if err != nil {
		return Site{}, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.QPS = -1
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return Site{}, fmt.Errorf("making a client: %w", err)
	}
	list, err := kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return Site{}, fmt.Errorf("listing the nodes: %w", err)
	}
	site := Site{Kube: kube, Kubeconfig: c.Kubeconfig(), OnNode: c.RunOnNode, Ready: c.WaitReady}
	return site, site.take(list.Items, c.Nodes())
}

// take sorts the cluster's nodes by what they do.
func (s *Site) take(nodes []corev1.Node, ours []string) error {
	for i := range nodes {
		name := nodes[i].Name
		if !slices.Contains(ours, name) {
			return fmt.Errorf("node %s is not one that this run made: only a cluster of its own may be broken", name)
		}
		if _, ok := nodes[i].Labels["node-role.kubernetes.io/control-plane"]; ok {
			s.ControlPlane = name
		} else {
			s.Workers = append(s.Workers, name)
		}
	}
	if len(nodes) != len(ours) || s.ControlPlane == "" || len(s.Workers) < 2 {
		return fmt.Errorf("the cluster has %d nodes, this run made %d: a control plane and two workers are needed", len(nodes), len(ours))
	}
	return nil
}
