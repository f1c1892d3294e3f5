package steps

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// SystemPodsUseTheNode judges that a namespace has Pods that mount files of the
// node and that belong to nodes: to a DaemonSet, or to the node itself.
func SystemPodsUseTheNode(namespace string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pods, err := s.Kube.CoreV1().Pods(namespace).List(ctx, metav1.ListOptions{})
		if err != nil {
			return fmt.Errorf("listing the Pods of namespace %s: %w", namespace, err)
		}
		users := nodeUsers(pods.Items)
		if len(users) == 0 {
			return claim.Brokenf("of %d Pods in %s, none of a DaemonSet or a node has a hostPath", len(pods.Items), namespace)
		}
		s.Note("%d of %d Pods in %s belong to nodes and have hostPath volumes: %s", len(users), len(pods.Items), namespace, strings.Join(users, ", "))
		return nil
	}
}

func nodeUsers(pods []corev1.Pod) []string {
	var users []string
	for i := range pods {
		owner := metav1.GetControllerOf(&pods[i])
		if len(hostPaths(&pods[i])) > 0 && owner != nil && (owner.Kind == "DaemonSet" || owner.Kind == "Node") {
			users = append(users, pods[i].Name)
		}
	}
	return users
}

func hostPaths(pod *corev1.Pod) []string {
	var paths []string
	for _, v := range pod.Spec.Volumes {
		if v.HostPath != nil {
			paths = append(paths, v.HostPath.Path)
		}
	}
	return paths
}

// HasNoHostPath judges that the Pod has no hostPath volume, whoever might have
// added one.
func (p PodRef) HasNoHostPath() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("reading the volumes of Pod %s: %w", p.pod, err)
		}
		if paths := hostPaths(pod); len(paths) > 0 {
			return claim.Brokenf("Pod %s mounts %s of its node", p.pod, strings.Join(paths, ", "))
		}
		return nil
	}
}
