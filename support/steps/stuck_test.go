package steps

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/volconf/volconf/support/probe"
)

func waiting() *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod", UID: "1", Labels: map[string]string{"app": "pod"}},
		Spec:       corev1.PodSpec{NodeName: "n"}, Status: corev1.PodStatus{
			Phase: corev1.PodPending,
			ContainerStatuses: []corev1.ContainerStatus{{Name: "c", State: corev1.ContainerState{
				Waiting: &corev1.ContainerStateWaiting{Reason: "ContainerCreating"},
			}}},
		},
	}
}

func isMade(pod *corev1.Pod) {
	pod.Status.ContainerStatuses = []corev1.ContainerStatus{{Name: "c", ContainerID: "containerd://a"}}
}

// A Pod that is to be stuck and gets a container is judged there and then.
func TestIsStuck(t *testing.T) {
	refused := &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "e"}, InvolvedObject: corev1.ObjectReference{UID: "1"},
		Reason: "FailedMount", Message: "hostPath type check failed: /x is not a directory",
	}
	asBefore := func(*corev1.Pod) {}
	for name, step := range map[string]Step{
		"Pod":        Pod("pod").IsStuck("FailedMount", "type check failed"),
		"Container":  Pod("pod").Named("c").IsKeptBackWithin("FailedMount", "type check failed", 0),
		"Deployment": Deployment("pod").IsStuckOn(FirstWorker, "FailedMount", "type check failed"),
	} {
		for what, tc := range map[string]struct {
			spoil, change func(*corev1.Pod)
			events        []runtime.Object
			broken, fails string
			within        time.Duration
		}{
			"is stuck":              {spoil: asBefore, change: asBefore, events: []runtime.Object{refused}, within: time.Second},
			"another reason":        {spoil: asBefore, change: asBefore, fails: "no event", within: time.Hour},
			"gets a container":      {spoil: asBefore, change: isMade, broken: "has a container", within: 4 * time.Second},
			"is late to be stuck":   {spoil: func(p *corev1.Pod) { p.Status.ContainerStatuses = nil }, change: isMade, broken: "has a container", within: 4 * time.Second},
			"runs to begin with":    {spoil: isMade, change: isMade, broken: "has a container", within: time.Second},
			"container beats event": {spoil: isMade, change: isMade, events: []runtime.Object{refused}, broken: "has a container", within: time.Second},
		} {
			t.Run(name+" "+what, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					pod := waiting()
					tc.spoil(pod)
					scene := sceneWhere(t, pod, tc.change, tc.events...)
					scene.Workers = []string{"n"}
					start := time.Now()
					err := step(t.Context(), scene)
					assert.LessOrEqual(t, time.Since(start), tc.within)
					if tc.broken+tc.fails == "" {
						require.NoError(t, err)
						return
					}
					require.ErrorContains(t, err, tc.broken+tc.fails)
					assert.Equal(t, tc.broken != "", isBroken(err))
				})
			})
		}
	}
}

// A container is kept back whatever others of its Pod do: one may have been put in.
func TestAContainerIsKeptBackBesideAnother(t *testing.T) {
	pulled := &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "e"}, InvolvedObject: corev1.ObjectReference{UID: "1"},
		Reason: "Failed", Message: "Failed to pull image none:1",
	}
	beside := func(pod *corev1.Pod) {
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, corev1.ContainerStatus{Name: "put-in", ContainerID: "containerd://a"})
	}
	synctest.Test(t, func(t *testing.T) {
		pod := waiting()
		beside(pod)
		scene := sceneWhere(t, pod, func(*corev1.Pod) {}, pulled)
		require.NoError(t, Pod("pod").Named("c").IsKeptBackWithin("Failed", "none:1", 0)(t.Context(), scene))
		require.ErrorContains(t, Pod("pod").IsStuck("Failed", "none:1")(t.Context(), scene), "has a container")
		err := Pod("pod").Named("put-in").IsKeptBackWithin("Failed", "none:1", 0)(t.Context(), scene)
		assert.True(t, isBroken(err), err)
	})
}

func TestStuck(t *testing.T) {
	assert.True(t, stuck(waiting()))
	for name, spoil := range map[string]func(*corev1.Pod){
		"not scheduled": func(p *corev1.Pod) { p.Spec.NodeName = "" },
		"running":       func(p *corev1.Pod) { p.Status.Phase = corev1.PodRunning },
		"failed":        func(p *corev1.Pod) { p.Status.Phase = corev1.PodFailed },
		"no status yet": func(p *corev1.Pod) { p.Status.ContainerStatuses = nil },
		"was made":      func(p *corev1.Pod) { p.Status.ContainerStatuses[0].ContainerID = "containerd://a" },
		"has ended":     func(p *corev1.Pod) { p.Status.ContainerStatuses[0].State = corev1.ContainerState{} },
		"init was made": func(p *corev1.Pod) {
			p.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "i", ContainerID: "containerd://b"}}
		},
	} {
		pod := waiting()
		spoil(pod)
		assert.Falsef(t, stuck(pod), name)
	}
}

func TestUnschedulableFor(t *testing.T) {
	pod := func(condition corev1.PodCondition) *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{Conditions: []corev1.PodCondition{condition}}}
	}
	words := []string{"volume node affinity conflict", "didn't match PersistentVolume's node affinity"}
	refused := corev1.PodCondition{
		Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: corev1.PodReasonUnschedulable,
		Message: "0/3 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity.",
	}
	assert.True(t, unschedulableFor(pod(refused), words))
	other := refused
	other.Message = "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
	assert.Falsef(t, unschedulableFor(pod(other), words), "for another reason")
	bound := refused
	bound.Status = corev1.ConditionTrue
	assert.Falsef(t, unschedulableFor(pod(bound), words), "scheduled")
	assert.Falsef(t, unschedulableFor(&corev1.Pod{}, words), "not looked at yet")
}

func TestJudgementsOnNodesAndSchemas(t *testing.T) {
	file := probe.NodeFile{Path: "/f", Exists: true, Type: "file", Mode: "0644"}
	for name, tc := range map[string]struct {
		good, broken, other []error
	}{
		"isA": {
			good: []error{isA(file, "n", "file")},
			broken: []error{
				isA(file, "n", "directory"), isA(probe.NodeFile{Path: "/f"}, "n", "file"),
			},
		},
		"onlyFields": {
			good:   []error{onlyFields("T", []string{"a", "b"}, []string{"b", "a"})},
			broken: []error{onlyFields("T", []string{"a", "b", "secretRef"}, []string{"a", "b"}), onlyFields("T", []string{"a"}, []string{"a", "b"})},
		},
	} {
		t.Run(name, func(t *testing.T) { assertJudged(t, tc.good, tc.broken, tc.other) })
	}
}
