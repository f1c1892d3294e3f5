package cluster

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNodeRestarter(t *testing.T) {
	for _, line := range []string{"", "reboot", "ssh node reboot", "{}"} {
		_, err := NodeRestarter(line, nil)
		require.ErrorContainsf(t, err, "must name the node as {}", "%q", line)
	}
	file := t.TempDir() + "/of-"
	restart, err := NodeRestarter("touch "+file+"{}", os.Environ())
	require.NoError(t, err)
	require.NoError(t, restart(t.Context(), "worker $(id)"))
	assert.FileExistsf(t, file+"worker $(id)", "the name is no shell text")
	restart, err = NodeRestarter("false {}", os.Environ())
	require.NoError(t, err)
	require.ErrorContains(t, restart(t.Context(), "worker"), "false worker")
}
