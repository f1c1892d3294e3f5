package steps

import (
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
