package cluster

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

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

// sandboxFailure is how a kubelet logs what the runtime said when it could not make
// a Pod's sandbox (pkg/kubelet/kuberuntime/kuberuntime_sandbox.go, v1.37, and
// k8s.io/cri-client/pkg/remote_runtime.go).
var sandboxFailure = regexp.MustCompile(`"(?:Failed to create sandbox for pod|RunPodSandbox from runtime service failed)".*?err=("(?:[^"\\]|\\.)*")`)

// withoutSandbox puts the runtime's own words before kind's, which are that it
// waited for the control plane in vain.
func (c *Cluster) withoutSandbox(ctx context.Context, err error) error {
	for _, node := range c.state.Nodes {
		said, looked := c.onNode(ctx, node, nil, infoWithin, "journalctl", "--unit=kubelet", "--no-pager", "--output=cat", "--lines=500")
		if why := sandboxRefused(said); looked == nil && why != "" {
			return fmt.Errorf("no sandbox can be made on node %s: %s: %w", node, why, err)
		}
	}
	return err
}

// sandboxRefused is the last such failure that a kubelet logged, or "".
func sandboxRefused(journal string) string {
	found := sandboxFailure.FindAllStringSubmatch(journal, -1)
	if len(found) == 0 {
		return ""
	}
	said := found[len(found)-1][1]
	if plain, err := strconv.Unquote(said); err == nil {
		said = plain
	}
	return oneLine(said)
}

// withAdvice adds what the host lacks to an error: it may be the cause.
func (c *Cluster) withAdvice(err error) error {
	if lines := c.engine.host.advice(c.engine.name); len(lines) > 0 {
		return fmt.Errorf("%w; it may be that %s", err, strings.Join(lines, "; "))
	}
	return err
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
