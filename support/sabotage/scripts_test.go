package sabotage

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestScriptsEmptyFolders: a script that fails in silence makes survivors of
// claims that would have failed.
func TestScriptsEmptyFolders(t *testing.T) {
	for name, tc := range map[string]struct {
		script string
		left   []string
	}{
		"emptied":         {emptied, nil},
		"folders emptied": {foldersEmptied, []string{".hidden", ".out", "in", "out"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := t.TempDir()
			for _, file := range []string{"in/below/file", ".hidden/file", "in/.file"} {
				require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(d, file)), 0o755))
				require.NoError(t, os.WriteFile(filepath.Join(d, file), nil, 0o644))
			}
			for _, file := range []string{"out", ".out"} {
				require.NoError(t, os.WriteFile(filepath.Join(d, file), nil, 0o644))
			}
			for range 2 { // an empty folder is emptied too
				out, err := exec.CommandContext(t.Context(), "sh", "-euc", "d=$1; "+tc.script, "sh", d).CombinedOutput()
				require.NoErrorf(t, err, "%s", out)
			}
			var left []string
			require.NoError(t, filepath.WalkDir(d, func(path string, _ os.DirEntry, err error) error {
				if path != d {
					left = append(left, path[len(d)+1:])
				}
				return err
			}))
			assert.Equal(t, tc.left, left)
		})
	}
}
