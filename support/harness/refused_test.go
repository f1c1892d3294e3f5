package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
)

func TestWhatTheDaemonSetsControllerWasRefused(t *testing.T) {
	event := func(kind, reason, message string) corev1.Event {
		return corev1.Event{InvolvedObject: corev1.ObjectReference{Kind: kind}, Reason: reason, Message: message}
	}
	const scc = `pods "observer-" is forbidden: unable to validate against any security context constraint: [provider "restricted-v2"]`
	assert.Equal(t, scc, refusedToController([]corev1.Event{
		event("Pod", "FailedScheduling", "0/3 nodes are available"),
		event("DaemonSet", "FailedCreate", "Error creating: "+scc),
	}))
	assert.Contains(t, refusedToController([]corev1.Event{
		event("DaemonSet", "FailedCreate", "Error creating: admission webhook \"v.example.com\" denied the request: \n no hostPath"),
	}), "denied the request: no hostPath")
	for name, e := range map[string]corev1.Event{
		"an API that is away": event("DaemonSet", "FailedCreate", "Error creating: etcdserver: request timed out"),
		"another object's":    event("ReplicaSet", "FailedCreate", "Error creating: "+scc),
		"a Pod that was made": event("DaemonSet", "SuccessfulCreate", "Created pod: observer-x is forbidden: no"),
	} {
		assert.Emptyf(t, refusedToController([]corev1.Event{e}), name)
	}
}
