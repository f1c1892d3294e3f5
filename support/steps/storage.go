package steps

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// PersistentVolumeRef names a PersistentVolume of the claim.
type PersistentVolumeRef struct{ ObjectRef }

// PersistentVolume names a PersistentVolume by the name it has in the manifest.
func PersistentVolume(name string) PersistentVolumeRef {
	return PersistentVolumeRef{ObjectRef{api: "/api/v1", resource: "persistentvolumes", name: name, everywhere: true}}
}

// SaysItIsOn lets the PersistentVolume name a worker as the only node it can be
// used on, by the value that the worker's label has: a volume's affinity is compared
// with labels alone (k8s.io/component-helpers storage/volume/helpers.go
// CheckNodeAffinity, v0.37).
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
		facts, err := s.Learned(node)
		if err != nil {
			return err
		}
		if facts.Hostname == "" {
			return fmt.Errorf("node %s has no label %s by which a volume could name it: the claim must need %s", node, corev1.LabelHostname, claim.HostnameLabel)
		}
		pv.Spec.NodeAffinity = &corev1.VolumeNodeAffinity{Required: labelled(facts.Hostname)}
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
		manifest.RunOn(spec, pod.Spec.NodeName)
		return nil
	}
}

func labelled(hostname string) *corev1.NodeSelector {
	return &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
		MatchExpressions: []corev1.NodeSelectorRequirement{{
			Key: corev1.LabelHostname, Operator: corev1.NodeSelectorOpIn, Values: []string{hostname},
		}},
	}}}
}
