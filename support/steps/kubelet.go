package steps

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// RestartsTheKubelet lets a privileged Pod with hostPID restart the kubelet of
// its node through systemd, by the unit that the kubelet's process is in, and waits until
// another process is the unit's, the node is Ready, and the kubelet serves exec again.
// systemd itself brings the kubelet back should it die: there is nothing else to
// restore. It waits up to NodesReady.
func (p PodRef) RestartsTheKubelet() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		node := pod.Spec.NodeName
		unit, err := s.NodePlace(node, claim.KubeletUnit)
		if err != nil {
			return err
		}
		before, err := p.mainProcess(ctx, s, unit)
		if err != nil {
			return err
		}
		if before == noProcess {
			return fmt.Errorf("unit %s of node %s has no main process, although the kubelet was seen in it: is systemd the first process of the node?", unit, node)
		}
		start := time.Now()
		// The answer comes through the kubelet that ends and may be lost with it:
		// what counts is the new one.
		_, askErr := s.Exec(ctx, p.target(s), onNode("systemctl", "restart", "--no-block", unit)...)
		err = await.For(ctx, "the kubelet of node "+node+" to be another process", s.Timeouts.NodesReady,
			func(ctx context.Context) (bool, string, error) {
				now, err := p.mainProcess(ctx, s, unit)
				if err != nil {
					return false, "exec does not work: " + err.Error(), nil //nolint:nilerr // it cannot, while there is no kubelet
				}
				ready, err := nodeReady(ctx, s, node)
				return now != before && now != noProcess && ready, fmt.Sprintf("process %s, node Ready is %t", now, ready), err
			})
		if err != nil {
			return errors.Join(err, askErr)
		}
		s.Measure("kubelet restarted", time.Since(start))
		s.Note("the kubelet of node %s (%s) was restarted: it is no longer process %s", node, unit, before)
		return nil
	}
}

// noProcess is what systemd says of a unit that it does not run.
const noProcess = "0"

// mainProcess returns the number of the process that systemd runs for a unit.
func (p PodRef) mainProcess(ctx context.Context, s *probe.Scene, unit string) (string, error) {
	out, err := s.RunIdempotent(ctx, p.target(s), onNode("systemctl", "show", "--property=MainPID", "--value", unit)...)
	if err != nil {
		return "", fmt.Errorf("asking systemd for the process of %s: %w", unit, err)
	}
	return strings.TrimSpace(out), nil
}

// onNode is a command as the node's own first process would run it.
func onNode(command ...string) []string {
	return append([]string{"nsenter", "-t", "1", "-m", "-u", "-i", "-n", "-p", "--"}, command...)
}

func nodeReady(ctx context.Context, s *probe.Scene, name string) (bool, error) {
	node, err := oneNode(ctx, s, name)
	if err != nil {
		return false, err
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == corev1.NodeReady {
			return condition.Status == corev1.ConditionTrue, nil
		}
	}
	return false, nil
}

// oneNode looks a node up by way of the list, which is all that the shipped RBAC
// grants.
func oneNode(ctx context.Context, s *probe.Scene, name string) (*corev1.Node, error) {
	nodes, err := s.Kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{FieldSelector: "metadata.name=" + name})
	if err != nil {
		return nil, fmt.Errorf("looking at node %s: %w", name, err)
	}
	if len(nodes.Items) != 1 {
		return nil, fmt.Errorf("looking at node %s: it is not there", name)
	}
	return &nodes.Items[0], nil
}
