package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDiskCommands(t *testing.T) {
	assert.Equal(t, [][]string{{"mkdir", "/d/mounted"}, {"mount", "-t", "tmpfs", "-o", "size=2G", "volconf", "/d/mounted"}},
		diskCommands("tmpfs", "/d", "/d/mounted"))
	assert.Equal(t, [][]string{
		{"mkdir", "/d/mounted"},
		{"truncate", "--size=2G", "/d/file"},
		{"mkfs.xfs", "-q", "/d/file"},
		{"mount", "-o", "loop", "-t", "xfs", "/d/file", "/d/mounted"},
	}, diskCommands("xfs", "/d", "/d/mounted"))
}

// TestADiskThatCannotBeMadeLeavesNothing: no program makes such a file system.
func TestADiskThatCannotBeMadeLeavesNothing(t *testing.T) {
	state := t.TempDir()
	_, _, err := NewDisk(t.Context(), state, "no-such-type")
	require.ErrorContains(t, err, "making a disk with no-such-type")
	left, err := Disks(state)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// TestDisksOfKilledRunsAreFound and removed.
func TestDisksOfKilledRunsAreFound(t *testing.T) {
	state := t.TempDir()
	at := filepath.Join(state, "disks", "4194305-xfs-1") // above the largest process number
	inUse := filepath.Join(state, "disks", fmt.Sprintf("%d-xfs-2", os.Getppid()))
	require.NoError(t, os.MkdirAll(filepath.Join(at, "mounted"), 0o700))
	require.NoError(t, os.MkdirAll(inUse, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(at, "file"), nil, 0o600))
	found, err := RemoveDisks(t.Context(), state)
	require.NoError(t, err)
	assert.Equal(t, []string{at}, found)
	left, err := Disks(state)
	require.NoError(t, err)
	assert.Empty(t, left)
	assert.DirExists(t, inUse)
	mounted, err := isMounted("/proc")
	require.NoError(t, err)
	assert.True(t, mounted)
}
