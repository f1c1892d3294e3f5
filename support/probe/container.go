package probe

import corev1 "k8s.io/api/core/v1"

// FirstContainer is the annotation that names the first container of a Pod's
// manifest, by which kubectl takes a container where none is named: what a cluster
// puts into Pods may stand before it or behind
// (k8s.io/kubectl pkg/cmd/util/podcmd, v0.37).
const FirstContainer = "kubectl.kubernetes.io/default-container"

// FirstOf names the container of a Pod that its manifest has first.
func FirstOf(pod *corev1.Pod) string {
	if name := pod.Annotations[FirstContainer]; name != "" {
		return name
	}
	return pod.Spec.Containers[0].Name
}

// named gives an empty Container the name of the Pod's first. Where the cache does not
// have the Pod, it stays empty: the API server takes a Pod's only container then.
func (s *Scene) named(c Container) Container {
	if c.Container != "" || s.Pods == nil {
		return c
	}
	if pod, err := s.Pods.Pods(c.Namespace).Get(c.Pod); err == nil {
		c.Container = FirstOf(pod)
	}
	return c
}
