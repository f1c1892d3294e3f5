package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
)

func TestExceeds(t *testing.T) {
	full, begun, none := holding{who: "left", bytes: 128 << 20}, holding{who: "right", bytes: 1 << 20}, holding{who: "right"}
	gone := holding{who: "right", killed: "was killed"}
	for name, tc := range map[string]struct {
		seen   []holding
		done   bool
		broken bool
	}{
		"the second was killed":     {seen: []holding{full, gone, full}, done: true},
		"the first was killed":      {seen: []holding{gone, full, gone}, done: true},
		"killed between the looks":  {seen: []holding{full, full, gone}, done: true},
		"the second has not begun":  {seen: []holding{full, none, full}},
		"the second is not through": {seen: []holding{full, begun, full}},
		"neither has begun":         {seen: []holding{none, none, none}},
		"both hold it":              {seen: []holding{full, full, full}, broken: true},
	} {
		done, _, err := exceeds(tc.seen, 128)
		assert.Equalf(t, tc.done, done, name)
		assert.Equalf(t, tc.broken, isBroken(err), name)
	}
}

func TestHeldFrom(t *testing.T) {
	held, err := heldFrom("left", "VmRSS:\t  131464 kB\n")
	require.NoError(t, err)
	assert.True(t, held.holds(128))
	assert.False(t, held.holds(256))
	held, err = heldFrom("left", "")
	require.NoErrorf(t, err, "it may not have begun")
	assert.Zero(t, held.bytes)
	held, err = heldFrom("left", "137\n")
	require.NoError(t, err)
	assert.NotEmpty(t, held.killed)
	_, err = heldFrom("left", "1\n")
	require.ErrorContainsf(t, err, "ended with 1", "another end is no kill")
}

func TestKilledForMemory(t *testing.T) {
	ended := func(reason string, code int32) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: reason, ExitCode: code}}
	}
	assert.NotEmpty(t, killedForMemory(corev1.ContainerStatus{State: ended("OOMKilled", 137)}))
	assert.NotEmpty(t, killedForMemory(corev1.ContainerStatus{LastTerminationState: ended("Error", 137)}))
	assert.Empty(t, killedForMemory(corev1.ContainerStatus{}))
	assert.Empty(t, killedForMemory(corev1.ContainerStatus{LastTerminationState: ended("Completed", 0)}))
}
