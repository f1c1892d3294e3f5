package harness

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// unscheduledFor is how long an observer may find no place on its node before the
// node is left out: a Pod that is on its way out gives its place up within seconds.
const unscheduledFor = 10 * time.Second

// awaitObservers waits until an observer is Ready on each worker, for as long as a Pod
// may take. A worker where none can run is left out of the run by name, with the words
// of who said so; the run goes on with the others, and ends only where none is left.
func (r *run) awaitObservers(ctx context.Context) error {
	watch := observerWatch{patience: time.Duration(float64(unscheduledFor) * r.timeouts.Factor), since: map[string]time.Time{}}
	var states map[string]observerState
	err := await.For(ctx, "the observers to be ready", r.timeouts.PodReady, func(context.Context) (bool, string, error) {
		pods, err := r.env.pods.Pods(r.env.instruments).List(labels.SelectorFromSet(labels.Set{"app": probe.ObserverApp}))
		if err != nil {
			return false, "", err
		}
		states = watch.look(r.env.workers, pods, time.Now())
		return settled(states), said(states), nil
	})
	if err != nil && (ctx.Err() != nil || states == nil) {
		return err
	}
	for node, state := range states {
		if !state.ready {
			r.leaveOut(node, "no observer runs there: "+state.says)
		}
	}
	return r.anyWorker()
}

// leaveOut takes a node out of the run.
func (r *run) leaveOut(node, why string) {
	r.env.facts.Leave(node, why)
	r.env.workers = without(r.env.workers, node)
	r.progress.line("node %s is left out: %s", node, why)
}

// anyWorker is an error that has each node's reason, where no node is fit for the
// claims' Pods.
func (r *run) anyWorker() error {
	if len(r.env.workers) > 0 {
		return nil
	}
	return fmt.Errorf("no node of the cluster can run the claims' Pods: %s", r.env.facts.Unfit())
}

// observerState is how far the observer of a node has come.
type observerState struct {
	ready    bool
	hopeless bool // waiting on changes nothing
	says     string
}

// observerWatch remembers since when an observer has no place on its node.
type observerWatch struct {
	patience time.Duration
	since    map[string]time.Time
}

func (w observerWatch) look(workers []string, pods []*corev1.Pod, now time.Time) map[string]observerState {
	states := map[string]observerState{}
	for _, node := range workers {
		states[node] = observerState{says: "the DaemonSet has made no Pod for it"}
	}
	for _, pod := range pods {
		if node := placedOn(pod); slices.Contains(workers, node) && pod.DeletionTimestamp == nil {
			states[node] = w.stateOf(pod, node, now)
		}
	}
	return states
}

func (w observerWatch) stateOf(pod *corev1.Pod, node string, now time.Time) observerState {
	if probe.PodReady(pod) {
		return observerState{ready: true}
	}
	if err := probe.ImageProblem(pod); err != nil {
		return observerState{hopeless: true, says: err.Error()}
	}
	why := unscheduled(pod)
	if why == "" {
		return observerState{says: pod.Name + " is " + string(pod.Status.Phase)}
	}
	if w.since[node].IsZero() {
		w.since[node] = now
	}
	return observerState{hopeless: now.Sub(w.since[node]) >= w.patience, says: "the scheduler says: " + why}
}

func unscheduled(pod *corev1.Pod) string {
	for _, condition := range pod.Status.Conditions {
		if condition.Type == corev1.PodScheduled && condition.Status == corev1.ConditionFalse {
			return condition.Message
		}
	}
	return ""
}

// placedOn is the node of a DaemonSet's Pod, also before it is bound: its controller
// asks for one by name (pkg/controller/daemon/util/daemonset_util.go, v1.37).
func placedOn(pod *corev1.Pod) string {
	if pod.Spec.NodeName != "" {
		return pod.Spec.NodeName
	}
	affinity := pod.Spec.Affinity
	if affinity == nil || affinity.NodeAffinity == nil || affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution == nil {
		return ""
	}
	for _, term := range affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms {
		for _, field := range term.MatchFields {
			if len(field.Values) == 1 {
				return field.Values[0]
			}
		}
	}
	return ""
}

// settled tells whether nothing more will come of waiting.
func settled(states map[string]observerState) bool {
	for _, state := range states {
		if !state.ready && !state.hopeless {
			return false
		}
	}
	return true
}

func said(states map[string]observerState) string {
	var words []string
	for node, state := range states {
		if !state.ready {
			words = append(words, node+": "+state.says)
		}
	}
	slices.Sort(words)
	return strings.Join(words, "; ")
}
