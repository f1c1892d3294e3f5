package steps

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

// ReadsItsUID judges that a file holds the Pod's own UID.
func (p PodRef) ReadsItsUID(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		return p.Reads(path, string(pod.UID))(ctx, s)
	}
}

// ReadsItsNamespace judges that a file holds the name of the Pod's namespace.
func (p PodRef) ReadsItsNamespace(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error { return p.Reads(path, p.target(s).Namespace)(ctx, s) }
}

// ReadsItsLabels judges that a file holds all of the Pod's labels, those that the
// cluster put on included, as the downward API writes them: a line for each, by
// name, the value quoted (pkg/fieldpath/fieldpath.go FormatMap, v1.37).
func (p PodRef) ReadsItsLabels(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.get(s)
		if err != nil {
			return fmt.Errorf("looking at the labels of Pod %s: %w", p.pod, err)
		}
		return p.Reads(path, written(pod.Labels))(ctx, s)
	}
}

func written(labels map[string]string) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		lines = append(lines, fmt.Sprintf("%s=%q", name, labels[name]))
	}
	return strings.Join(lines, "\n")
}

// ReadsItsMemoryLimit judges that a file holds the memory limit that the container
// has in the API, be it the manifest's or one that the cluster put in its place, in
// whole MiB and rounded up.
func (c Container) ReadsItsMemoryLimit(path string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := c.ref().get(s)
		if err != nil {
			return fmt.Errorf("looking at the limits of %s: %w", c.target(s), err)
		}
		limit, err := memoryLimit(pod, c.containerName(pod))
		if err != nil {
			return err
		}
		return c.Reads(path, fmt.Sprint((limit+mebibyte-1)/mebibyte))(ctx, s)
	}
}

// memoryLimit returns the bytes that a container of the live Pod may have.
func memoryLimit(pod *corev1.Pod, container string) (uint64, error) {
	for _, c := range pod.Spec.Containers {
		if limit, has := c.Resources.Limits[corev1.ResourceMemory]; c.Name == container && has {
			return uint64(limit.Value()), nil //nolint:gosec // the API takes no negative limit
		}
	}
	return 0, errors.New("container " + container + " of Pod " + pod.Name + " has no memory limit in the API")
}
