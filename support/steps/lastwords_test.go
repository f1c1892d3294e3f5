package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/watch"
)

func TestLastWords(t *testing.T) {
	pod := func(state corev1.ContainerState) *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{InitContainerStatuses: []corev1.ContainerStatus{{Name: "sidecar", State: state}}}}
	}
	said := func(message string) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Message: message}}
	}
	want := LastWords{"sidecar": "after-main"}
	comesTo(t, held, saidLast(pod(said("after-main\n")), want))
	comesTo(t, contrary, saidLast(pod(said("before-main\n")), want))
	comesTo(t, nothing, saidLast(pod(said("")), want))
	comesTo(t, nothing, saidLast(pod(corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}), want))
	comesTo(t, nothing, saidLast(&corev1.Pod{}, want))
}

func TestTheLatestOfAPod(t *testing.T) {
	named := func(name string) *corev1.Pod { p := &corev1.Pod{}; p.Name = name; return p }
	events := make(chan watch.Event, 3)
	pod, gone, err := latest(events, named("first"))
	require.NoError(t, err)
	assert.False(t, gone)
	assert.Equal(t, "first", pod.Name)

	events <- watch.Event{Type: watch.Modified, Object: named("second")}
	events <- watch.Event{Type: watch.Deleted, Object: named("third")}
	pod, gone, err = latest(events, pod)
	require.NoError(t, err)
	assert.True(t, gone)
	assert.Equal(t, "third", pod.Name)

	close(events)
	_, gone, err = latest(events, pod)
	require.Errorf(t, err, "a watch that was cut says nothing of the Pod")
	assert.False(t, gone)
}
