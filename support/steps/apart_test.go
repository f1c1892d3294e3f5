package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

// outcome is what a judgement may come to.
type outcome string

const (
	held     outcome = "held"
	contrary outcome = "a fact against the claim"
	nothing  outcome = "nothing learnt"
)

// comesTo checks that a judgement takes for a fact what is one, and nothing else.
func comesTo(t *testing.T, want outcome, err error) {
	t.Helper()
	got := nothing
	switch {
	case err == nil:
		got = held
	case isBroken(err):
		got = contrary
	}
	assert.Equalf(t, want, got, "%v", err)
}

func TestAPodThatMayRunElsewhere(t *testing.T) {
	on := func(node, unscheduled string) *corev1.Pod {
		pod := &corev1.Pod{Spec: corev1.PodSpec{NodeName: node}}
		if unscheduled != "" {
			pod.Status.Conditions = []corev1.PodCondition{{
				Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: corev1.PodReasonUnschedulable, Message: unscheduled,
			}}
		}
		return pod
	}
	comesTo(t, held, runsOn(on("worker2", ""), "worker2"))
	comesTo(t, contrary, runsOn(on("worker", ""), "worker2"))
	comesTo(t, contrary, runsOn(on("", "0/3 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity"), "worker2"))
	comesTo(t, contrary, runsOn(on("", "0/3 nodes are available: 2 node(s) had volume node affinity conflict"), "worker2"))
	assert.Falsef(t, boundToAVolume(on("", "0/3 nodes are available: 3 Too many pods")), "a full cluster says nothing of volumes")
	assert.Falsef(t, boundToAVolume(on("", "pod has unbound immediate PersistentVolumeClaims")), "it is not bound yet")
}

func TestADeviceThatCannotBeOpened(t *testing.T) {
	for name, tc := range map[string]struct {
		out  probe.Output
		want outcome
	}{
		"the control group forbids it": {probe.Output{Exit: 1, Stderr: "sh: can't open /kmsg: Operation not permitted\n"}, held},
		"a kernel of its own":          {probe.Output{Exit: 1, Stderr: "sh: can't open /kmsg: No such device or address\n"}, held},
		"it opens":                     {probe.Output{}, contrary},
		"it is not there":              {probe.Output{Exit: 1, Stderr: "sh: can't open /kmsg: No such file or directory\n"}, nothing},
		"there is no shell":            {probe.Output{Exit: 126, Stderr: "exec failed"}, nothing},
	} {
		t.Run(name, func(t *testing.T) { comesTo(t, tc.want, unopened("/kmsg", tc.out)) })
	}
}
