package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// SystemPodsOnTheNode names the Pods of the cluster's own system that belong to a node
// and have a container that mounts a hostPath. It looks once, at all namespaces.
func SystemPodsOnTheNode(ctx context.Context, kube kubernetes.Interface) ([]string, error) {
	pods, err := kube.CoreV1().Pods(metav1.NamespaceAll).List(ctx, metav1.ListOptions{LabelSelector: "!" + RunLabel})
	if err != nil {
		return nil, fmt.Errorf("listing the Pods of the system: %w", err)
	}
	var users []string
	for i := range pods.Items {
		if pod := &pods.Items[i]; ofTheSystem(pod) && mountsHostPath(pod) {
			users = append(users, pod.Namespace+"/"+pod.Name)
		}
	}
	return users, nil
}

// ofTheSystem tells the Pods of the cluster's system that belong to a node: static ones,
// and those of a DaemonSet that is in kube-system or so important that the cluster does
// not go without it (https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/).
func ofTheSystem(pod *corev1.Pod) bool {
	owner := metav1.GetControllerOf(pod)
	switch {
	case owner == nil:
		return false
	case owner.Kind == "Node":
		return true
	}
	return owner.Kind == "DaemonSet" && (pod.Namespace == metav1.NamespaceSystem || strings.HasPrefix(pod.Spec.PriorityClassName, "system-"))
}

func mountsHostPath(pod *corev1.Pod) bool {
	var volumes []string
	for _, v := range pod.Spec.Volumes {
		if v.HostPath != nil {
			volumes = append(volumes, v.Name)
		}
	}
	return slices.ContainsFunc(slices.Concat(pod.Spec.InitContainers, pod.Spec.Containers), func(c corev1.Container) bool {
		return slices.ContainsFunc(c.VolumeMounts, func(m corev1.VolumeMount) bool { return slices.Contains(volumes, m.Name) })
	})
}
