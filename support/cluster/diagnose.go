package cluster

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// logKubelets logs what the kubelets said before kind gave up: kubeadm's own
// error is as a rule that it waited for one of them in vain.
func (c *Cluster) logKubelets(ctx context.Context) {
	for _, node := range c.state.Nodes {
		said, err := c.onNode(ctx, node, nil, infoWithin, "journalctl", "--unit=kubelet", "--no-pager", "--output=cat", "--lines=5")
		if err == nil && said != "" {
			c.log("kubelet of %s: %s", node, lastLines(said, 5))
		}
	}
}

// logSystemPods logs why Pods of the cluster itself do not run.
func (c *Cluster) logSystemPods(ctx context.Context, client kubernetes.Interface) {
	pods, err := client.CoreV1().Pods(metav1.NamespaceSystem).List(ctx, metav1.ListOptions{})
	if err != nil {
		return
	}
	for i := range pods.Items {
		if why := whyNotRunning(&pods.Items[i]); why != "" {
			c.log("pod %s on node %q: %s", pods.Items[i].Name, pods.Items[i].Spec.NodeName, why)
		}
	}
}

// whyNotRunning takes the first reason that a Pod's status gives.
func whyNotRunning(pod *corev1.Pod) string {
	for _, container := range pod.Status.ContainerStatuses {
		switch state := container.State; {
		case state.Waiting != nil:
			return fmt.Sprintf("container %s waits: %s %s", container.Name, state.Waiting.Reason, state.Waiting.Message)
		case state.Terminated != nil:
			return fmt.Sprintf("container %s ended with %d: %s %s", container.Name, state.Terminated.ExitCode, state.Terminated.Reason, state.Terminated.Message)
		case !container.Ready:
			return fmt.Sprintf("container %s runs and is not ready", container.Name)
		}
	}
	for _, condition := range pod.Status.Conditions {
		if condition.Status != corev1.ConditionTrue && condition.Message != "" {
			return condition.Message
		}
	}
	return ""
}
