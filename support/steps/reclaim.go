package steps

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// storageFolder is the folder of a node in which the data of a PersistentVolume
// lie, or "" where they are not seen there: a disk, a share.
func storageFolder(pv *corev1.PersistentVolume) string {
	switch {
	case pv.Spec.HostPath != nil:
		return pv.Spec.HostPath.Path
	case pv.Spec.Local != nil:
		return pv.Spec.Local.Path
	}
	return ""
}

// stored is where a volume's file can be looked at on a node: no path where it
// cannot be.
type stored struct{ node, path string }

func (v VolumeClaimRef) storedBy(s *probe.Scene, pv *corev1.PersistentVolume, user PodRef, file string) (stored, error) {
	pod, err := user.get(s)
	if apierrors.IsNotFound(err) {
		pod, err = s.Deleted(user.target(s))
	}
	if err != nil {
		return stored{}, fmt.Errorf("looking for the node of Pod %s: %w", user.pod, err)
	}
	folder := storageFolder(pv)
	if folder == "" || !s.HasObserver(pod.Spec.NodeName) {
		s.Note("the data of PersistentVolume %s are not seen on a node: what becomes of them is known by the object alone", pv.Name)
		return stored{}, nil
	}
	return stored{node: pod.Spec.NodeName, path: strings.TrimSuffix(folder, "/") + "/" + file}, nil
}

func (v VolumeClaimRef) volume(ctx context.Context, s *probe.Scene) (*corev1.PersistentVolume, error) {
	pvc, err := v.get(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("looking at PersistentVolumeClaim %s: %w", v.name, err)
	}
	if pvc.Spec.VolumeName == "" {
		return nil, fmt.Errorf("PersistentVolumeClaim %s has no volume", v.name)
	}
	pv, err := s.Kube.CoreV1().PersistentVolumes().Get(ctx, pvc.Spec.VolumeName, metav1.GetOptions{})
	if err != nil {
		return nil, fmt.Errorf("looking at the volume of PersistentVolumeClaim %s: %w", v.name, err)
	}
	return pv, nil
}

// LiesOnTheNodeOf judges that a file of the volume lies on the node of the Pod
// that uses it, where the volume is a folder of a node at all.
func (v VolumeClaimRef) LiesOnTheNodeOf(user PodRef, file string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pv, err := v.volume(ctx, s)
		if err != nil {
			return err
		}
		at, err := v.storedBy(s, pv, user, file)
		if err != nil || at.path == "" {
			return err
		}
		return at.exists(ctx, s)
	}
}

func (at stored) exists(ctx context.Context, s *probe.Scene) error {
	found, err := s.NodeFile(ctx, at.node, at.path)
	if err != nil {
		return err
	}
	if !found.Exists {
		return claim.Brokenf("node %s has no %s", at.node, at.path)
	}
	s.Note("node %s has %s", at.node, at.path)
	return nil
}

// ReclaimedAsItsVolumeSays deletes the PersistentVolumeClaim and judges what then
// becomes of its volume, and of a file in it where that lies on a node
// (persistentVolumeReclaimPolicy). With Delete both go. With Retain the volume
// stays as Released with its data; it is then given back by way of Delete, which
// the policy may be changed to. A provisioner that is slow, or fails, is no fact
// about the claim: that is a plain error. It waits up to Detached for the volume, and
// then up to NodeFolder for the file.
func (v VolumeClaimRef) ReclaimedAsItsVolumeSays(user PodRef, file string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pv, err := v.volume(ctx, s)
		if err != nil {
			return err
		}
		at, err := v.storedBy(s, pv, user, file)
		if err != nil {
			return err
		}
		if err := s.Kube.CoreV1().PersistentVolumeClaims(s.Namespace).Delete(ctx, v.name, metav1.DeleteOptions{}); err != nil {
			return fmt.Errorf("deleting PersistentVolumeClaim %s: %w", v.name, err)
		}
		switch policy := pv.Spec.PersistentVolumeReclaimPolicy; policy {
		case corev1.PersistentVolumeReclaimDelete:
		case corev1.PersistentVolumeReclaimRetain:
			if err := retained(ctx, s, pv, at); err != nil {
				return err
			}
			if err := giveBack(ctx, s, pv); err != nil {
				return err
			}
		default:
			return fmt.Errorf("PersistentVolume %s has reclaim policy %q, which is neither Delete nor Retain", pv.Name, policy)
		}
		return reclaimed(ctx, s, pv, at)
	}
}

// retained judges that a volume of policy Retain comes to be Released, and keeps
// its data.
func retained(ctx context.Context, s *probe.Scene, pv *corev1.PersistentVolume, at stored) error {
	err := volumeComesTo(ctx, s, pv, "Released", func(now *corev1.PersistentVolume) (bool, error) { return isReleased(pv.Name, now) })
	if err != nil {
		return err
	}
	s.Note("PersistentVolume %s (Retain) was Released", pv.Name)
	if at.path == "" {
		return nil
	}
	return at.exists(ctx, s)
}

// isReleased judges what became of a volume of policy Retain; now is nil where it
// is gone.
func isReleased(name string, now *corev1.PersistentVolume) (bool, error) {
	switch {
	case now == nil:
		return false, claim.Brokenf("PersistentVolume %s is gone with its claim, although its reclaim policy is Retain", name)
	case now.Status.Phase == corev1.VolumeAvailable:
		return false, claim.Brokenf("PersistentVolume %s is Available to others with the data of its claim, although its reclaim policy is Retain", name)
	}
	return now.Status.Phase == corev1.VolumeReleased, nil
}

// reclaimed judges that a volume of policy Delete goes, and that then its data are
// gone. As long as the volume is there, nothing is known about them.
func reclaimed(ctx context.Context, s *probe.Scene, pv *corev1.PersistentVolume, at stored) error {
	err := volumeComesTo(ctx, s, pv, "gone", func(now *corev1.PersistentVolume) (bool, error) { return isDeleted(now) })
	if err != nil {
		return err
	}
	s.Note("PersistentVolume %s (Delete) went with its claim", pv.Name)
	if at.path == "" {
		return nil
	}
	err = await.For(ctx, "node "+at.node+" to lose "+at.path, s.Timeouts.NodeFolder, func(ctx context.Context) (bool, string, error) {
		found, err := s.NodeFile(ctx, at.node, at.path)
		return !found.Exists, "the file is there", err
	})
	if err != nil {
		return judged(err)
	}
	s.Note("node %s no longer has %s", at.node, at.path)
	return nil
}

func isDeleted(now *corev1.PersistentVolume) (bool, error) {
	if now != nil && now.Status.Phase == corev1.VolumeFailed {
		return false, fmt.Errorf("PersistentVolume %s could not be deleted: %s", now.Name, now.Status.Message)
	}
	return now == nil, nil
}

// volumeComesTo waits until a volume is so; it is nil where it is gone. A wait that
// runs out is a plain error, with the events of the volume.
func volumeComesTo(ctx context.Context, s *probe.Scene, pv *corev1.PersistentVolume, what string,
	so func(now *corev1.PersistentVolume) (bool, error),
) error {
	err := await.For(ctx, "PersistentVolume "+pv.Name+" to be "+what, s.Timeouts.Detached, func(ctx context.Context) (bool, string, error) {
		now, err := s.Kube.CoreV1().PersistentVolumes().Get(ctx, pv.Name, metav1.GetOptions{})
		state := "it is gone"
		switch {
		case apierrors.IsNotFound(err):
			now = nil
		case err != nil:
			return false, "", err
		default:
			state = "it is " + string(now.Status.Phase)
		}
		done, err := so(now)
		return done, state, err
	})
	if await.IsTimeout(err) {
		return fmt.Errorf("%w; what was said of it: %s", err, saidOf(ctx, s, pv))
	}
	return err
}

// saidOf is what events say of an object; trouble in asking is no matter here.
func saidOf(ctx context.Context, s *probe.Scene, object metav1.Object) string {
	events, err := s.Events(ctx, object)
	if err != nil {
		return err.Error()
	}
	return describeEvents(events)
}

// giveBack has a volume that was made for the claim go, data and all. Once its
// policy is Delete, its provisioner deletes it as soon as nobody claims it
// (https://kubernetes.io/docs/tasks/administer-cluster/change-pv-reclaim-policy/).
func giveBack(ctx context.Context, s *probe.Scene, pv *corev1.PersistentVolume) error {
	patch, err := json.Marshal(map[string]any{"spec": map[string]any{"persistentVolumeReclaimPolicy": corev1.PersistentVolumeReclaimDelete}})
	if err != nil {
		return fmt.Errorf("writing the patch of PersistentVolume %s: %w", pv.Name, err)
	}
	_, err = s.Kube.CoreV1().PersistentVolumes().Patch(ctx, pv.Name, types.MergePatchType, patch, metav1.PatchOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("giving PersistentVolume %s back: %w", pv.Name, err)
	}
	return nil
}

// givenBack lets a volume that was made for the claim, and that would outlive it, go
// with it whatever becomes of the claim.
func givenBack(s *probe.Scene, pv *corev1.PersistentVolume) {
	if pv.Spec.PersistentVolumeReclaimPolicy != corev1.PersistentVolumeReclaimRetain {
		return
	}
	s.OnLeaving(probe.Undo{
		Cure: "kubectl delete persistentvolume " + pv.Name + ", and delete the storage behind it",
		Do: func(ctx context.Context) error {
			now, err := s.Kube.CoreV1().PersistentVolumes().Get(ctx, pv.Name, metav1.GetOptions{})
			switch {
			case apierrors.IsNotFound(err):
				return nil
			case err != nil:
				return fmt.Errorf("looking whether PersistentVolume %s is left: %w", pv.Name, err)
			case now.UID != pv.UID:
				return nil
			}
			err = giveBack(ctx, s, pv)
			if err == nil && now.Status.Phase != corev1.VolumeBound {
				err = errors.New("PersistentVolume " + pv.Name + " (Retain) was made for the claim and is not gone yet")
			}
			return err
		},
	})
}
