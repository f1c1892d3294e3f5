package probe

import corev1 "k8s.io/api/core/v1"

// PodReady tells whether the Pod is Ready, by its own condition.
func PodReady(pod *corev1.Pod) bool {
	for _, c := range pod.Status.Conditions {
		if c.Type == corev1.PodReady {
			return c.Status == corev1.ConditionTrue
		}
	}
	return false
}
