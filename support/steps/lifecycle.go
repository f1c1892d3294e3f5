package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// ComesUpWithout judges that the Pod does not wait for what another does, and which
// an event would name: it is Ready before it has such an event. A Pod that is held up
// by anything else shows nothing. The event's message contains text. It waits up to
// PodReady.
func (p PodRef) ComesUpWithout(reason, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var heldUp error
		_, err := p.waitFor(ctx, s, "to be Ready", s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			if probe.PodReady(pod) {
				return true
			}
			events, err := s.Events(ctx, pod)
			if err == nil && slices.ContainsFunc(events, func(e corev1.Event) bool { return e.Reason == reason && strings.Contains(e.Message, text) }) {
				heldUp = claim.Brokenf("Pod %s waits: %s", p.pod, describeEvents(events))
			}
			return heldUp != nil
		})
		if err != nil || heldUp != nil {
			return errors.Join(heldUp, err)
		}
		s.Note("Pod %s is Ready, and did not wait", p.pod)
		return nil
	}
}

// LacksItsImage gives the containers of the Pod an image that is on no node, beside
// the one that the manifest names, and that is not to be pulled.
func (p PodRef) LacksItsImage() Change {
	return func(_ *probe.Scene, object k8s.Object) error {
		spec, _ := manifest.PodSpec(object)
		if spec == nil || object.GetName() != p.pod {
			return nil
		}
		for i := range spec.Containers {
			reference, _, _ := strings.Cut(spec.Containers[i].Image, "@")
			spec.Containers[i].Image, spec.Containers[i].ImagePullPolicy = reference+"-none", corev1.PullNever
		}
		return nil
	}
}

// HasItsEmptyDirWithoutAContainer judges that before long the node has the folder of an
// emptyDir of the Pod, of which no container has been made. It waits up to PodReady.
func (p PodRef) HasItsEmptyDirWithoutAContainer(volume string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		var at string
		err := await.For(ctx, "the node of Pod "+p.pod+" to have its volume "+volume, s.Timeouts.PodReady, func(ctx context.Context) (bool, string, error) {
			pod, err := p.get(s)
			if apierrors.IsNotFound(err) {
				return false, "", nil
			}
			if err != nil || pod.Spec.NodeName == "" {
				return false, "", err
			}
			if at, err = s.EmptyDirOnNode(pod.Spec.NodeName, string(pod.UID), volume); err != nil {
				return false, "", err
			}
			file, err := s.NodeFile(ctx, pod.Spec.NodeName, at)
			return file.Exists, "node " + pod.Spec.NodeName + " has no " + at + "; " + podState(pod), err
		})
		pod, getErr := p.get(s)
		switch {
		case getErr != nil:
			return fmt.Errorf("looking at Pod %s: %w", p.pod, getErr)
		case unmade(pod) != nil:
			return asPlain(unmade(pod))
		case err != nil:
			return judgedIf(pod.Spec.NodeName != "", err)
		}
		s.Note("node %s has %s, and Pod %s no container: %s", pod.Spec.NodeName, at, p.pod, podState(pod))
		return nil
	}
}

// HasBeenRestarted waits until the container has been restarted at least so
// often. Its Pod is then still the same: a new Pod counts from 0. That it has run,
// and was restarted less often, is a fact against it. It waits up to PodReady.
func (c Container) HasBeenRestarted(times int32) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().waitFor(ctx, s, fmt.Sprintf("to have restarted container %s %d times", c.name, times),
			s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
				status, err := statusOf(pod, c.containerName(pod))
				return err == nil && restarts(status) >= times
			})
		if err != nil {
			return judgedIf(c.hasBegun(pod), err)
		}
		s.Note("container %s was restarted %d times or more", c.target(s), times)
		return nil
	}
}

// HasRestarted judges that every container of the Pod was restarted. Init
// containers are no part of it: with the Pod's sandbox they are made anew, and
// their count does not rise. It waits up to Event.
func (p PodRef) HasRestarted() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The run's cache may be a moment behind what another step saw in the API.
		pod, err := p.waitFor(ctx, s, "to have been restarted", s.Timeouts.Event, wasRestarted)
		if err != nil {
			return judgedIf(hasBegun(pod), err)
		}
		s.Note("every container of Pod %s was restarted", p.pod)
		return nil
	}
}

func wasRestarted(pod *corev1.Pod) bool {
	statuses := pod.Status.ContainerStatuses
	return len(statuses) > 0 && !slices.ContainsFunc(statuses, func(status corev1.ContainerStatus) bool { return restarts(status) == 0 })
}

// HasNoRestarts judges that no container of the Pod's manifest was ever restarted.
func (p PodRef) HasNoRestarts() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("counting the restarts of Pod %s: %w", p.pod, err)
		}
		for _, status := range allStatuses(pod) {
			if times := restarts(status); times > 0 && p.declares(s, pod, status.Name) {
				return claim.Brokenf("container %s of Pod %s was restarted %d times", status.Name, p.pod, times)
			}
		}
		s.Note("no container of Pod %s was restarted", p.pod)
		return nil
	}
}

// StaysAsItIsThrough judges that a step leaves the Pod what it was: the same Pod, with
// the same addresses and the same containers. A container does not outlive its
// sandbox, so that is the same too.
func (p PodRef) StaysAsItIsThrough(step Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		before, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		if err := step(ctx, s); err != nil {
			return asPlain(err)
		}
		after, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s again: %w", p.pod, err)
		}
		if err := asBefore(before, after, func(name string) bool { return p.declares(s, before, name) }); err != nil {
			return err
		}
		s.Note("Pod %s (uid %s, %s) has the addresses and the containers that it had", p.pod, after.UID, after.Status.PodIP)
		return nil
	}
}

// asBefore judges that a Pod has the identity, the addresses, and of its own
// containers those that it had.
func asBefore(before, after *corev1.Pod, own func(name string) bool) error {
	switch {
	case before.UID != after.UID:
		return claim.Brokenf("Pod %s has become another, uid %s after %s", before.Name, after.UID, before.UID)
	case !slices.Equal(before.Status.PodIPs, after.Status.PodIPs):
		return claim.Brokenf("Pod %s had addresses %v and has %v", before.Name, before.Status.PodIPs, after.Status.PodIPs)
	}
	for _, was := range allStatuses(before) {
		if !own(was.Name) {
			continue
		}
		is, err := statusOf(after, was.Name)
		if err != nil {
			return err
		}
		if is.ContainerID != was.ContainerID || is.RestartCount != was.RestartCount {
			return claim.Brokenf("container %s of Pod %s was %s, %s, and is %s, %s",
				was.Name, before.Name, was.ContainerID, containerState(was), is.ContainerID, containerState(is))
		}
	}
	return nil
}

// restarts is how often a container that had run was started again. The kubelet
// counts one that the runtime made and did not start as well, by the name of its
// log (calcRestartCountByLogDir, pkg/kubelet/kuberuntime/kuberuntime_container.go,
// v1.37); of such ones the status shows only the last.
func restarts(status corev1.ContainerStatus) int32 {
	if status.RestartCount > 0 && neverRan(status.LastTerminationState) {
		return status.RestartCount - 1
	}
	return status.RestartCount
}

// neverRan tells whether the container before this one was made, and its program
// not started: the runtime could not, or went away before it did.
func neverRan(last corev1.ContainerState) bool {
	return last.Waiting != nil || last.Terminated != nil && last.Terminated.Reason == "StartError"
}

// WasNotRestarted judges that the container is the one that was started first.
func (c Container) WasNotRestarted() Step { return c.WasRestarted(0) }

// WasRestarted judges that the container was restarted exactly so often.
func (c Container) WasRestarted(times int32) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().live(ctx, s)
		if err != nil {
			return fmt.Errorf("counting the restarts of container %s: %w", c.target(s), err)
		}
		status, err := statusOf(pod, c.containerName(pod))
		if err != nil {
			return err
		}
		if got := restarts(status); got != times {
			return claim.Brokenf("container %s was restarted %d times, not %d", c.target(s), got, times)
		}
		s.Note("container %s was restarted %d times", c.target(s), times)
		return nil
	}
}

// EndsItsSandbox ends the sandbox of the container's Pod from within: in a shared
// process namespace the first process is the sandbox's own, which ends on
// SIGTERM and takes every other with it. The kubelet then makes a new sandbox
// and starts the Pod over, volumes apart. It waits up to Event.
func (c Container) EndsItsSandbox() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The answer is lost with the container: the kubelet's event is what counts.
		_, killErr := s.Exec(ctx, c.target(s), "kill", "-TERM", "1")
		if err := c.ref().HasEvent("SandboxChanged", "Pod sandbox changed")(ctx, s); err != nil {
			return fmt.Errorf("ending the sandbox of Pod %s (%w): %w", c.pod, killErr, err)
		}
		return nil
	}
}
