package steps

import (
	"context"
	"errors"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
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

// WaitsAsItsClassSays judges that the PersistentVolumeClaim, which no Pod uses, is
// bound at once or waits for a Pod, whichever its StorageClass asks for
// (volumeBindingMode).
func (v VolumeClaimRef) WaitsAsItsClassSays() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		waits, err := classWaits(ctx, s, pvc.Spec.StorageClassName)
		if err != nil {
			return err
		}
		if !waits {
			return v.IsBound()(ctx, s)
		}
		return hasEvent(ctx, s, "PersistentVolumeClaim "+v.name, pvc, "WaitForFirstConsumer", "waiting for first consumer", 0, mayStillCome)
	}
}

// classWaits tells whether volumes of a StorageClass are made only for a Pod.
func classWaits(ctx context.Context, s *probe.Scene, name *string) (bool, error) {
	classes, err := s.Kube.StorageV1().StorageClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return false, fmt.Errorf("listing the StorageClasses: %w", err)
	}
	for i := range classes.Items {
		if class := &classes.Items[i]; name != nil && class.Name == *name {
			mode := class.VolumeBindingMode
			return mode != nil && *mode == storagev1.VolumeBindingWaitForFirstConsumer, nil
		}
	}
	return false, errors.New("the cluster has no StorageClass for it")
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
