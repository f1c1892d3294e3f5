package steps

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// TestAContainersEnd: some wait for another end than the one that is seen, some
// take it for a fact.
func TestAContainersEnd(t *testing.T) {
	app := Pod("pod").Named("app")
	for name, tc := range map[string]struct {
		step   Step
		code   int32
		fail   string // nothing where the step holds
		broken bool
	}{
		"it completes":                        {step: app.Completes(), code: 0},
		"it does not complete":                {step: app.Completes(), code: 1, fail: "ended with 1", broken: true},
		"it fails":                            {step: app.FailsWith(2), code: 2},
		"it does not fail":                    {step: app.FailsWith(2), code: 0, fail: "ended with 0", broken: true},
		"it comes to fail":                    {step: app.ComesToFailWith(2, "words"), code: 2},
		"it comes to fail in another way":     {step: app.ComesToFailWith(2, "words"), code: 3, fail: "ended with 3", broken: true},
		"it comes to fail, and says why":      {step: app.ComesToFailWith(2, "other"), code: 2, fail: "last words", broken: true},
		"it has succeeded and not yet failed": {step: app.ComesToFailWith(2, "words"), code: 0, fail: "to see container app fail", broken: true},
		"it has run out of memory":            {step: app.RunsOutOfMemory(), code: 137},
		"it has not yet run out of memory":    {step: app.RunsOutOfMemory(), code: 0, fail: "to see container app fail", broken: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod"}}
			pod.Status.ContainerStatuses = []corev1.ContainerStatus{{Name: "app", State: corev1.ContainerState{
				Terminated: &corev1.ContainerStateTerminated{ExitCode: tc.code, Message: "last words"},
			}}}
			scene := sceneWith(t, pod)
			scene.Timeouts = await.Timeouts{PodReady: 4 * await.Interval}
			err := tc.step(t.Context(), scene)
			if tc.fail == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tc.fail)
			assert.Equal(t, tc.broken, isBroken(err))
		})
	}
}

// A first try may fail for another reason than the one that a container comes to.
func TestComesToFailWithWaitsForItsFailure(t *testing.T) {
	ended := func(code int32, message string) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: code, Message: message}}
	}
	for name, tc := range map[string]struct {
		now, last    corev1.ContainerState
		later        corev1.ContainerState
		phase        corev1.PodPhase
		fail         string
		broken, soon bool
	}{
		"the way was not there yet":  {now: ended(128, "Connection refused"), later: ended(128, "not found")},
		"it goes on so":              {now: ended(128, "Connection refused"), later: ended(128, "Connection refused"), fail: "Connection refused", broken: true},
		"it is tried no more":        {now: ended(1, "other"), later: ended(1, "other"), phase: Failed, fail: "other", broken: true, soon: true},
		"it runs and does not end":   {now: corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}, later: corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}, fail: "fail", broken: true},
		"it was never made":          {now: waitsFor("ContainerCreating"), later: waitsFor("ContainerCreating"), fail: "never came as far"},
		"the runtime cannot start":   {now: waitsFor("CrashLoopBackOff"), last: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "StartError", ExitCode: 128}}, later: waitsFor("CrashLoopBackOff"), fail: "never came as far"},
		"its image is not to be had": {now: waitsFor("ImagePullBackOff"), later: waitsFor("ImagePullBackOff"), fail: "no image", soon: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod"}, Status: corev1.PodStatus{Phase: tc.phase}}
				pod.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "clone", State: tc.now, LastTerminationState: tc.last}}
				scene := sceneWhere(t, pod, func(later *corev1.Pod) { later.Status.InitContainerStatuses[0].State = tc.later })
				start := time.Now()
				err := Pod("pod").Named("clone").ComesToFailWith(128, "not found")(t.Context(), scene)
				assert.Equal(t, tc.soon, time.Since(start) < time.Second)
				assert.Equal(t, tc.broken, isBroken(err))
				if tc.fail == "" {
					require.NoError(t, err)
				} else {
					require.ErrorContains(t, err, tc.fail)
				}
			})
		})
	}
}

func waitsFor(reason string) corev1.ContainerState {
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason}}
}

// TestEndsByWaitsForTheEnd: whatever the command said, it is the container's end
// that counts.
func TestEndsByWaitsForTheEnd(t *testing.T) {
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	ended := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 1}}
	for name, tc := range map[string]struct {
		first, later corev1.ContainerStatus
		fail         string
	}{
		"it ends":              {first: corev1.ContainerStatus{State: running, ContainerID: "a"}, later: corev1.ContainerStatus{State: ended, ContainerID: "a"}},
		"it is restarted":      {first: corev1.ContainerStatus{State: running, ContainerID: "a"}, later: corev1.ContainerStatus{State: running, ContainerID: "b"}},
		"it runs on":           {first: corev1.ContainerStatus{State: running, ContainerID: "a"}, later: corev1.ContainerStatus{State: running, ContainerID: "a"}, fail: "to end container"},
		"it does not run":      {first: corev1.ContainerStatus{}, later: corev1.ContainerStatus{}, fail: "to run container"},
		"it begins to run on":  {first: corev1.ContainerStatus{}, later: corev1.ContainerStatus{State: running, ContainerID: "a"}, fail: "to end container"},
		"it had already ended": {first: corev1.ContainerStatus{State: ended}, later: corev1.ContainerStatus{State: ended}, fail: "to run container"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tc.first.Name, tc.later.Name = "app", "app"
				pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod"}}
				pod.Spec.Containers = []corev1.Container{{Name: "app"}}
				pod.Status.ContainerStatuses = []corev1.ContainerStatus{tc.first}
				scene := sceneWhere(t, pod, func(later *corev1.Pod) { later.Status.ContainerStatuses = []corev1.ContainerStatus{tc.later} })
				answerLost(t, scene)

				err := Pod("pod").EndsBy("true")(t.Context(), scene)
				if tc.fail == "" {
					require.NoError(t, err)
					return
				}
				require.ErrorContains(t, err, tc.fail)
				assert.False(t, isBroken(err))
			})
		})
	}
}

// answerLost gives a scene whose API server is away: no command is answered.
func answerLost(t *testing.T, scene *probe.Scene) {
	t.Helper()
	scene.Timeouts.Exec = time.Millisecond
	scene.REST = &rest.Config{Host: "http://127.0.0.1:1"}
	var err error
	scene.Kube, err = kubernetes.NewForConfig(scene.REST)
	require.NoError(t, err)
}
