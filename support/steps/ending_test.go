package steps

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
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
		"it was let end":                      {step: app.EndsBy("true"), code: 0},
		"it was let end, and failed":          {step: app.EndsBy("true"), code: 1, fail: "to see container app end with 0"},
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
			scene.Timeouts = await.Timeouts{PodReady: 4 * await.Interval, Exec: time.Millisecond}
			// The API server is away: the answer to a command may be lost.
			scene.REST = &rest.Config{Host: "http://127.0.0.1:1"}
			var err error
			scene.Kube, err = kubernetes.NewForConfig(scene.REST)
			require.NoError(t, err)

			err = tc.step(t.Context(), scene)
			if tc.fail == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tc.fail)
			assert.Equal(t, tc.broken, isBroken(err))
		})
	}
}
