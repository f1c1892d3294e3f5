package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
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

// IsReady waits until the Pod is Ready.
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

// get returns the Pod from the run's watched cache.
func (p PodRef) get(s *probe.Scene) (*corev1.Pod, error) {
	t := p.target(s)
	return s.Pods.Pods(t.Namespace).Get(t.Pod)
}

// waitFor looks at the Pod in the run's watched cache. It gives up at once on
// an image that cannot be had.
func (p PodRef) waitFor(ctx context.Context, s *probe.Scene, what string, within time.Duration, so func(*corev1.Pod) bool) (*corev1.Pod, error) {
	var found *corev1.Pod
	err := await.For(ctx, "Pod "+p.pod+" "+what, within, func(context.Context) (bool, string, error) {
		pod, err := p.get(s)
		if apierrors.IsNotFound(err) {
			return false, "the Pod is not there", nil
		}
		if err != nil {
			return false, "", err
		}
		found = pod
		if err := imageProblem(pod); err != nil {
			return false, "", await.Final(err)
		}
		return so(pod), podState(pod), nil
	})
	return found, err
}

// imageProblem finds a container whose image is not on the node and will not
// come: waiting on would only hide the cause.
func imageProblem(pod *corev1.Pod) error {
	for _, status := range allStatuses(pod) {
		if w := status.State.Waiting; w != nil && (w.Reason == "ErrImageNeverPull" || w.Reason == "InvalidImageName") {
			return fmt.Errorf("image %s is not on node %s (%s): load it with 'volconf images load', or name a registry with -image-registry",
				status.Image, pod.Spec.NodeName, w.Reason)
		}
	}
	return nil
}

func allStatuses(pod *corev1.Pod) []corev1.ContainerStatus {
	return slices.Concat(pod.Status.InitContainerStatuses, pod.Status.ContainerStatuses, pod.Status.EphemeralContainerStatuses)
}

// podState says in a few words where a Pod stands.
func podState(pod *corev1.Pod) string {
	state := fmt.Sprintf("phase %s", pod.Status.Phase)
	if pod.Spec.NodeName != "" {
		state += " on " + pod.Spec.NodeName
	}
	for _, c := range pod.Status.Conditions {
		if c.Type == corev1.PodScheduled && c.Status == corev1.ConditionFalse {
			state += ", not scheduled: " + c.Message
		}
	}
	for _, status := range allStatuses(pod) {
		state += fmt.Sprintf(", %s %s", status.Name, containerState(status))
	}
	return state
}

func containerState(status corev1.ContainerStatus) string {
	switch {
	case status.State.Waiting != nil:
		return "waiting (" + status.State.Waiting.Reason + ")"
	case status.State.Terminated != nil:
		return fmt.Sprintf("ended with %d (%s)", status.State.Terminated.ExitCode, status.State.Terminated.Reason)
	case status.Ready:
		return fmt.Sprintf("ready (restarts %d)", status.RestartCount)
	}
	return fmt.Sprintf("running (restarts %d)", status.RestartCount)
}

// Delete deletes the Pod gracefully and waits until the API no longer has it:
// the kubelet lets go of the object only after it has torn down the volumes
// (pkg/kubelet/kubelet.go SyncTerminatedPod, v1.37). A forced delete would
// prove nothing about them.
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
	return await.For(ctx, "Pod "+p.pod+" to be gone", s.Timeouts.PodDeleted, func(context.Context) (bool, string, error) {
		pod, err := p.get(s)
		if apierrors.IsNotFound(err) {
			return true, "", nil
		}
		if err != nil {
			return false, "", err
		}
		return pod.UID != old.UID, podState(pod), nil
	})
}

// ComesBack makes a deleted Pod anew from the same manifest, and proves that
// the new one has another UID and runs on the node of the old one.
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
		return p.isNewOnTheSameNode(s, old)
	}
}

func (p PodRef) isNewOnTheSameNode(s *probe.Scene, old *corev1.Pod) error {
	pod, err := p.get(s)
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
	return func(_ context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking for the node of Pod %s: %w", p.pod, err)
		}
		if pod.Spec.NodeName != node {
			return claim.Brokenf("Pod %s runs on node %s, not on %s", p.pod, pod.Spec.NodeName, node)
		}
		return nil
	}
}

// HasRestarted judges that every container of the Pod was restarted. Init
// containers are no part of it: with the Pod's sandbox they are made anew, and
// their count does not rise.
func (p PodRef) HasRestarted() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The run's cache may be a moment behind what another step saw in the API.
		_, err := p.waitFor(ctx, s, "to have been restarted", s.Timeouts.Event, wasRestarted)
		if err == nil {
			s.Note("every container of Pod %s was restarted", p.pod)
		}
		return judged(err)
	}
}

func wasRestarted(pod *corev1.Pod) bool {
	statuses := pod.Status.ContainerStatuses
	return len(statuses) > 0 && !slices.ContainsFunc(statuses, func(status corev1.ContainerStatus) bool { return restarts(status) == 0 })
}

// HasNoRestarts judges that no container of the Pod was ever restarted.
func (p PodRef) HasNoRestarts() Step {
	return func(_ context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("counting the restarts of Pod %s: %w", p.pod, err)
		}
		for _, status := range allStatuses(pod) {
			if times := restarts(status); times > 0 {
				return claim.Brokenf("container %s of Pod %s was restarted %d times", status.Name, p.pod, times)
			}
		}
		s.Note("no container of Pod %s was restarted", p.pod)
		return nil
	}
}

// ContainersRunOneImage judges that two containers run the same image, by the
// ID that the runtime gives it.
func (p PodRef) ContainersRunOneImage(one, other string) Step {
	return func(_ context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
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
