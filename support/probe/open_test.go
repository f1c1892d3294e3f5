package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExistsFrom(t *testing.T) {
	there, err := existsFrom("/x", Output{Stdout: "directory\n"})
	require.NoError(t, err)
	assert.True(t, there)
	there, err = existsFrom("/x", Output{Exit: 1, Stderr: "stat: can't stat '/x': No such file or directory\n"})
	require.NoError(t, err)
	assert.False(t, there)
	for name, out := range map[string]Output{
		"may not look":      {Exit: 1, Stderr: "stat: can't stat '/x': Permission denied\n"},
		"no such container": {Exit: 1, Stderr: "OCI runtime exec failed: No such file or directory\n"},
		"no stat":           {Exit: 127, Stderr: "stat: No such file or directory"},
	} {
		_, err := existsFrom("/x", out)
		require.Errorf(t, err, name)
	}
}
