package steps

import (
	"context"
	"errors"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// VolumeClaimRef names a PersistentVolumeClaim of the claim.
type VolumeClaimRef struct{ ObjectRef }

// VolumeClaim names a PersistentVolumeClaim by the name it has in the manifest.
func VolumeClaim(name string) VolumeClaimRef {
	return VolumeClaimRef{ObjectRef{api: "/api/v1", resource: "persistentvolumeclaims", name: name}}
}

func (v VolumeClaimRef) get(ctx context.Context, s *probe.Scene) (*corev1.PersistentVolumeClaim, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	return s.Kube.CoreV1().PersistentVolumeClaims(s.Namespace).Get(ctx, v.name, metav1.GetOptions{})
}

// Binds waits until the PersistentVolumeClaim has a volume. That none is made for
// it is its provisioner's trouble, and is told in the words of its events. It waits up
// to PodReady.
func (v VolumeClaimRef) Binds() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		err := asPlain(v.comesToBeBound(func(string, *probe.Scene) error { return nil })(ctx, s))
		if err == nil {
			return nil
		}
		pvc, getErr := v.get(ctx, s)
		if getErr != nil {
			return errors.Join(err, getErr)
		}
		return fmt.Errorf("%w; what was said of it: %s", err, saidOf(ctx, s, pvc))
	}
}

// HasAVolumeMadeForIt judges that the volume of the PersistentVolumeClaim is its
// own, of the class and of the size that it asks for. One that a provisioner did
// not make was there before: nothing is learnt from it. What would outlive the
// claim is given back at its end.
func (v VolumeClaimRef) HasAVolumeMadeForIt() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		pv, err := v.volume(ctx, s)
		if err != nil {
			return err
		}
		if err := madeFor(pvc, pv); err != nil {
			return err
		}
		givenBack(s, pv)
		s.Note("PersistentVolume %s was made for PersistentVolumeClaim %s by %s, with reclaim policy %s",
			pv.Name, v.name, pv.Annotations[provisionedBy], pv.Spec.PersistentVolumeReclaimPolicy)
		return nil
	}
}

// provisionedBy names who made a volume (AnnDynamicallyProvisioned,
// k8s.io/component-helpers storage/volume/pv_helpers.go, v0.37).
const provisionedBy = "pv.kubernetes.io/provisioned-by"

func madeFor(pvc *corev1.PersistentVolumeClaim, pv *corev1.PersistentVolume) error {
	asked, has := pvc.Spec.Resources.Requests[corev1.ResourceStorage], pv.Spec.Capacity[corev1.ResourceStorage]
	switch {
	case pv.Spec.ClaimRef == nil || pv.Spec.ClaimRef.UID != pvc.UID:
		return claim.Brokenf("PersistentVolume %s is not that of PersistentVolumeClaim %s but of %v", pv.Name, pvc.Name, pv.Spec.ClaimRef)
	case pvc.Spec.StorageClassName == nil || *pvc.Spec.StorageClassName != pv.Spec.StorageClassName:
		return claim.Brokenf("PersistentVolume %s is of class %q, which PersistentVolumeClaim %s does not ask for", pv.Name, pv.Spec.StorageClassName, pvc.Name)
	case has.Cmp(asked) < 0:
		return claim.Brokenf("PersistentVolume %s has %s, and PersistentVolumeClaim %s asks for %s", pv.Name, has.String(), pvc.Name, asked.String())
	case pv.Annotations[provisionedBy] == "":
		return fmt.Errorf("PersistentVolume %s was there already: no provisioner made it for PersistentVolumeClaim %s", pv.Name, pvc.Name)
	}
	return nil
}

// FindsNoVolume judges that the control plane finds no volume for the
// PersistentVolumeClaim, and no class that would make one. It waits up to Event.
func (v VolumeClaimRef) FindsNoVolume() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		return hasEvent(ctx, s, "PersistentVolumeClaim "+v.name, pvc, "FailedBinding", "no storage class is set", 0, mayStillCome)
	}
}

// IsBoundTo judges that the PersistentVolumeClaim comes to be bound to this volume. It
// waits up to PodReady.
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
			return unjudged(err) // a provisioner or a binder is slow, or cannot
		}
		s.Note("PersistentVolumeClaim %s is bound to %s", v.name, name)
		return judge(name, s)
	}
}

// WaitsAsItsClassSays judges that the PersistentVolumeClaim, which no Pod uses, is
// bound at once or waits for a Pod, whichever its StorageClass asks for
// (volumeBindingMode). It waits up to PodReady to be bound, or up to Event for the event
// that says that it waits.
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
			return v.Binds()(ctx, s)
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

// LeavesItsVolumeReleased deletes the PersistentVolumeClaim, and judges that its
// volume, which must be of policy Retain, comes to be Released. It waits up to Detached.
func (v VolumeClaimRef) LeavesItsVolumeReleased() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pv, err := v.volume(ctx, s)
		if err != nil {
			return err
		}
		if err := s.Kube.CoreV1().PersistentVolumeClaims(s.Namespace).Delete(ctx, v.name, metav1.DeleteOptions{}); err != nil {
			return fmt.Errorf("deleting PersistentVolumeClaim %s: %w", v.name, err)
		}
		return retained(ctx, s, pv, stored{})
	}
}
