package probe

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a container waits by is a shell's: it is tried with the one of this machine.
func TestTheContainersOwnWaits(t *testing.T) {
	for name, tc := range map[string]struct {
		script, text string
		before       string // content at once
		after        string // content after half a second
		want         string
		atLeast      time.Duration
		atMost       time.Duration
	}{
		"is there":              {onceItIsThere, "", "x", "", "x", 0, 400 * time.Millisecond},
		"comes":                 {onceItIsThere, "", "", "y", "y", 400 * time.Millisecond, 2 * time.Second},
		"never comes":           {onceItIsThere, "", "", "", "", 2900 * time.Millisecond, 6 * time.Second},
		"has the text":          {onceItHas, "b*[", "a\nb*[c\n", "", "a\nb*[c\n", 0, 400 * time.Millisecond},
		"comes to have it":      {onceItHas, "-v2", "v1", "v-v2", "v-v2", 400 * time.Millisecond, 2 * time.Second},
		"never has the text":    {onceItHas, "v2", "v1", "", "v1", 2900 * time.Millisecond, 6 * time.Second},
		"the text is not regex": {onceItHas, ".*", "v1", "v1.*", "v1.*", 400 * time.Millisecond, 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "-a file")
			if tc.before != "" {
				require.NoError(t, os.WriteFile(file, []byte(tc.before), 0o600))
			}
			if tc.after != "" {
				timer := time.AfterFunc(500*time.Millisecond, func() { _ = os.WriteFile(file, []byte(tc.after), 0o600) })
				defer timer.Stop()
			}
			start := time.Now()
			command := exec.CommandContext(t.Context(), "sh", "-c", tc.script, "sh", file, tc.text)
			var said strings.Builder
			command.Stderr = &said
			out, err := command.Output()
			took := time.Since(start)
			assert.GreaterOrEqual(t, took, tc.atLeast)
			assert.LessOrEqual(t, took, tc.atMost)
			assert.Equal(t, tc.want, string(out))
			if tc.want == "" {
				require.Error(t, err)
				assert.Equal(t, 1, command.ProcessState.ExitCode())
				file, err := fileOf(Container{Pod: "p"}, file, Output{Stderr: said.String(), Exit: 1})
				require.NoError(t, err)
				assert.False(t, file.Exists)
			}
		})
	}
}

// One command tells a file that is not there, or is empty, from a cat that sees nothing.
func TestABlindCatIsFoundOut(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "empty"), nil, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "full"), []byte("x\n\n"), 0o600))
	blind := t.TempDir()
	const seesNothing = "#!/bin/sh\n[ \"$1\" != -- ] || shift\necho \"cat: can't open '$1': No such file or directory\" >&2\nexit 1\n"
	require.NoError(t, os.WriteFile(filepath.Join(blind, "cat"), []byte(seesNothing), 0o755))
	read := func(path, file string) (File, error) {
		command := exec.CommandContext(t.Context(), "sh", "-c", atOnce, "sh", filepath.Join(folder, file))
		command.Env = []string{"PATH=" + path + os.Getenv("PATH")}
		var stdout, stderr strings.Builder
		command.Stdout, command.Stderr = &stdout, &stderr
		_ = command.Run() // how it ends is a fact
		return fileOf(Container{Pod: "p"}, filepath.Join(folder, file),
			Output{Stdout: stdout.String(), Stderr: stderr.String(), Exit: command.ProcessState.ExitCode()})
	}
	for file, want := range map[string]File{"none": {}, "empty": {Exists: true}, "full": {Exists: true, Content: "x\n\n"}} {
		got, err := read("", file)
		require.NoErrorf(t, err, file)
		assert.Equalf(t, want, got, file)
		_, err = read(blind+":", file)
		require.ErrorContainsf(t, err, "is blind", file)
	}
}

func TestSeveralFilesByOneCommand(t *testing.T) {
	folder := t.TempDir()
	contents := map[string]string{"empty": "", "lines": "a\n\nb\n\n", "bare": "no end of line", "marked": "\nvolconf-x\n\nvolconf-x 0\n"}
	var paths []string
	for _, name := range []string{"lines", "none", "empty", "marked", "bare"} {
		paths = append(paths, filepath.Join(folder, name))
		if content, has := contents[name]; has {
			require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
		}
	}
	read := func(mark, path string, paths ...string) ([]File, error) {
		command := exec.CommandContext(t.Context(), "sh", append([]string{"-c", several, "sh", mark}, paths...)...)
		command.Env = []string{"PATH=" + path + os.Getenv("PATH")}
		var stdout, stderr strings.Builder
		command.Stdout, command.Stderr = &stdout, &stderr
		require.NoError(t, command.Run())
		return filesOf(Container{Pod: "p"}, mark, paths, Output{Stdout: stdout.String(), Stderr: stderr.String()})
	}
	files, err := read("volconf-y", "", paths...)
	require.NoError(t, err)
	assert.Equal(t, []File{
		{Exists: true, Content: contents["lines"]}, {}, {Exists: true}, {Exists: true, Content: contents["marked"]}, {Exists: true, Content: contents["bare"]},
	}, files)
	_, err = read("volconf-x", "", paths...)
	require.Errorf(t, err, "a mark that a file has")

	blind := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(blind, "cat"), []byte("#!/bin/sh\nexit 0\n"), 0o755))
	_, err = read("volconf-y", blind+":", paths...)
	require.ErrorContains(t, err, "is blind")
	_, err = filesOf(Container{Pod: "p"}, "volconf-y", paths, Output{Stderr: "sh: not found", Exit: 127})
	require.ErrorContains(t, err, "is no answer")
	_, err = read("volconf-y", "", folder) // a folder is no file that is not there
	require.Error(t, err)
}
