package steps

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/guard"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// IsHandedTo judges that the control plane asks a CSI driver to attach the
// Pod's volume to its node: a VolumeAttachment for that driver, with the volume
// as the Pod names it. It waits up to PodReady for the Pod's node, and then up to Event.
func (p PodRef) IsHandedTo(driver, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := p.waitBound(ctx, s)
		if err != nil {
			return err
		}
		return judged(await.For(ctx, "a VolumeAttachment of driver "+driver+" for Pod "+p.pod, s.Timeouts.Event,
			func(ctx context.Context) (bool, string, error) {
				a, err := attachment(ctx, s, node, driver, volume)
				if a != nil {
					s.Note("VolumeAttachment %s asks %s to attach %s to %s; attached is %t", a.Name, driver, volume, node, a.Status.Attached)
				}
				return a != nil, "there is none", err
			}))
	}
}

// IsHandedToNobodyBut judges that since the Pod is there no driver but these was
// asked to attach a volume that a Pod names itself to the Pod's node. It waits up to
// PodReady for the Pod's node, and then looks once.
func (p PodRef) IsHandedToNobodyBut(drivers ...string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		if _, err := p.waitBound(ctx, s); err != nil {
			return err
		}
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		list, err := s.Kube.StorageV1().VolumeAttachments().List(ctx, metav1.ListOptions{})
		if err != nil {
			return fmt.Errorf("listing the VolumeAttachments: %w", err)
		}
		for i := range list.Items {
			if a := &list.Items[i]; inlineSince(a, pod) && !slices.Contains(drivers, a.Spec.Attacher) {
				return claim.Brokenf("VolumeAttachment %s asks %s for %s", a.Name, a.Spec.Attacher, a.Spec.Source.InlineVolumeSpec.CSI.VolumeHandle)
			}
		}
		s.Note("no other driver was asked to attach anything for Pod %s", p.pod)
		return nil
	}
}

// inlineSince tells whether a volume that a Pod names itself is to be attached to
// the node of this Pod, and was not before the Pod was there.
func inlineSince(a *storagev1.VolumeAttachment, pod *corev1.Pod) bool {
	inline := a.Spec.Source.InlineVolumeSpec
	return a.Spec.NodeName == pod.Spec.NodeName && inline != nil && inline.CSI != nil && !a.CreationTimestamp.Before(&pod.CreationTimestamp)
}

// DisksAreNamed gives the cloud providers' disks of Pods a name: what an earlier run
// left, or another is at, is then told apart.
func DisksAreNamed(name string) Change {
	return func(_ *probe.Scene, object k8s.Object) error {
		spec, _ := manifest.PodSpec(object)
		if spec == nil {
			return nil
		}
		for i := range spec.Volumes {
			switch v := &spec.Volumes[i]; {
			case v.AWSElasticBlockStore != nil:
				v.AWSElasticBlockStore.VolumeID = "vol-" + name // the form that the translation asks for
			case v.GCEPersistentDisk != nil:
				v.GCEPersistentDisk.PDName = name
			case v.AzureDisk != nil:
				v.AzureDisk.DiskName, v.AzureDisk.DataDiskURI = name, path.Join(path.Dir(v.AzureDisk.DataDiskURI), name)
			case v.Cinder != nil:
				v.Cinder.VolumeID = name
			}
		}
		return nil
	}
}

// DropBeforeTheNextAttempt takes Pods out of the API at once. An attempt to
// attach lasts two minutes and the next one begins half a second after it
// (csi_attacher.go and goroutinemap/exponentialbackoff, v1.37): a volume whose
// Pod goes in between is handed back when its node next tells what it uses, a
// later one only after two minutes more, and one that goes while the attempt
// lasts was not handed back sooner either (3 min measured).
func DropBeforeTheNextAttempt(pods ...PodRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		dropping, ctx := errgroup.WithContext(ctx)
		for _, p := range pods {
			dropping.Go(guard.Func(func() error {
				pod, err := p.askToDelete(ctx, s, new(int64))
				if err == nil {
					s.RememberDeleted(pod)
				}
				return err
			}))
		}
		return dropping.Wait()
	}
}

// IsHandedBack judges that, once the Pod is deleted, no driver is asked for its
// volume any more: the VolumeAttachment of its node goes. It waits up to Detached.
func (p PodRef) IsHandedBack(driver, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := s.Deleted(p.target(s))
		if err != nil {
			return err
		}
		start := time.Now()
		err = await.For(ctx, "the VolumeAttachment of driver "+driver+" to go with Pod "+p.pod, s.Timeouts.Detached,
			func(ctx context.Context) (bool, string, error) {
				a, err := attachment(ctx, s, pod.Spec.NodeName, driver, volume)
				if a != nil {
					return false, "VolumeAttachment " + a.Name + " is there", nil
				}
				return err == nil, "", err
			})
		if err != nil {
			return judged(err)
		}
		s.Measure("volume of pod "+p.pod+" handed back", time.Since(start))
		return nil
	}
}

// waitBound waits until the Pod has a node, and returns its name.
func (p PodRef) waitBound(ctx context.Context, s *probe.Scene) (string, error) {
	pod, err := p.waitFor(ctx, s, "to be bound to a node", s.Timeouts.PodReady, func(pod *corev1.Pod) bool { return pod.Spec.NodeName != "" })
	if err != nil {
		return "", err
	}
	return pod.Spec.NodeName, nil
}

// attachment finds the VolumeAttachment of a volume for a node, or nil.
func attachment(ctx context.Context, s *probe.Scene, node, driver, volume string) (*storagev1.VolumeAttachment, error) {
	list, err := s.Kube.StorageV1().VolumeAttachments().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the VolumeAttachments: %w", err)
	}
	for i := range list.Items {
		if attaches(list.Items[i], node, driver, volume) {
			return &list.Items[i], nil
		}
	}
	return nil, nil //nolint:nilnil // none is an answer
}

func attaches(a storagev1.VolumeAttachment, node, driver, volume string) bool {
	inline := a.Spec.Source.InlineVolumeSpec
	return a.Spec.NodeName == node && a.Spec.Attacher == driver &&
		inline != nil && inline.CSI != nil && strings.Contains(inline.CSI.VolumeHandle, volume)
}
