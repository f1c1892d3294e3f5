package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// LacksFor judges that no file comes to be at a path through a whole window, which
// is scaled like every other bound: what is copied from elsewhere is not there at
// once. A look that fails shows nothing, and half of them must show something.
func (c Container) LacksFor(path string, window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		window := s.Scaled(window)
		err := await.Holds(ctx, fmt.Sprintf("that %s sees no %s", c.target(s), path), window,
			func(ctx context.Context) (bool, string, error) {
				file, err := s.File(ctx, c.target(s), path)
				return !file.Exists, fmt.Sprintf("it holds %q", file.Content), err
			})
		if err != nil {
			return judged(err)
		}
		s.Note("%s saw no %s for %s", c.target(s), path, window)
		return nil
	}
}

// ComesToRunOn waits until the Pod is Ready on a worker, up to PodReady. A Pod that
// the scheduler keeps away from there because of where a volume is contradicts the
// claim; whatever else keeps it from being Ready is an error.
func (p PodRef) ComesToRunOn(w Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		node, err := w.of(s)
		if err != nil {
			return err
		}
		pod, err := p.waitFor(ctx, s, "to be Ready on node "+node, s.Timeouts.PodReady, func(pod *corev1.Pod) bool {
			return probe.PodReady(pod) || boundToAVolume(pod)
		})
		if err != nil {
			return err
		}
		if err := runsOn(pod, node); err != nil {
			return err
		}
		s.Note("Pod %s is Ready on node %s", p.pod, node)
		return nil
	}
}

// volumeConflicts are the scheduler's words for a node that a Pod's volume is not
// usable on: of 1.28 to 1.34 and of later ones (pkg/scheduler/framework/plugins/
// volumebinding/binder.go).
var volumeConflicts = []string{"volume node affinity conflict", "didn't match PersistentVolume's node affinity"}

func boundToAVolume(pod *corev1.Pod) bool { return unschedulableFor(pod, volumeConflicts) }

func runsOn(pod *corev1.Pod, node string) error {
	switch {
	case boundToAVolume(pod):
		return claim.Brokenf("Pod %s may not run on node %s: %s", pod.Name, node, podState(pod))
	case pod.Spec.NodeName != node:
		return claim.Brokenf("Pod %s runs on node %s, not on %s", pod.Name, pod.Spec.NodeName, node)
	}
	return nil
}

// notOpened are the ways in which a device cannot be opened: its control group, a
// user namespace, or a kernel of the Pod's own forbids it or does not have it.
var notOpened = []string{"Operation not permitted", "Permission denied", "No such device"}

// CannotOpen judges that the container cannot open a file that it sees.
func (c Container) CannotOpen(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.Look(ctx, c.target(s), "sh", "-c", `: < "$1"`, "sh", path)
		if err != nil {
			return err
		}
		if err := unopened(path, out); err != nil {
			return err
		}
		s.Note("%s cannot open %s: %s", c.target(s), path, strings.TrimSpace(out.Stderr))
		return nil
	}
}

func unopened(path string, out probe.Output) error {
	switch {
	case out.Exit == 0:
		return claim.Brokenf("%s can be opened", path)
	case !slices.ContainsFunc(notOpened, func(words string) bool { return strings.Contains(out.Stderr, words) }):
		return fmt.Errorf("opening %s failed for another reason: %s (exit %d)", path, strings.TrimSpace(out.Stderr), out.Exit)
	}
	return nil
}
