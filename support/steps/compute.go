package steps

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Witness is a container that sees the processes of its node (hostPID): a
// container's own view of its cgroup ends at its cgroup namespace.
type Witness struct{ Container }

// SeesItsOwnCgroup judges that the look of SeesOneParentCgroup and SeesTwoParentCgroups
// finds the container that makes it.
func (w Witness) SeesItsOwnCgroup() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		parents, _, err := w.parents(ctx, s, PodRef(w), w.name)
		if err == nil {
			s.Note("%s is below %s", w.target(s), strings.Join(parents, ", "))
		}
		return err
	}
}

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
	out, err := s.Look(ctx, w.target(s), "sh", "-c", `cat /proc/[0-9]*/cgroup 2>/dev/null | grep "$1" | sort -u`, "sh", id)
	if err != nil {
		return nil, nil, err
	}
	parents, err := parentsFrom(out.Stdout, id)
	if err != nil {
		return nil, nil, fmt.Errorf("cgroups of container %s of Pod %s as %s sees them: %w", container, p.pod, w.target(s), err)
	}
	return parents, pod, nil
}

// parentsFrom reads lines of /proc/PID/cgroup (cgroups(7)): "4:memory:/a/b". A process
// may be in a group below its container's: crun makes one called "container" (crun(1),
// run.oci.systemd.subgroup).
func parentsFrom(text, id string) ([]string, error) {
	var parents []string
	for line := range strings.Lines(text) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) != 3 || id == "" {
			continue
		}
		if parent := above(fields[2], id); parent != "" && !slices.Contains(parents, parent) {
			parents = append(parents, parent)
		}
	}
	if len(parents) == 0 {
		return nil, errors.New("none is named after the container")
	}
	slices.Sort(parents)
	return parents, nil
}

// above is the group above the one that is named after a container.
func above(group, id string) string {
	for ; group != "/" && group != "."; group = path.Dir(group) {
		if namedAfter(path.Base(group), id) {
			return path.Dir(group)
		}
	}
	return ""
}

// namedAfter knows the names that runtimes give: the ID alone, or a scope of systemd's
// such as cri-containerd-<ID>.scope. CRI-O's monitor of the container has one as well, in
// a slice of the system's (conmon_cgroup in crio.conf(5)).
func namedAfter(name, id string) bool {
	name = strings.TrimSuffix(name, ".scope")
	return name == id || strings.HasSuffix(name, "-"+id) && !strings.HasPrefix(name, "crio-conmon-")
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
