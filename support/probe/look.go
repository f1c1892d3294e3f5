package probe

import (
	"context"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/remotecommand"

	"github.com/volconf/volconf/support/shell"
)

// Place is where a shell may be open: a container of a Pod as long as it runs. A
// container that was started again is another place, and so is a Pod of the same name.
type Place struct {
	Pod       types.UID
	Container string // ID that the runtime gave it
}

// Shells are the shells that a run keeps open in containers.
type Shells = shell.Pool[Place]

// A shell's own exit codes for a command that it cannot begin (POSIX, sh, 2.8.2).
const (
	cannotBeRun = 126
	isNotThere  = 127
)

// Look is ExecIdempotent by way of a shell that is kept open in the container: a command
// then costs a tenth of an exec. It is for commands that look, or that write a little:
// what may end the container, or use up its memory, has an exec of its own. Where the
// shell has no answer, because the container ended, the kubelet was restarted or there is
// no shell, ExecIdempotent has the last word.
func (s *Scene) Look(ctx context.Context, c Container, command ...string) (Output, error) {
	c = s.named(c)
	place, runs := s.place(c)
	if s.Shells == nil || !runs {
		return s.ExecIdempotent(ctx, c, command...)
	}
	asking, cancel := context.WithTimeout(ctx, s.Timeouts.Exec)
	defer cancel()
	out, err := s.Shells.Run(asking, place, s.opens(c), command...)
	if asking.Err() != nil {
		return out, fmt.Errorf("running %q in %s: %w", brief(command), c, asking.Err())
	}
	if err != nil || out.Exit == cannotBeRun || out.Exit == isNotThere {
		return s.ExecIdempotent(ctx, c, command...)
	}
	return out, nil
}

// Says is Look for a command that must succeed.
func (s *Scene) Says(ctx context.Context, c Container, command ...string) (string, error) {
	out, err := s.Look(ctx, c, command...)
	return succeeded(c, command, out, err)
}

// opens returns what opens a shell in a container.
func (s *Scene) opens(c Container) shell.Opener {
	return func(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
		return s.stream(ctx, c, []string{"sh"}, remotecommand.StreamOptions{Stdin: stdin, Stdout: stdout, Stderr: stderr})
	}
}

// place finds the container in the cache of the run's Pods, where it runs.
func (s *Scene) place(c Container) (place Place, runs bool) {
	if s.Pods == nil {
		return Place{}, false
	}
	pod, err := s.Pods.Pods(c.Namespace).Get(c.Pod)
	if err != nil {
		return Place{}, false
	}
	for _, statuses := range [][]corev1.ContainerStatus{pod.Status.ContainerStatuses, pod.Status.InitContainerStatuses} {
		for _, status := range statuses {
			if status.Name == c.Container && status.State.Running != nil {
				return Place{Pod: pod.UID, Container: status.ContainerID}, true
			}
		}
	}
	return Place{}, false
}
