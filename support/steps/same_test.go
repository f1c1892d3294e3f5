package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/probe"
)

func TestTwoFolders(t *testing.T) {
	folder := func(device, inode uint64) probe.NodeFile {
		return probe.NodeFile{Path: "/pods/x", Exists: true, Dev: device, Inode: inode}
	}
	one := folder(1, 2)
	require.NoError(t, twoFolders(one, one, folder(1, 3)))
	require.NoErrorf(t, twoFolders(one, one, folder(2, 2)), "on another file system")
	assert.True(t, isBroken(twoFolders(one, one, one)))
	for name, blind := range map[string]error{
		"numbers that are made up at each look": twoFolders(one, folder(1, 7), folder(1, 3)),
		"the first is missing":                  twoFolders(probe.NodeFile{}, probe.NodeFile{}, one),
		"the other is missing":                  twoFolders(one, one, probe.NodeFile{}),
	} {
		require.Errorf(t, blind, name)
		assert.Falsef(t, isBroken(blind), name)
	}
}
