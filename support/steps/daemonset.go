package steps

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// DaemonSetRef names a DaemonSet whose Pods carry the label app=<name>.
type DaemonSetRef struct{ name string }

// DaemonSet names a DaemonSet by the name it has in the manifest.
func DaemonSet(name string) DaemonSetRef { return DaemonSetRef{name} }

// on picks the DaemonSet's Ready Pod on a node, nil if there is none, and says how it
// stands.
func (d DaemonSetRef) on(node string, pods []*corev1.Pod) (*corev1.Pod, string, error) {
	state := "no Pod on " + node
	for _, pod := range pods {
		if pod.Spec.NodeName != node || pod.DeletionTimestamp != nil {
			continue
		}
		if probe.PodReady(pod) {
			return pod, "", nil
		}
		if err := probe.ImageProblem(pod); err != nil {
			return nil, "", await.Final(err)
		}
		state = pod.Name + " " + podState(pod)
	}
	return nil, state, nil
}

// IsReadyOn waits until the DaemonSet has a Ready Pod on each of these workers. It waits
// up to PodReady.
func (d DaemonSetRef) IsReadyOn(workers ...Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, w := range workers {
			node, err := w.of(s)
			if err != nil {
				return err
			}
			what := "DaemonSet " + d.name + " to be Ready on node " + node
			err = await.ForCached(ctx, what, s.Timeouts.PodReady, looksAt(s, d.name, func(pods []*corev1.Pod) (bool, string, error) {
				pod, state, err := d.on(node, pods)
				return pod != nil, state, err
			}))
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// podOn returns the DaemonSet's Ready Pod on a worker as the API has it.
func (d DaemonSetRef) podOn(ctx context.Context, s *probe.Scene, w Worker) (*corev1.Pod, error) {
	node, err := w.of(s)
	if err != nil {
		return nil, err
	}
	pods, err := podsOf(ctx, s, d.name)
	if err != nil {
		return nil, err
	}
	pod, state, err := d.on(node, pods)
	if pod == nil && err == nil {
		err = fmt.Errorf("DaemonSet %s: %s", d.name, state)
	}
	return pod, err
}

// InItsPodOn makes a step on the DaemonSet's Pod on a worker.
func (d DaemonSetRef) InItsPodOn(w Worker, step func(PodRef) Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := d.podOn(ctx, s, w)
		if err != nil {
			return err
		}
		return step(Pod(pod.Name))(ctx, s)
	}
}

// HasOneTemplateOn judges that the Pods on two workers are made from one
// template, by the hash that the controller puts on them.
func (d DaemonSetRef) HasOneTemplateOn(one, other Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		a, err := d.podOn(ctx, s, one)
		if err != nil {
			return err
		}
		b, err := d.podOn(ctx, s, other)
		if err != nil {
			return err
		}
		hash := a.Labels[appsv1.ControllerRevisionHashLabelKey]
		if hash == "" || hash != b.Labels[appsv1.ControllerRevisionHashLabelKey] {
			return claim.Brokenf("Pods %s and %s are made from two templates", a.Name, b.Name)
		}
		s.Note("Pods %s and %s are made from template %s", a.Name, b.Name, hash)
		return nil
	}
}
