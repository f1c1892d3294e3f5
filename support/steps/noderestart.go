package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Restarts restarts a worker as a whole and waits until it is Ready and every Pod
// that ran there, the claim's and the cluster's own, runs in new containers: what
// the API said of them before is no sign of life. It waits up to NodesReady.
func (w Worker) Restarts() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		if s.RestartNode == nil {
			return errors.New("the run has no way to restart a node: the claim must need " + claim.NodeRestart)
		}
		before, err := containersOn(ctx, s, node)
		if err != nil {
			return err
		}
		start := time.Now()
		if err := s.RestartNode(ctx, node); err != nil {
			return fmt.Errorf("restarting node %s: %w", node, err)
		}
		err = await.For(ctx, "node "+node+" to run its Pods again", s.Timeouts.NodesReady, func(ctx context.Context) (bool, string, error) {
			ready, err := nodeReady(ctx, s, node)
			if err != nil {
				return false, "", err
			}
			now, err := containersOn(ctx, s, node)
			old := notRenewed(before, now)
			return ready && len(old) == 0, fmt.Sprintf("Ready is %t, not started anew: %s", ready, strings.Join(old, ", ")), err
		})
		if err != nil {
			return fmt.Errorf("node %s was restarted and was not seen to come back, look at it: %w", node, err)
		}
		s.Measure("node restarted", time.Since(start))
		s.Note("node %s was restarted: %d containers run anew", node, len(before))
		return nil
	}
}

// containersOn lists the containers of a node's Pods, by Pod and name, with the
// ID that changes when one is started anew. One that is wanted and does not run
// has none: a Pod whose init containers run again is Pending until they are done.
func containersOn(ctx context.Context, s *probe.Scene, node string) (map[string]string, error) {
	pods, err := s.Kube.CoreV1().Pods(metav1.NamespaceAll).List(ctx, metav1.ListOptions{FieldSelector: "spec.nodeName=" + node})
	if err != nil {
		return nil, fmt.Errorf("listing the Pods of node %s: %w", node, err)
	}
	ids := map[string]string{}
	for i := range pods.Items {
		pod := &pods.Items[i]
		if pod.DeletionTimestamp != nil || pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed {
			continue
		}
		key := func(container string) string { return pod.Namespace + "/" + pod.Name + "/" + container }
		for _, container := range pod.Spec.Containers {
			ids[key(container.Name)] = ""
		}
		for _, status := range pod.Status.ContainerStatuses {
			if status.Ready && status.State.Running != nil {
				ids[key(status.Name)] = status.ContainerID
			}
		}
	}
	return ids, nil
}

// notRenewed names the containers that ran before, are still wanted, and do not
// run as another.
func notRenewed(before, now map[string]string) []string {
	var old []string
	for key, id := range before {
		if renewed, wanted := now[key]; wanted && id != "" && (renewed == "" || renewed == id) {
			old = append(old, key)
		}
	}
	slices.Sort(old)
	return old
}
