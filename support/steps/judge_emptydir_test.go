package steps

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestOutOfMemory(t *testing.T) {
	for name, ended := range map[string]corev1.ContainerStateTerminated{
		"named by the runtime":   {ExitCode: 137, Reason: "OOMKilled"},
		"child of the container": {ExitCode: 1, Reason: "OOMKilled"},
		"killed, cause unknown":  {ExitCode: 137, Reason: "Error"},
	} {
		assert.NoErrorf(t, outOfMemory(ended), name)
	}
	for name, ended := range map[string]corev1.ContainerStateTerminated{
		"ended well":       {Reason: "Completed"},
		"failed by itself": {ExitCode: 1, Reason: "Error"},
		"told to end":      {ExitCode: 143, Reason: "Error"},
	} {
		assert.Truef(t, isBroken(outOfMemory(ended)), name)
	}
}

func TestEvictedFor(t *testing.T) {
	const text = `exceeds the limit "10Mi"`
	good := corev1.PodStatus{Phase: corev1.PodFailed, Reason: "Evicted", Message: `Usage of EmptyDir volume "data" exceeds the limit "10Mi". `}
	assert.NoError(t, evictedFor(good, text))
	for name, status := range map[string]corev1.PodStatus{
		"failed by itself":     {Phase: corev1.PodFailed},
		"another reason":       {Phase: corev1.PodFailed, Reason: "NodeShutdown", Message: good.Message},
		"evicted for the node": {Phase: corev1.PodFailed, Reason: "Evicted", Message: "The node was low on resource: memory."},
	} {
		err := evictedFor(status, text)
		require.Errorf(t, err, name)
		assert.Falsef(t, isBroken(err), name)
	}
}

func TestRefusedFor(t *testing.T) {
	assert.NoError(t, refusedFor("write", "Permission denied", probe.Output{Exit: 1, Stderr: "touch: /d/x: Permission denied"}))
	assert.True(t, isBroken(refusedFor("write", "Permission denied", probe.Output{})))
	for name, out := range map[string]probe.Output{
		"refused for another":   {Exit: 1, Stderr: "touch: /d/x: Read-only file system"},
		"there is no such tool": {Exit: 127, Stderr: "touch: not found"},
	} {
		err := refusedFor("write", "Permission denied", out)
		require.Errorf(t, err, name)
		assert.Falsef(t, isBroken(err), name)
	}
}

// TestChangesAreToldApart: a change that works, one that is refused as it should be,
// and one that fails for a reason that shows nothing.
func TestChangesAreToldApart(t *testing.T) {
	works := probe.Output{}
	readOnlyNow := probe.Output{Exit: 1, Stderr: "touch: /d/created: Read-only file system"}
	denied := probe.Output{Exit: 1, Stderr: "chown: /d/kept: Operation not permitted"}
	assert.NoError(t, notRefused("change an owner", works))
	assert.True(t, isBroken(notRefused("create a file", readOnlyNow)))
	assert.NoError(t, refusedAsReadOnly("create a file", readOnlyNow))
	assert.True(t, isBroken(refusedAsReadOnly("create a file", works)))
	for _, err := range []error{notRefused("change an owner", denied), refusedAsReadOnly("change an owner", denied)} {
		require.Error(t, err)
		assert.False(t, isBroken(err))
	}
}

// TestEachChangeIsTold runs the changes on a folder that takes them, and reads what
// they say.
func TestEachChangeIsTold(t *testing.T) {
	said, err := exec.CommandContext(t.Context(), "sh", "-c", tryChanges(asItWas, asItWas), "sh", t.TempDir()).Output()
	require.NoError(t, err)
	outs, err := changed(string(said))
	require.NoError(t, err)
	for i, out := range outs {
		if changesTo[i].name == "change an owner" {
			continue // only root may
		}
		assert.Zerof(t, out.Exit, "%s: %s", changesTo[i].name, out.Stderr)
	}
	for _, said := range []string{"", "0\n1 no", strings.Repeat("what\n", len(changesTo))} {
		_, err := changed(said)
		assert.Errorf(t, err, said)
	}
}
