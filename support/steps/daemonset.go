package steps

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// DaemonSetRef names a DaemonSet whose Pods carry the label app=<name>.
type DaemonSetRef struct{ name string }

// DaemonSet names a DaemonSet by the name it has in the manifest.
func DaemonSet(name string) DaemonSetRef { return DaemonSetRef{name} }

func (d DaemonSetRef) on(s *probe.Scene, w Worker) (*corev1.Pod, string, error) {
	node, err := w.of(s)
	if err != nil {
		return nil, "", err
	}
	pods, err := s.Pods.Pods(s.Namespace).List(labels.SelectorFromSet(labels.Set{"app": d.name}))
	if err != nil {
		return nil, "", fmt.Errorf("listing the Pods of DaemonSet %s: %w", d.name, err)
	}
	state := "no Pod on " + node
	for _, pod := range pods {
		if pod.Spec.NodeName == node && pod.DeletionTimestamp == nil {
			if probe.PodReady(pod) {
				return pod, "", nil
			}
			state = pod.Name + " " + podState(pod)
		}
	}
	return nil, state, nil
}

// IsReadyOn waits until the DaemonSet has a Ready Pod on each of these workers.
func (d DaemonSetRef) IsReadyOn(workers ...Worker) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, w := range workers {
			err := await.For(ctx, "DaemonSet "+d.name+" to be Ready", s.Timeouts.PodReady, func(context.Context) (bool, string, error) {
				pod, state, err := d.on(s, w)
				return pod != nil, state, err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// InItsPodOn makes a step on the DaemonSet's Pod on a worker.
func (d DaemonSetRef) InItsPodOn(w Worker, step func(PodRef) Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, state, err := d.on(s, w)
		if err != nil {
			return err
		}
		if pod == nil {
			return fmt.Errorf("DaemonSet %s: %s", d.name, state)
		}
		return step(Pod(pod.Name))(ctx, s)
	}
}

// HasOneTemplateOn judges that the Pods on two workers are made from one
// template, by the hash that the controller puts on them.
func (d DaemonSetRef) HasOneTemplateOn(one, other Worker) Step {
	return func(_ context.Context, s *probe.Scene) error {
		a, stateA, err := d.on(s, one)
		if err != nil {
			return err
		}
		b, stateB, err := d.on(s, other)
		if err != nil {
			return err
		}
		if a == nil || b == nil {
			return fmt.Errorf("DaemonSet %s: %s %s", d.name, stateA, stateB)
		}
		hash := a.Labels[appsv1.ControllerRevisionHashLabelKey]
		if hash == "" || hash != b.Labels[appsv1.ControllerRevisionHashLabelKey] {
			return claim.Brokenf("Pods %s and %s are made from two templates", a.Name, b.Name)
		}
		s.Note("Pods %s and %s are made from template %s", a.Name, b.Name, hash)
		return nil
	}
}
