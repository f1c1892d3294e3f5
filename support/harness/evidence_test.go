package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
)

func TestLogsAreAskedForWhereTheKubeletHasThem(t *testing.T) {
	ended := func(id string) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ContainerID: id}}
	}
	for name, c := range map[string]struct {
		status corev1.ContainerStatus
		want   []bool
	}{
		"never made":       {corev1.ContainerStatus{}, nil},
		"never restarted":  {corev1.ContainerStatus{ContainerID: "b"}, []bool{false}},
		"restarted":        {corev1.ContainerStatus{ContainerID: "b", RestartCount: 1, LastTerminationState: ended("a")}, []bool{false, true}},
		"between the two":  {corev1.ContainerStatus{RestartCount: 1, LastTerminationState: ended("a")}, []bool{true}},
		"removed in place": {corev1.ContainerStatus{ContainerID: "b", RestartCount: 1, LastTerminationState: ended("")}, []bool{false}},
		"sandbox lost":     {corev1.ContainerStatus{ContainerID: "b", RestartCount: 1}, []bool{false}},
	} {
		assert.Equalf(t, c.want, logsOf(c.status), name)
	}
}
