package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestWhoIsShutOut(t *testing.T) {
	ended := func(code int32, message string) corev1.ContainerStatus {
		return corev1.ContainerStatus{Name: "git-sync", LastTerminationState: corev1.ContainerState{
			Terminated: &corev1.ContainerStateTerminated{ExitCode: code, Message: message},
		}}
	}
	running := corev1.ContainerStatus{Name: "git-sync", State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}}
	for name, tc := range map[string]struct {
		status corev1.ContainerStatus
		file   probe.File
		done   bool
		want   outcome
	}{
		"refused":                       {ended(1, "fatal: Authentication failed for 'http://private-http/'"), probe.File{}, true, held},
		"let in":                        {running, probe.File{Exists: true, Content: "token"}, false, contrary},
		"let in after it was refused":   {ended(1, "fatal: Authentication failed"), probe.File{Exists: true}, false, contrary},
		"not yet":                       {running, probe.File{}, false, held},
		"refused for another reason":    {ended(128, "Could not resolve host: private-http"), probe.File{}, false, held},
		"the words, and all went well":  {ended(0, "Authentication failed"), probe.File{}, false, held},
		"it was never there to be told": {corev1.ContainerStatus{Name: "git-sync"}, probe.File{}, false, held},
	} {
		t.Run(name, func(t *testing.T) {
			done, err := shutOut(tc.status, tc.file, "/content/index.html", "Authentication failed")
			assert.Equal(t, tc.done, done)
			comesTo(t, tc.want, err)
		})
	}
}
