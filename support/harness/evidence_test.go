package harness

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
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

// A namespace may have been another claim's before.
func TestEventsOfTheClaimBeforeAreNoEvidence(t *testing.T) {
	began := time.Date(2026, 11, 25, 12, 0, 10, 900, time.UTC)
	event := func(name string, second int) corev1.Event {
		return corev1.Event{
			ObjectMeta: metav1.ObjectMeta{Name: name}, LastTimestamp: metav1.NewTime(time.Date(2026, 11, 25, 12, 0, second, 0, time.UTC)),
		}
	}
	late := corev1.Event{ObjectMeta: metav1.ObjectMeta{Name: "by its event time"}, EventTime: metav1.NewMicroTime(began.Add(time.Second))}
	kept := lately([]corev1.Event{event("before", 9), event("in the same second", 10), event("after", 11), late}, began)
	names := make([]string, len(kept))
	for i := range kept {
		names[i] = kept[i].Name
	}
	assert.Equal(t, []string{"in the same second", "after", "by its event time"}, names)
	assert.Len(t, lately(make([]corev1.Event, 2*maxEvents), time.Time{}), maxEvents)
}
