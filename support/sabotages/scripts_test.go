package sabotages

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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

// TestCopiesBringWhatIsLacking: a copy that wrote over a file would break the
// controls of the claim that it is for.
func TestCopiesBringWhatIsLacking(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "made")
	write := func(path, content string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	write(from+"/run/one", "one")
	write(from+"/run/large", strings.Repeat("x", 256<<10))
	write(to+"/run/two", "two")
	write(from+"/run/both", "of one")
	write(to+"/run/both", "of the other")
	for range 2 {
		out, err := exec.CommandContext(t.Context(), "sh", "-euc", copyOnce, "sh", from, to).CombinedOutput()
		require.NoErrorf(t, err, "%s", out)
	}
	for file, want := range map[string]string{"one": "one", "two": "two", "both": "of the other"} {
		got, err := os.ReadFile(filepath.Join(to, "run", file))
		require.NoErrorf(t, err, file)
		assert.Equalf(t, want, string(got), file)
	}
	assert.NoFileExists(t, to+"/run/large")

	out, err := exec.CommandContext(t.Context(), "sh", "-euc", copyOnce, "sh", from+"/none", to).CombinedOutput()
	require.NoErrorf(t, err, "a worker without any hostPath: %s", out)
}
