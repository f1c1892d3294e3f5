package steps

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// PersistentVolumeRef names a PersistentVolume of the claim.
type PersistentVolumeRef struct{ name string }

// PersistentVolume names one by the name it has in the manifest.
func PersistentVolume(name string) PersistentVolumeRef { return PersistentVolumeRef{name} }

// SaysItIsOn lets the PersistentVolume name a worker as the only node it can be
// used on.
func (v PersistentVolumeRef) SaysItIsOn(w Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error {
		pv, ok := object.(*corev1.PersistentVolume)
		if !ok || pv.Name != manifest.Owned(s, v.name) {
			return nil
		}
		node, err := w.of(s)
		if err != nil {
			return err
		}
		pv.Spec.NodeAffinity = &corev1.VolumeNodeAffinity{Required: oneOf(node)}
		return nil
	}
}

// PinnedToTheNodeOf lets the Pod run on the node of another only, by the node's
// name, be the other deleted by then. It goes through the scheduler.
func (p PodRef) PinnedToTheNodeOf(other PodRef) Change {
	return func(s *probe.Scene, object k8s.Object) error {
		spec, _ := manifest.PodSpec(object)
		if spec == nil || object.GetName() != p.pod {
			return nil
		}
		pod, err := other.get(s)
		if err != nil {
			pod, err = s.Deleted(other.target(s))
		}
		if err != nil {
			return fmt.Errorf("looking for the node of Pod %s: %w", other.pod, err)
		}
		spec.Affinity = &corev1.Affinity{NodeAffinity: &corev1.NodeAffinity{
			RequiredDuringSchedulingIgnoredDuringExecution: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
				MatchFields: []corev1.NodeSelectorRequirement{{Key: "metadata.name", Operator: corev1.NodeSelectorOpIn, Values: []string{pod.Spec.NodeName}}},
			}}},
		}}
		return nil
	}
}
