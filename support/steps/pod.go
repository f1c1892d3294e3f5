package steps

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// PodRef names a Pod of the claim. As a Container it is the Pod's first.
type PodRef struct {
	Container
}

// Pod names a Pod by the name it has in the manifest.
func Pod(name string) PodRef { return PodRef{Container{pod: name}} }

// In names the Pod in another namespace of the claim, by the namespace's name
// in the manifest.
func (p PodRef) In(namespace string) PodRef {
	p.another = namespace
	return p
}

// Named names one of the Pod's containers.
func (p PodRef) Named(container string) Container {
	c := p.Container
	c.name = container
	return c
}

// PinnedTo lets the Pod run on one worker only. It goes through the scheduler,
// which spec.nodeName would not. Where a hostPath names what most nodes have at that
// path, the runtime's socket for one, it leads to where this node has it.
func (p PodRef) PinnedTo(w Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error {
		spec, _ := manifest.PodSpec(object)
		if spec == nil || object.GetName() != p.pod {
			return nil
		}
		node, err := w.of(s)
		if err != nil {
			return err
		}
		manifest.RunOn(spec, node)
		return findPlaces(s, node, spec)
	}
}

// findPlaces puts the node's own places for the usual ones into hostPath volumes. Of a
// node that nothing was learned of, there are none.
func findPlaces(s *probe.Scene, node string, spec *corev1.PodSpec) error {
	facts := s.Nodes[node]
	for i := range spec.Volumes {
		host := spec.Volumes[i].HostPath
		if host == nil {
			continue
		}
		own, err := facts.Found(host.Path)
		if err != nil {
			return fmt.Errorf("node %s: %w", node, err)
		}
		host.Path = own
	}
	return nil
}

// AllPinnedTo lets every Pod of a manifest run on one worker only.
func AllPinnedTo(w Worker) Change {
	return func(s *probe.Scene, object k8s.Object) error {
		return Pod(object.GetName()).PinnedTo(w)(s, object)
	}
}

// IsReady waits until the Pod is Ready. It waits up to PodReady.
func (p PodRef) IsReady() Step {
	return func(ctx context.Context, s *probe.Scene) error { return waitReady(ctx, s, p) }
}

func waitReady(ctx context.Context, s *probe.Scene, p PodRef) error {
	start := time.Now()
	pod, err := p.waitFor(ctx, s, "to be Ready", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
		return probe.PodReady(pod) && pod.DeletionTimestamp == nil
	})
	if err != nil {
		return err
	}
	s.Measure("pod "+p.pod+" ready", time.Since(start))
	s.Note("Pod %s (uid %s) is Ready on node %s", p.pod, pod.UID, pod.Spec.NodeName)
	return nil
}

// Delete deletes the Pod gracefully and waits until the API no longer has it:
// the kubelet lets go of the object only after it has torn down the volumes
// (pkg/kubelet/kubelet.go SyncTerminatedPod, v1.37). A forced delete would
// prove nothing about them. It waits up to PodDeleted.
func (p PodRef) Delete() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		start := time.Now()
		pod, err := p.askToDelete(ctx, s, nil)
		if err != nil {
			return err
		}
		if err := p.waitGone(ctx, s, pod); err != nil {
			return err
		}
		s.RememberDeleted(pod)
		s.Measure("pod "+p.pod+" deleted", time.Since(start))
		s.Note("Pod %s (uid %s) was deleted from node %s", p.pod, pod.UID, pod.Spec.NodeName)
		return nil
	}
}

// askToDelete deletes the Pod that is there now, and no later one of its name.
// Without a grace it is the Pod's own; in seconds.
func (p PodRef) askToDelete(ctx context.Context, s *probe.Scene, grace *int64) (*corev1.Pod, error) {
	pod, err := p.get(s)
	if err == nil {
		err = s.Kube.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name,
			metav1.DeleteOptions{GracePeriodSeconds: grace, Preconditions: metav1.NewUIDPreconditions(string(pod.UID))})
	}
	if err != nil {
		return nil, fmt.Errorf("deleting Pod %s: %w", p.pod, err)
	}
	return pod, nil
}

func (p PodRef) waitGone(ctx context.Context, s *probe.Scene, old *corev1.Pod) error {
	return await.ForCached(ctx, "Pod "+p.pod+" to be gone", s.Timeouts.PodDeleted, p.looks(s, func(pod *corev1.Pod) (bool, string, error) {
		if pod == nil {
			return true, "", nil
		}
		return pod.UID != old.UID, podState(pod), nil
	}))
}

// ComesBack makes a deleted Pod anew from the same manifest, and proves that
// the new one has another UID and runs on the node of the old one. It waits up to
// PodReady.
func (p PodRef) ComesBack() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		old, err := s.Deleted(p.target(s))
		if err != nil {
			return fmt.Errorf("making Pod %s anew: %w", p.pod, err)
		}
		object, err := s.Remembered(old.Namespace, old.Name)
		if err != nil {
			return fmt.Errorf("making Pod %s anew: %w", p.pod, err)
		}
		if err := createObject(ctx, s, object); err != nil {
			return err
		}
		if err := waitReady(ctx, s, p); err != nil {
			return err
		}
		return p.isNewOnTheSameNode(ctx, s, old)
	}
}

func (p PodRef) isNewOnTheSameNode(ctx context.Context, s *probe.Scene, old *corev1.Pod) error {
	pod, err := p.live(ctx, s)
	switch {
	case err != nil:
		return fmt.Errorf("looking at the new Pod %s: %w", p.pod, err)
	case pod.UID == old.UID:
		return fmt.Errorf("Pod %s still has UID %s: it was not made anew", p.pod, old.UID)
	case pod.Spec.NodeName != old.Spec.NodeName:
		return fmt.Errorf("the new Pod %s runs on %s, not on %s like the old one: pin it", p.pod, pod.Spec.NodeName, old.Spec.NodeName)
	}
	return nil
}

// RunsOn judges which worker the Pod runs on.
func (p PodRef) RunsOn(w Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking for the node of Pod %s: %w", p.pod, err)
		}
		if pod.Spec.NodeName != node {
			return claim.Brokenf("Pod %s runs on node %s, not on %s", p.pod, pod.Spec.NodeName, node)
		}
		return nil
	}
}

// ContainersRunOneImage judges that two containers run the same image, by the
// ID that the runtime gives it.
func (p PodRef) ContainersRunOneImage(one, other string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at the images of Pod %s: %w", p.pod, err)
		}
		a, errA := statusOf(pod, one)
		b, errB := statusOf(pod, other)
		if err := errors.Join(errA, errB); err != nil {
			return err
		}
		if a.ImageID != b.ImageID || a.ImageID == "" {
			return claim.Brokenf("%s runs image %s, %s runs %s", one, a.ImageID, other, b.ImageID)
		}
		s.Note("%s and %s run image %s", one, other, a.ImageID)
		return nil
	}
}

var errNoStatus = errors.New("the Pod's status does not name the container")

func statusOf(pod *corev1.Pod, container string) (corev1.ContainerStatus, error) {
	for _, status := range allStatuses(pod) {
		if status.Name == container {
			return status, nil
		}
	}
	return corev1.ContainerStatus{}, fmt.Errorf("container %s of Pod %s: %w", container, pod.Name, errNoStatus)
}
