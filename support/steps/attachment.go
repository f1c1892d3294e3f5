package steps

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// IsHandedTo judges that the control plane asks a CSI driver to attach the
// Pod's volume to its node: a VolumeAttachment for that driver, with the volume
// as the Pod names it.
func (p PodRef) IsHandedTo(driver, volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.waitBound(ctx, s)
		if err != nil {
			return err
		}
		return judged(await.For(ctx, "a VolumeAttachment of driver "+driver+" for Pod "+p.pod, s.Timeouts.Event,
			func(ctx context.Context) (bool, string, error) {
				all, err := attachments(ctx, s)
				if err != nil {
					return false, "", err
				}
				for _, a := range all {
					if attaches(a, pod, driver, volume) {
						s.Note("VolumeAttachment %s asks %s to attach %s to %s; attached is %t", a.Name, driver, volume, pod, a.Status.Attached)
						return true, "", nil
					}
				}
				return false, fmt.Sprintf("none of %d VolumeAttachments is", len(all)), nil
			}))
	}
}

// IsHandedToNobody judges that no VolumeAttachment is for a volume of this name
// on the Pod's node, whatever the driver.
func (p PodRef) IsHandedToNobody(volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := p.waitBound(ctx, s)
		if err != nil {
			return err
		}
		all, err := attachments(ctx, s)
		if err != nil {
			return err
		}
		for _, a := range all {
			if attaches(a, node, a.Spec.Attacher, volume) {
				return claim.Brokenf("VolumeAttachment %s asks %s for %s", a.Name, a.Spec.Attacher, volume)
			}
		}
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

func attachments(ctx context.Context, s *probe.Scene) ([]storagev1.VolumeAttachment, error) {
	list, err := s.Kube.StorageV1().VolumeAttachments().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, fmt.Errorf("listing the VolumeAttachments: %w", err)
	}
	return list.Items, nil
}

func attaches(a storagev1.VolumeAttachment, node, driver, volume string) bool {
	inline := a.Spec.Source.InlineVolumeSpec
	return a.Spec.NodeName == node && a.Spec.Attacher == driver &&
		inline != nil && inline.CSI != nil && strings.Contains(inline.CSI.VolumeHandle, volume)
}
