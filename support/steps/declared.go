package steps

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// declared names the containers that the Pod's manifest has, in its order, init
// containers apart: a cluster may put more into a Pod (a service mesh does), and those
// are no part of a claim. Of a Pod that is made from no manifest it is all.
func (p PodRef) declared(s *probe.Scene, pod *corev1.Pod) []string {
	return names(specOf(s, pod.Namespace, pod.Name, pod).Containers)
}

// declares tells whether the Pod's manifest has a container of this name, or an init
// container.
func (p PodRef) declares(s *probe.Scene, pod *corev1.Pod, name string) bool {
	spec := specOf(s, pod.Namespace, pod.Name, pod)
	return slices.Contains(append(names(spec.Containers), names(spec.InitContainers)...), name) ||
		slices.ContainsFunc(pod.Spec.EphemeralContainers, func(c corev1.EphemeralContainer) bool { return c.Name == name })
}

// declared names those containers of the Deployment's Pod that its manifest has.
func (d DeploymentRef) declared(s *probe.Scene, pod *corev1.Pod) []string {
	known := names(specOf(s, s.Namespace, d.name, pod).Containers)
	return slices.DeleteFunc(names(pod.Spec.Containers), func(name string) bool { return !slices.Contains(known, name) })
}

// specOf is the spec of a manifest as it was sent, or that of the Pod.
func specOf(s *probe.Scene, namespace, name string, pod *corev1.Pod) *corev1.PodSpec {
	var object k8s.Object
	object, err := s.Remembered(namespace, name)
	if err != nil {
		return &pod.Spec
	}
	spec, _ := manifest.PodSpec(object)
	if spec == nil {
		return &pod.Spec
	}
	return spec
}

func names(containers []corev1.Container) []string {
	all := make([]string, 0, len(containers))
	for i := range containers {
		all = append(all, containers[i].Name)
	}
	return all
}
