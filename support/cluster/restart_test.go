package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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

func TestARestartThatHasBegunIsSeenThrough(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "restart")
	require.NoError(t, os.WriteFile(script, []byte("touch \"$1.begun\"; sleep 0.3; touch \"$1.done\"\n"), 0o600))
	restart, err := NodeRestarter("sh "+script+" {}", os.Environ())
	require.NoError(t, err)
	node := filepath.Join(dir, "node")
	ctx, cancel := context.WithCancelCause(t.Context())
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(node + ".begun"); err == nil {
				cancel(errors.New("interrupted"))
			}
		}
	}()
	require.NoError(t, restart(ctx, node))
	require.Error(t, ctx.Err())
	assert.FileExists(t, node+".done")
	require.EqualErrorf(t, restart(ctx, node+"-2"), "interrupted", "one that has not begun is not")
	assert.NoFileExists(t, node+"-2.begun")
}
