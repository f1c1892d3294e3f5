package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// VolumeClaimRef names a PersistentVolumeClaim of the claim.
type VolumeClaimRef struct{ name string }

// VolumeClaim names one by the name it has in the manifest.
func VolumeClaim(name string) VolumeClaimRef { return VolumeClaimRef{name} }

func (v VolumeClaimRef) get(ctx context.Context, s *probe.Scene) (*corev1.PersistentVolumeClaim, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	return s.Kube.CoreV1().PersistentVolumeClaims(s.Namespace).Get(ctx, v.name, metav1.GetOptions{})
}

// IsBound judges that before long the PersistentVolumeClaim has a volume.
func (v VolumeClaimRef) IsBound() Step {
	return v.comesToBeBound(func(string, *probe.Scene) error { return nil })
}

// IsBoundTo judges that it is this volume.
func (v VolumeClaimRef) IsBoundTo(volume PersistentVolumeRef) Step {
	return v.comesToBeBound(func(name string, s *probe.Scene) error {
		if want := manifest.Owned(s, volume.name); name != want {
			return claim.Brokenf("PersistentVolumeClaim %s is bound to %s, not to %s", v.name, name, want)
		}
		return nil
	})
}

func (v VolumeClaimRef) comesToBeBound(judge func(volume string, s *probe.Scene) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var name string
		err := await.For(ctx, "PersistentVolumeClaim "+v.name+" to be bound", s.Timeouts.PodReady, func(ctx context.Context) (bool, string, error) {
			pvc, err := v.get(ctx, s)
			if err != nil {
				return false, "", err
			}
			name = pvc.Spec.VolumeName
			return pvc.Status.Phase == corev1.ClaimBound, "it is " + string(pvc.Status.Phase), nil
		})
		if err != nil {
			return judged(err)
		}
		s.Note("PersistentVolumeClaim %s is bound to %s", v.name, name)
		return judge(name, s)
	}
}

// DeletedWithItsVolume deletes the PersistentVolumeClaim and judges that the
// volume that was made for it goes with it.
func (v VolumeClaimRef) DeletedWithItsVolume() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		if pvc.Spec.VolumeName == "" {
			return fmt.Errorf("PersistentVolumeClaim %s has no volume", v.name)
		}
		if err := s.Kube.CoreV1().PersistentVolumeClaims(s.Namespace).Delete(ctx, v.name, metav1.DeleteOptions{}); err != nil {
			return fmt.Errorf("deleting PersistentVolumeClaim %s: %w", v.name, err)
		}
		err = await.For(ctx, "PersistentVolume "+pvc.Spec.VolumeName+" to be gone", s.Timeouts.PodReady, func(ctx context.Context) (bool, string, error) {
			pv, err := s.Kube.CoreV1().PersistentVolumes().Get(ctx, pvc.Spec.VolumeName, metav1.GetOptions{})
			if apierrors.IsNotFound(err) {
				return true, "", nil
			}
			if err != nil {
				return false, "", err
			}
			return false, "it is " + string(pv.Status.Phase), nil
		})
		if err != nil {
			return judged(err)
		}
		s.Note("PersistentVolume %s went with PersistentVolumeClaim %s", pvc.Spec.VolumeName, v.name)
		return nil
	}
}

// ReadsItsUID judges that a file holds the Pod's own UID.
func (p PodRef) ReadsItsUID(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		return p.Reads(path, string(pod.UID))(ctx, s)
	}
}

// ReadsItsNamespace judges that a file holds the name of the Pod's namespace.
func (p PodRef) ReadsItsNamespace(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error { return p.Reads(path, p.target(s).Namespace)(ctx, s) }
}
