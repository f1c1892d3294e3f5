package steps

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"github.com/volconf/volconf/support/probe"
)

func TestContainersOn(t *testing.T) {
	running := corev1.ContainerStatus{
		Name: "main", Ready: true, ContainerID: "1", State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{}},
	}
	ended := running
	ended.Ready, ended.State = false, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{}}
	for name, tc := range map[string]struct {
		phase    corev1.PodPhase
		statuses []corev1.ContainerStatus
		leaving  bool
		want     map[string]string
	}{
		"runs":                             {phase: corev1.PodRunning, statuses: []corev1.ContainerStatus{running}, want: map[string]string{"ns/pod/main": "1"}},
		"has ended and is to run again":    {phase: corev1.PodRunning, statuses: []corev1.ContainerStatus{ended}, want: map[string]string{"ns/pod/main": ""}},
		"its init containers run again":    {phase: corev1.PodPending, statuses: []corev1.ContainerStatus{ended}, want: map[string]string{"ns/pod/main": ""}},
		"the kubelet says nothing of it":   {phase: corev1.PodPending, want: map[string]string{"ns/pod/main": ""}},
		"is done":                          {phase: corev1.PodSucceeded, statuses: []corev1.ContainerStatus{ended}, want: map[string]string{}},
		"has failed":                       {phase: corev1.PodFailed, statuses: []corev1.ContainerStatus{ended}, want: map[string]string{}},
		"is deleted, and runs for a while": {phase: corev1.PodRunning, statuses: []corev1.ContainerStatus{running}, leaving: true, want: map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			pod := &corev1.Pod{
				ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod", Finalizers: []string{"volconf.dev/held"}},
				Spec:       corev1.PodSpec{NodeName: "n", Containers: []corev1.Container{{Name: "main"}}},
				Status:     corev1.PodStatus{Phase: tc.phase, ContainerStatuses: tc.statuses},
			}
			if tc.leaving {
				pod.DeletionTimestamp = &metav1.Time{Time: time.Now()}
			}
			got, err := containersOn(t.Context(), &probe.Scene{Kube: fake.NewClientset(pod)}, "n")
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestNotRenewed(t *testing.T) {
	before := map[string]string{"a/pod/main": "1", "a/pod/waiting": ""}
	for name, tc := range map[string]struct {
		now  map[string]string
		want []string
	}{
		"the API has not heard of it yet": {map[string]string{"a/pod/main": "1"}, []string{"a/pod/main"}},
		"it does not run yet":             {map[string]string{"a/pod/main": ""}, []string{"a/pod/main"}},
		"it runs anew":                    {map[string]string{"a/pod/main": "2"}, nil},
		"the Pod is gone":                 {map[string]string{}, nil},
		"it did not run before":           {map[string]string{"a/pod/main": "2", "a/pod/waiting": ""}, nil},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tc.want, notRenewed(before, tc.now)) })
	}
}
