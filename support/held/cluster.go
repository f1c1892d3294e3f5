// Package held is what may be done to a cluster that this run made and holds the
// lock of: its nodes and its API can be changed, and are put back. Nothing is ever
// done to another cluster.
package held

import (
	"context"
	"errors"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/await"
)

// Cluster is a held cluster, and what a change can reach of it.
type Cluster struct {
	Kube         kubernetes.Interface
	Admin        string // kubeconfig of its administrator
	Kubeconfig   string // of the user that the suite is run as
	ControlPlane string
	Workers      []string
	Images       map[string]string // references of the fixture images by short name
	// OnNode runs a program in the container of a node.
	OnNode func(ctx context.Context, node string, program ...string) (string, error)
	// Ready waits until Pods can run on every node.
	Ready func(ctx context.Context, t await.Timeouts) error
}

// Script runs a shell script on a node, which ends at its first error.
func (s Cluster) Script(ctx context.Context, node, script string, arguments ...string) (string, error) {
	out, err := s.OnNode(ctx, node, append([]string{"sh", "-euc", script, "sh"}, arguments...)...)
	if err != nil {
		return out, fmt.Errorf("on node %s: %w", node, err)
	}
	return out, nil
}

// Everywhere runs a script on all workers, and goes on after an error.
func (s Cluster) Everywhere(ctx context.Context, script string, arguments ...string) error {
	var errs []error
	for _, node := range s.Workers {
		_, err := s.Script(ctx, node, script, arguments...)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Owner holds the lock of a cluster that it made.
type Owner interface {
	Kubeconfig() string
	Nodes() []string
	RunOnNode(ctx context.Context, node string, program ...string) (string, error)
	WaitReady(ctx context.Context, t await.Timeouts) error
}

// New prepares a cluster to be changed. It refuses one whose nodes are not exactly
// those that this run made: nothing is ever changed on another.
func New(ctx context.Context, c Owner) (Cluster, error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.Kubeconfig())
	if err != nil {
		return Cluster{}, fmt.Errorf("reading the kubeconfig: %w", err)
	}
	config.QPS, config.WarningHandler = -1, rest.NoWarnings{} // what is deprecated is tried on purpose
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return Cluster{}, fmt.Errorf("making a client: %w", err)
	}
	list, err := kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return Cluster{}, fmt.Errorf("listing the nodes: %w", err)
	}
	site := Cluster{Kube: kube, Admin: c.Kubeconfig(), Kubeconfig: c.Kubeconfig(), OnNode: c.RunOnNode, Ready: c.WaitReady}
	return site, site.take(list.Items, c.Nodes())
}

// take sorts the cluster's nodes by what they do.
func (s *Cluster) take(nodes []corev1.Node, ours []string) error {
	for i := range nodes {
		name := nodes[i].Name
		if !slices.Contains(ours, name) {
			return fmt.Errorf("node %s is not one that this run made: only a cluster of its own may be changed", name)
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
