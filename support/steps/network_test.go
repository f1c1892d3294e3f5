package steps

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNoneSays(t *testing.T) {
	const both = "sees /dev/shm\nsees /dev/mqueue\n"
	require.NoError(t, noneSays("x", both, "lacks "))
	require.NoErrorf(t, noneSays("x", "lacks /dev/shm\n", "sees "), "there may be no queues")
	for _, err := range []error{
		noneSays("x", "sees /dev/shm\nlacks /dev/mqueue\n", "lacks "),
		noneSays("x", "lacks /dev/shm\nsees /dev/mqueue\n", "sees "),
	} {
		assert.Truef(t, isBroken(err), "%v", err)
	}
	blind := noneSays("x", "", "sees ")
	require.Errorf(t, blind, "a look that shows nothing")
	assert.False(t, isBroken(blind))
}

// TestProcessesAreSeenByTheirName with the shell of this machine: a look does not find itself.
func TestProcessesAreSeenByTheirName(t *testing.T) {
	run := func(script, name string) string {
		out, err := exec.CommandContext(t.Context(), "sh", "-c", script, "sh", name).CombinedOutput()
		require.NoErrorf(t, err, "%s", out)
		return strings.TrimSpace(string(out))
	}
	name := strings.TrimPrefix(NewToken(), "t")
	assert.Equal(t, "lacks its process", run(seeProcess, name))
	process := exec.CommandContext(t.Context(), "sh", "-c", "sleep 60; :", "t"+name)
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	require.NoError(t, process.Start())
	t.Cleanup(func() {
		_ = syscall.Kill(-process.Process.Pid, syscall.SIGKILL)
		_ = process.Wait()
	})
	run(namedProcess, name) // it is there already, and no second is begun
	assert.Equal(t, "sees its process", run(seeProcess, name))
}
