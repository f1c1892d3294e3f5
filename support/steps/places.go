package steps

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// LacksPlaces judges that the Pod's first container finds nothing where its node has
// places (claim.KubeletRoot and its like). It looks once.
func (p PodRef) LacksPlaces(places ...string) Step {
	return p.eachPlace(places, func(ctx context.Context, s *probe.Scene, at string) error {
		there, err := s.PathExists(ctx, p.target(s), at)
		if err == nil && there {
			return claim.Brokenf("%s finds %s, which its node has", p.target(s), at)
		}
		return err
	})
}

// HasPlacesBelow judges that the Pod's first container finds the places of its node
// below a folder, at which the node's root is mounted. It looks once.
func (p PodRef) HasPlacesBelow(dir string, places ...string) Step {
	return p.eachPlace(places, func(ctx context.Context, s *probe.Scene, at string) error {
		there, err := s.PathExists(ctx, p.target(s), dir+at)
		if err == nil && !there {
			return claim.Brokenf("%s finds no %s, although its node has %s", p.target(s), dir+at, at)
		}
		return err
	})
}

func (p PodRef) eachPlace(places []string, look func(ctx context.Context, s *probe.Scene, at string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking for the node of Pod %s: %w", p.pod, err)
		}
		for _, place := range places {
			at, err := s.NodePlace(pod.Spec.NodeName, place)
			if err != nil {
				return err
			}
			if err := look(ctx, s, at); err != nil {
				return err
			}
			s.Note("node %s has its %s at %s", pod.Spec.NodeName, place, at)
		}
		return nil
	}
}

// Connects judges that the container can connect to a socket. Its image must be the
// observer's, as for the next two.
func (c Container) Connects(socket string) Step {
	return c.connects(socket, func(answer probe.Connection) error {
		if !answer.Connected {
			return claim.Brokenf("%s takes no connection: %s", socket, answer.Error)
		}
		return nil
	})
}

// CannotConnect judges that the container cannot connect to a socket.
func (c Container) CannotConnect(socket string) Step {
	return c.connects(socket, func(answer probe.Connection) error {
		if answer.Connected {
			return claim.Brokenf("%s takes a connection", socket)
		}
		return nil
	})
}

func (c Container) connects(socket string, judge func(probe.Connection) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		answer, err := s.Connect(ctx, c.target(s), socket)
		if err != nil {
			return err
		}
		s.Note("%s connects to %s: %t %s", c.target(s), socket, answer.Connected, answer.Error)
		return judge(answer)
	}
}

// ReadsACertificateIn judges that the container can read a certificate in a folder, by
// the name in it.
func (c Container) ReadsACertificateIn(dir string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		names, err := s.Certificates(ctx, c.target(s), dir)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			return claim.Brokenf("%s finds no certificate in %s", c.target(s), dir)
		}
		s.Note("%s reads certificates in %s, of %s", c.target(s), dir, strings.Join(names, ", "))
		return nil
	}
}

// given is where the kubelet and the runtime mount something into every container: the
// container's root, the kernel's file systems, and the files that the kubelet writes for
// the Pod (pkg/kubelet/kubelet_pods.go makeMounts, v1.37).
var given = []string{"/proc", "/sys", "/dev", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/run/secrets", "/var/run/secrets", "/run/.containerenv"}

// MountsOnlyWhatEveryPodIsGiven judges that the Pod's first container has no mounts but
// those that every container gets, and those of its own volumes. It looks once.
func (p PodRef) MountsOnlyWhatEveryPodIsGiven() Step {
	return p.mountsBesides(func(extra []string) error {
		if len(extra) > 0 {
			return claim.Brokenf("Pod %s has mounts that it did not ask for: %s", p.pod, strings.Join(extra, ", "))
		}
		return nil
	})
}

// MountsOfItsOwn judges that the look of MountsOnlyWhatEveryPodIsGiven would find the
// volume at a path, were the Pod not
// to ask for it.
func (p PodRef) MountsOfItsOwn(point string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		mounts, err := s.Mounts(ctx, p.target(s))
		if err != nil {
			return err
		}
		if !slices.Contains(besides(mounts, nil), point) {
			return claim.Brokenf("the mounts of Pod %s do not show the volume at %s", p.pod, point)
		}
		return nil
	}
}

func (p PodRef) mountsBesides(judge func(extra []string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("reading the volumes of Pod %s: %w", p.pod, err)
		}
		mounts, err := s.Mounts(ctx, p.target(s))
		if err != nil {
			return err
		}
		if len(mounts) == 0 {
			return fmt.Errorf("Pod %s shows no mount at all, not even its root", p.pod)
		}
		s.Note("Pod %s has %d mounts", p.pod, len(mounts))
		extra, err := withEntries(ctx, besides(mounts, ownMounts(pod)), func(ctx context.Context, point string) ([]string, error) {
			return s.Entries(ctx, p.target(s), point)
		})
		if err != nil {
			return err
		}
		return judge(extra)
	}
}

// withEntries leaves out the mounts in which there is nothing: a runtime with a kernel of
// its own puts empty ones into its Pods, as gVisor at /tmp, and they show no file.
func withEntries(ctx context.Context, points []string, list func(ctx context.Context, point string) ([]string, error)) ([]string, error) {
	var all []string
	for _, point := range points {
		entries, err := list(ctx, point)
		if err != nil {
			return nil, fmt.Errorf("looking into the mount at %s: %w", point, err)
		}
		if len(entries) > 0 {
			all = append(all, point)
		}
	}
	return all, nil
}

func ownMounts(pod *corev1.Pod) []string {
	var points []string
	first := probe.FirstOf(pod)
	for _, container := range pod.Spec.Containers {
		if container.Name != first {
			continue
		}
		for _, mount := range container.VolumeMounts {
			points = append(points, path.Clean(mount.MountPath))
		}
	}
	return points
}

// besides lists the points of mounts that are neither given to every container nor at or
// below one of these.
func besides(mounts []probe.Mount, own []string) []string {
	var extra []string
	for _, mount := range mounts {
		known := mount.Point == "/" || slices.ContainsFunc(slices.Concat(given, own), func(dir string) bool {
			return mount.Point == dir || strings.HasPrefix(mount.Point, dir+"/")
		})
		if !known {
			extra = append(extra, mount.Point)
		}
	}
	return extra
}

// NodesKubelet is a Pod that has its node's root at a folder and runs the node's
// kubelet, where that is a program of its own.
type NodesKubelet struct {
	Container
	Pod  PodRef
	Root string
}

// KubeletOf names the kubelet of a node by a Pod that mounts the node's root there.
func KubeletOf(p PodRef, root string) NodesKubelet {
	return NodesKubelet{Container: p.Container, Pod: p, Root: root}
}

// CannotStart judges that the kubelet ends with these flags, for a reason that it names.
// The output contains text.
func (k NodesKubelet) CannotStart(text string, flags ...string) Step {
	return k.runs(flags, func(command []string) Step { return k.CannotRun(text, command...) })
}

// EndsBefore judges that the kubelet ends with a text, and so never comes to what it
// would end with later. The output contains text, and not later.
func (k NodesKubelet) EndsBefore(text, later string, flags ...string) Step {
	return k.runs(flags, func(command []string) Step { return k.FailsBefore(text, later, command...) })
}

func (k NodesKubelet) runs(flags []string, step func(command []string) Step) Step {
	return k.Pod.eachPlace([]string{claim.KubeletProgram}, func(ctx context.Context, s *probe.Scene, program string) error {
		return step(append([]string{"chroot", k.Root, program}, flags...))(ctx, s)
	})
}
