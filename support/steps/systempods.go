package steps

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// SystemPodsUseTheNode judges that Pods of the cluster's own system that belong to nodes
// mount files of their node.
func SystemPodsUseTheNode() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		users, err := probe.SystemPodsOnTheNode(ctx, s.Kube)
		if err != nil {
			return err
		}
		if len(users) == 0 {
			return claim.Brokenf("no Pod of the system that belongs to a node mounts files of it any more")
		}
		s.Note("%d Pods of the system belong to nodes and mount files of them: %s", len(users), strings.Join(users, ", "))
		return nil
	}
}

func hostPaths(pod *corev1.Pod) []string {
	var paths []string
	for _, v := range pod.Spec.Volumes {
		if v.HostPath != nil {
			paths = append(paths, v.HostPath.Path)
		}
	}
	return paths
}

// HasNoHostPath judges that the Pod has no hostPath volume, whoever might have
// added one.
func (p PodRef) HasNoHostPath() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("reading the volumes of Pod %s: %w", p.pod, err)
		}
		if paths := hostPaths(pod); len(paths) > 0 {
			return claim.Brokenf("Pod %s mounts %s of its node", p.pod, strings.Join(paths, ", "))
		}
		return nil
	}
}
