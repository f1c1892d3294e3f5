package steps

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
)

func TestRunsUnready(t *testing.T) {
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	ready := func(is corev1.ConditionStatus) []corev1.PodCondition {
		return []corev1.PodCondition{{Type: corev1.PodReady, Status: is}}
	}
	unready := &corev1.Pod{Status: corev1.PodStatus{Conditions: ready(corev1.ConditionFalse), ContainerStatuses: []corev1.ContainerStatus{
		{Ready: true, State: running}, {State: running},
	}}}
	assert.True(t, runsUnready(unready))
	for name, spoil := range map[string]func(*corev1.PodStatus){
		"the Pod is Ready":        func(s *corev1.PodStatus) { s.Conditions = ready(corev1.ConditionTrue) },
		"a container is down":     func(s *corev1.PodStatus) { s.ContainerStatuses[1].State = corev1.ContainerState{} },
		"nothing was started yet": func(s *corev1.PodStatus) { s.ContainerStatuses = nil },
	} {
		pod := unready.DeepCopy()
		spoil(&pod.Status)
		assert.Falsef(t, runsUnready(pod), name)
	}
}

func TestLinesOf(t *testing.T) {
	const log = "whole 0\nmixed 1 0\nwhole 1\nmixedup\nmissing\n"
	for word, want := range map[string]int{"whole": 2, "mixed": 1, "missing": 1, "gone": 0} {
		count, first := linesOf(log, word)
		assert.Equalf(t, want, count, word)
		assert.Equalf(t, want > 0, first != "", word)
	}
}

func TestASpellEndsWithTheFirstBreak(t *testing.T) {
	var dry spell
	start := time.Now()
	at := func(seconds int, so bool) time.Duration {
		return dry.at(start.Add(time.Duration(seconds)*time.Second), so)
	}
	assert.Zero(t, at(0, false))
	assert.Zero(t, at(1, true))
	assert.Equal(t, 2*time.Second, at(3, true))
	assert.Zero(t, at(4, false))
	assert.Zero(t, at(5, true))
	assert.Equal(t, 4*time.Second, at(9, true))
}
