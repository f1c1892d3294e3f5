package steps

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// AreAvailable waits until the control plane has taken note of each of these
// PersistentVolumes: what looks for a volume from now on could take it. It waits up to
// Content.
func AreAvailable(volumes ...PersistentVolumeRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, volume := range volumes {
			if err := asPlain(volume.ComesToHave("{.status.phase}", string(corev1.VolumeAvailable))(ctx, s)); err != nil {
				return err
			}
		}
		return nil
	}
}

// StaysUnbound judges that the control plane looks for a volume for the
// PersistentVolumeClaim and takes none: it says so by an event of this reason, and the
// PersistentVolumeClaim is Pending then. The event's message contains text. It waits up
// to Event.
func (v VolumeClaimRef) StaysUnbound(reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		pending := func() error {
			now, err := v.get(ctx, s)
			if err != nil {
				return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
			}
			return isUnbound(now)
		}
		if err := hasEvent(ctx, s, "PersistentVolumeClaim "+v.name, pvc, reason, text, 0, pending); err != nil {
			return err
		}
		return pending()
	}
}

func isUnbound(pvc *corev1.PersistentVolumeClaim) error {
	if pvc.Status.Phase == corev1.ClaimPending || pvc.Status.Phase == "" {
		return nil
	}
	return claim.Brokenf("PersistentVolumeClaim %s is %s: it has volume %q", pvc.Name, pvc.Status.Phase, pvc.Spec.VolumeName)
}

// IsGivenTheDefaultClass judges that every PersistentVolumeClaim of the manifest, which
// names no class, has the cluster's default class when it is read back: of several the
// newest. A class that the user asked for in its place is left out. It does not wait.
func (o Offered) IsGivenTheDefaultClass() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		want, err := defaultClass(ctx, s)
		if err != nil {
			return err
		}
		o.adapt = func(object *unstructured.Unstructured) {
			unstructured.RemoveNestedField(object.Object, "spec", "storageClassName")
		}
		return o.HasField("{.spec.storageClassName}", want)(ctx, s)
	}
}

func defaultClass(ctx context.Context, s *probe.Scene) (string, error) {
	classes, err := s.Kube.StorageV1().StorageClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return "", fmt.Errorf("listing the StorageClasses: %w", err)
	}
	newest := newestDefault(classes.Items)
	if newest == nil {
		return "", fmt.Errorf("none of the cluster's %d StorageClasses is its default", len(classes.Items))
	}
	return newest.Name, nil
}

// newestDefault is what admission takes: the newest, and of those of one second the first
// by name (pkg/volume/util/storageclass.go, v1.37).
func newestDefault(classes []storagev1.StorageClass) *storagev1.StorageClass {
	var newest *storagev1.StorageClass
	for i := range classes {
		class := &classes[i]
		if class.Annotations["storageclass.kubernetes.io/is-default-class"] != "true" {
			continue
		}
		if newest == nil || newest.CreationTimestamp.Before(&class.CreationTimestamp) ||
			newest.CreationTimestamp.Equal(&class.CreationTimestamp) && class.Name < newest.Name {
			newest = class
		}
	}
	return newest
}

// IsToldOf judges that the API shows an event of the PersistentVolumeClaim with this
// reason. The event's message contains text. It waits up to Event.
func (v VolumeClaimRef) IsToldOf(reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pvc, err := v.get(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
		}
		return hasEvent(ctx, s, "PersistentVolumeClaim "+v.name, pvc, reason, text, 0, mayStillCome)
	}
}
