package cluster

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOnlyOneHoldsALock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lock")
	first, err := tryLock(path, "a")
	require.NoError(t, err)

	_, err = tryLock(path, "a")
	var locked *LockedError
	require.ErrorAs(t, err, &locked)
	assert.Equal(t, os.Getpid(), locked.PID)
	assert.ErrorContains(t, err, "cluster a is in use by process")

	require.NoError(t, first.release())
	second, err := tryLock(path, "a")
	require.NoError(t, err)
	require.NoError(t, second.remove())
	assert.NoFileExists(t, path)
}

func TestALockOfARemovedFileKeepsNobodyOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lock")
	first, err := tryLock(path, "a")
	require.NoError(t, err)
	waiting, err := os.OpenFile(path, os.O_RDWR, 0) // as somebody who opened it in time
	require.NoError(t, err)
	defer waiting.Close()
	require.NoError(t, first.remove())
	assert.Falsef(t, sameFile(waiting, path), "the file that it opened is gone")

	second, err := tryLock(path, "a")
	require.NoError(t, err)
	assert.Falsef(t, sameFile(waiting, path), "another file has its name now")
	assert.True(t, sameFile(second.file, path))
	require.NoError(t, second.remove())
}

func TestAnUnreadableLockStillNamesTheCluster(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lock")
	held, err := tryLock(path, "a")
	require.NoError(t, err)
	defer held.release() //nolint:errcheck // the end of the test closes it anyway
	require.NoError(t, os.WriteFile(path, []byte("who knows\n"), 0o600))
	_, err = tryLock(path, "a")
	var locked *LockedError
	require.ErrorAs(t, err, &locked)
	assert.Zero(t, locked.PID)
}

func TestLockRefusesNamesThatAreNoFileNames(t *testing.T) {
	for _, name := range []string{"", "../a", "A", "a b", ".a"} {
		_, err := stateDir(t.TempDir()).lock(name)
		assert.ErrorContainsf(t, err, "cannot be the name of a cluster", "name %q", name)
	}
}
