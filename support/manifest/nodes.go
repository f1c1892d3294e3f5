package manifest

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// RunOn lets a Pod run on these nodes only, and leaves the choice among them to the
// scheduler. Nodes are chosen by name, as the DaemonSet controller does it
// (pkg/controller/daemon/util/daemonset_util.go, v1.37): the label
// kubernetes.io/hostname is the kubelet's host name, which need not be the node's
// (pkg/kubelet/kubelet_node_status.go, v1.37). The affinity to nodes that the Pod had
// before is lost.
func RunOn(spec *corev1.PodSpec, nodes ...string) {
	if spec.Affinity == nil {
		spec.Affinity = &corev1.Affinity{}
	}
	spec.Affinity.NodeAffinity = &corev1.NodeAffinity{RequiredDuringSchedulingIgnoredDuringExecution: named(nodes)}
}

// named selects nodes by name. A term takes one name only
// (pkg/apis/core/validation/validation.go ValidateNodeFieldSelectorRequirement, v1.37).
func named(nodes []string) *corev1.NodeSelector {
	selector := &corev1.NodeSelector{}
	for _, node := range nodes {
		selector.NodeSelectorTerms = append(selector.NodeSelectorTerms, corev1.NodeSelectorTerm{
			MatchFields: []corev1.NodeSelectorRequirement{{
				Key: metav1.ObjectNameField, Operator: corev1.NodeSelectorOpIn, Values: []string{node},
			}},
		})
	}
	return selector
}

// hasNodeAffinity tells whether a Pod says by itself which nodes it is to run on.
func hasNodeAffinity(spec *corev1.PodSpec) bool {
	return spec.Affinity != nil && spec.Affinity.NodeAffinity != nil
}
