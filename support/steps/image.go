package steps

import (
	"context"
	"fmt"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// MountsNoImage lets the Pod's image volumes ask for an image that is nowhere.
func (p PodRef) MountsNoImage(reference string) Change {
	return func(_ *probe.Scene, object k8s.Object) error {
		pod, ok := object.(*corev1.Pod)
		if !ok || pod.Name != p.pod {
			return nil
		}
		for i := range pod.Spec.Volumes {
			if image := pod.Spec.Volumes[i].Image; image != nil {
				image.Reference, image.PullPolicy = reference, corev1.PullIfNotPresent
			}
		}
		return nil
	}
}

// IsKeptBackWithin judges that the container is not made, for a reason that an event
// names within a bound of the claim's own. Containers beside it may run: an image that is
// not to be had keeps back those alone that mount it (pkg/kubelet/kuberuntime/
// kuberuntime_manager.go, toKubeContainerImageVolumes, v1.37). The event's message
// contains text. It waits up to Event, or up to within where that is longer.
func (c Container) IsKeptBackWithin(reason, text string, within time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", c.pod, err)
		}
		err = hasEvent(ctx, s, "Pod "+c.pod, pod, reason, text, within, func() error {
			now, err := c.ref().get(s)
			if err != nil {
				return fmt.Errorf("looking at Pod %s: %w", c.pod, err)
			}
			return c.unmade(now)
		})
		if err != nil {
			return err
		}
		now, err := c.ref().live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", c.pod, err)
		}
		if _, err := statusOf(now, c.containerName(now)); err != nil {
			return err
		}
		s.Note("Pod %s: %s", c.pod, podState(now))
		return c.unmade(now)
	}
}

// unmade judges that the container has not been made. One of which the kubelet has said
// nothing yet has not.
func (c Container) unmade(pod *corev1.Pod) error {
	status, err := statusOf(pod, c.containerName(pod))
	if err == nil && status.ContainerID != "" {
		return claim.Brokenf("Pod %s has a container %s: %s", c.pod, c.containerName(pod), podState(pod))
	}
	return nil
}

// RestartsFromTheSameImage restarts the container and judges that the new one
// is made from the image of the old one, by the ID that the runtime gives it. It waits
// up to ContainerRestart.
func (c Container) RestartsFromTheSameImage() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		before, err := c.imageID(ctx, s)
		if err != nil {
			return err
		}
		if err := c.Restarts()(ctx, s); err != nil {
			return err
		}
		after, err := c.imageID(ctx, s)
		if err != nil {
			return err
		}
		if err := sameImage(before, after); err != nil {
			return err
		}
		s.Note("%s runs image %s before and after", c.target(s), after)
		return nil
	}
}

func sameImage(before, after string) error {
	switch {
	case before == "" || after == "":
		return fmt.Errorf("the runtime names no image (%q, then %q)", before, after)
	case before != after:
		return claim.Brokenf("the container ran image %s and now runs %s", before, after)
	}
	return nil
}

// ComesToRunAnotherImage changes the container's image in place and waits until
// the Pod runs one with another ID. It waits up to ContainerRestart.
func (c Container) ComesToRunAnotherImage(image string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		before, err := c.imageID(ctx, s)
		if err != nil {
			return err
		}
		if err := c.setImage(ctx, s, image); err != nil {
			return err
		}
		pod, err := c.ref().waitFor(ctx, s, "to run another image", s.Timeouts.ContainerRestart, func(pod *corev1.Pod) bool {
			status, err := statusOf(pod, c.containerName(pod))
			return err == nil && status.ImageID != "" && status.ImageID != before && status.State.Running != nil && probe.PodReady(pod)
		})
		if err != nil {
			return judgedIf(c.hasBegun(pod), err)
		}
		after, err := c.imageID(ctx, s)
		s.Note("%s ran image %s and now runs %s", c.target(s), before, after)
		return err
	}
}

func (c Container) setImage(ctx context.Context, s *probe.Scene, image string) error {
	reference, _, err := s.Image(image)
	if err != nil {
		return err
	}
	pod, err := c.ref().get(s)
	if err != nil {
		return err
	}
	patch := map[string]any{"spec": map[string]any{"containers": []any{map[string]any{"name": c.containerName(pod), "image": reference}}}}
	answer, err := s.Ask(ctx, probe.Request{
		Verb: http.MethodPatch, Path: "/api/v1/namespaces/" + pod.Namespace + "/pods/" + pod.Name,
		Type: string(types.StrategicMergePatchType), Body: patch,
	})
	if err != nil {
		return err
	}
	return admitted("the new image of Pod "+pod.Name, answer)
}

func (c Container) imageID(ctx context.Context, s *probe.Scene) (string, error) {
	pod, err := c.ref().live(ctx, s)
	if err != nil {
		return "", fmt.Errorf("looking at the image of %s: %w", c.target(s), err)
	}
	status, err := statusOf(pod, c.containerName(pod))
	return status.ImageID, err
}
