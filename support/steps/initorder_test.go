package steps

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
)

func TestEndedBefore(t *testing.T) {
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	at := func(seconds int) metav1.Time { return metav1.NewTime(noon.Add(time.Duration(seconds) * time.Second)) }
	ended := func(second int) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{StartedAt: at(0), FinishedAt: at(second)}}
	}
	running := func(second int) corev1.ContainerState {
		return corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: at(second)}}
	}
	waiting := corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "PodInitializing"}}
	for name, tc := range map[string]struct {
		first, then corev1.ContainerState
		want        outcome
	}{
		"one after the other":         {ended(3), running(4), held},
		"in the same second":          {ended(3), running(3), held},
		"the other has ended as well": {ended(0), ended(9), held},
		"too early":                   {ended(3), running(2), contrary},
		"beside each other":           {running(1), running(2), contrary},
		"the other was not started":   {ended(3), waiting, nothing},
	} {
		t.Run(name, func(t *testing.T) {
			pod := &corev1.Pod{Status: corev1.PodStatus{
				InitContainerStatuses: []corev1.ContainerStatus{{Name: "first", State: tc.first}},
				ContainerStatuses:     []corev1.ContainerStatus{{Name: "app", State: tc.then}},
			}}
			comesTo(t, tc.want, endedBefore(pod, "first", "app"))
		})
	}
	comesTo(t, nothing, endedBefore(&corev1.Pod{}, "first", "app"))
}

func TestABlindLookIsTransient(t *testing.T) {
	assert.True(t, await.Transient(blindLook{errors.New("the twin is silent too")}))
}
