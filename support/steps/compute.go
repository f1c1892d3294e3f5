package steps

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Witness is a container that sees the processes of its node (hostPID): a
// container's own view of its cgroup ends at its cgroup namespace.
type Witness struct{ Container }

// SeesOneParentCgroup judges that two containers of a Pod have one cgroup above
// them, and that it is named after the Pod.
func (w Witness) SeesOneParentCgroup(p PodRef, one, other string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		a, pod, err := w.parents(ctx, s, p, one)
		if err != nil {
			return err
		}
		b, _, err := w.parents(ctx, s, p, other)
		if err != nil {
			return err
		}
		if err := oneParent(string(pod.UID), a, b); err != nil {
			return err
		}
		s.Note("containers %s and %s of Pod %s are below %s", one, other, p.pod, strings.Join(a, ", "))
		return nil
	}
}

// SeesTwoParentCgroups judges that containers of two Pods have no cgroup above
// them in common that is named after a Pod.
func (w Witness) SeesTwoParentCgroups(one, other PodRef, container string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		a, _, err := w.parents(ctx, s, one, container)
		if err != nil {
			return err
		}
		b, _, err := w.parents(ctx, s, other, container)
		if err != nil {
			return err
		}
		if err := noCommonParent(a, b); err != nil {
			return err
		}
		s.Note("container %s is below %s in Pod %s, below %s in Pod %s", container, strings.Join(a, ", "), one.pod, strings.Join(b, ", "), other.pod)
		return nil
	}
}

// parents returns the cgroups above a container, one for each hierarchy.
func (w Witness) parents(ctx context.Context, s *probe.Scene, p PodRef, container string) ([]string, *corev1.Pod, error) {
	pod, err := p.get(s)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for the cgroups of Pod %s: %w", p.pod, err)
	}
	status, err := statusOf(pod, container)
	if err != nil {
		return nil, nil, err
	}
	_, id, _ := strings.Cut(status.ContainerID, "://")
	// A process that ends between the listing and the look is no error.
	out, err := s.ExecIdempotent(ctx, w.target(s), "sh", "-c", `cat /proc/[0-9]*/cgroup 2>/dev/null | grep "$1" | sort -u`, "sh", id)
	if err != nil {
		return nil, nil, err
	}
	parents, err := parentsFrom(out.Stdout, id)
	if err != nil {
		return nil, nil, fmt.Errorf("cgroups of container %s of Pod %s as %s sees them: %w", container, p.pod, w.target(s), err)
	}
	return parents, pod, nil
}

// parentsFrom reads lines of /proc/PID/cgroup (cgroups(7)): "4:memory:/a/b".
func parentsFrom(text, id string) ([]string, error) {
	var parents []string
	for line := range strings.Lines(text) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) != 3 || id == "" || !strings.Contains(path.Base(fields[2]), id) {
			continue
		}
		if parent := path.Dir(fields[2]); !slices.Contains(parents, parent) {
			parents = append(parents, parent)
		}
	}
	if len(parents) == 0 {
		return nil, errors.New("none is named after the container")
	}
	return parents, nil
}

// oneParent accepts the UID as systemd's driver writes it, too: with underscores.
func oneParent(uid string, a, b []string) error {
	if !slices.Equal(a, b) {
		return claim.Brokenf("one container is below %s, the other below %s", strings.Join(a, ", "), strings.Join(b, ", "))
	}
	for _, parent := range a {
		if !strings.Contains(strings.ReplaceAll(parent, "_", "-"), uid) {
			return claim.Brokenf("both containers are below %s, which is not the Pod's (uid %s)", parent, uid)
		}
	}
	return nil
}

func noCommonParent(a, b []string) error {
	for _, parent := range a {
		if slices.Contains(b, parent) {
			return claim.Brokenf("both containers are below %s", parent)
		}
	}
	return nil
}

// holdMemory fills a buffer and keeps it, once: the program waits for a reader that
// never reads.
const holdMemory = `pidof dd >/dev/null || { (dd if=/dev/zero bs="$1" count=1 2>/dev/null | sleep 3600) >/dev/null 2>&1 & }`

// TakesMemory lets a process of the container take so much memory and hold it.
func (c Container) TakesMemory(size string) Step {
	return c.Runs("sh", "-c", holdMemory, "sh", size)
}

// HoldsMemory judges that the process that took memory is alive.
func (c Container) HoldsMemory() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		out, err := s.ExecIdempotent(ctx, c.target(s), "pidof", "dd")
		if err != nil {
			return err
		}
		if out.Exit != 0 {
			return claim.Brokenf("the process in %s that held memory was killed", c.target(s))
		}
		s.Note("%s holds its memory", c.target(s))
		return nil
	}
}

// CannotHoldAsMuchAsWell lets a second container take memory, and judges that
// before long the kernel has killed one of the two holders. Which one it takes,
// and whether the container goes with it, differs between cgroup versions.
func (c Container) CannotHoldAsMuchAsWell(size string, first Container) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		// The command may be lost with its container: what counts is who is left.
		_, execErr := s.ExecIdempotent(ctx, c.target(s), "sh", "-c", holdMemory, "sh", size)
		err := await.For(ctx, "one of two containers to lose its memory", s.Timeouts.Event, func(ctx context.Context) (bool, string, error) {
			for _, holder := range []Container{first, c} {
				out, err := s.ExecIdempotent(ctx, holder.target(s), "pidof", "dd")
				if err == nil && out.Exit != 0 {
					s.Note("the process in %s that held memory was killed", holder.target(s))
					return true, "", nil
				}
				if err != nil {
					return false, "", err
				}
			}
			return false, "both hold " + size, nil
		})
		if err != nil {
			return errors.Join(judged(err), execErr)
		}
		return nil
	}
}
