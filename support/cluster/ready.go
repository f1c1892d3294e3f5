package cluster

import (
	"context"
	"fmt"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/volconf/volconf/support/await"
)

// client talks to the cluster's API without a limit of our own on the rate.
func (c *Cluster) client() (kubernetes.Interface, error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.Kubeconfig())
	if err != nil {
		return nil, fmt.Errorf("reading the kubeconfig of cluster %s: %w", c.state.Name, err)
	}
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("making a client for cluster %s: %w", c.state.Name, err)
	}
	return client, nil
}

// WaitReady waits until Pods can be created and run on every node, for no longer
// than t.NodesReady. kind's own wait looks at the control plane only and does not
// fail.
func (c *Cluster) WaitReady(ctx context.Context, t await.Timeouts) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	err = await.For(ctx, "cluster "+c.state.Name+" to be ready", t.NodesReady, func(ctx context.Context) (bool, string, error) {
		return clusterReady(ctx, client, len(c.state.Nodes))
	})
	if await.IsTimeout(err) {
		c.logSystemPods(ctx, client)
	}
	return err
}

// clusterReady looks once, and says what is missing.
func clusterReady(ctx context.Context, client kubernetes.Interface, nodes int) (bool, string, error) {
	var missing []string
	list, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return false, "", err
	}
	if len(list.Items) != nodes {
		missing = append(missing, fmt.Sprintf("%d of %d nodes have joined", len(list.Items), nodes))
	}
	for i := range list.Items {
		if why := notReady(&list.Items[i]); why != "" {
			missing = append(missing, list.Items[i].Name+": "+why)
		}
	}
	dns, err := client.AppsV1().Deployments(metav1.NamespaceSystem).Get(ctx, "coredns", metav1.GetOptions{})
	switch {
	case apierrors.IsNotFound(err):
		missing = append(missing, "no Deployment coredns")
	case err != nil:
		return false, "", err
	case !available(dns):
		missing = append(missing, fmt.Sprintf("coredns: %d of %d replicas available", dns.Status.AvailableReplicas, dns.Status.Replicas))
	}
	_, err = client.CoreV1().ServiceAccounts(metav1.NamespaceDefault).Get(ctx, "default", metav1.GetOptions{})
	switch {
	case apierrors.IsNotFound(err):
		missing = append(missing, "no default ServiceAccount")
	case err != nil:
		return false, "", err
	}
	return len(missing) == 0, strings.Join(missing, "; "), nil
}

// notReady says why Pods cannot run on a node; empty means that they can. The
// taints of a node that was not ready go a moment after its condition changes.
func notReady(node *corev1.Node) string {
	for _, taint := range node.Spec.Taints {
		if taint.Key == corev1.TaintNodeNotReady || taint.Key == corev1.TaintNodeNetworkUnavailable || taint.Key == corev1.TaintNodeUnreachable {
			return "tainted " + taint.Key
		}
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == corev1.NodeReady {
			if condition.Status == corev1.ConditionTrue {
				return ""
			}
			return fmt.Sprintf("not Ready (%s: %s)", condition.Reason, condition.Message)
		}
	}
	return "no Ready condition yet"
}

// available tells whether a Deployment serves, as its controller saw it after
// the last change.
func available(d *appsv1.Deployment) bool {
	if d.Status.ObservedGeneration < d.Generation {
		return false
	}
	for _, condition := range d.Status.Conditions {
		if condition.Type == appsv1.DeploymentAvailable {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}
