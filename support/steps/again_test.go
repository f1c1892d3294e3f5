package steps

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestChangesMayBeMadeAgain: a command is run again where its connection broke, and
// the first may have done all it had to.
func TestChangesMayBeMadeAgain(t *testing.T) {
	scripts := map[string]struct {
		script string
		second string // argument
		want   map[string]string
	}{
		"append":          {appendOnce, " two", map[string]string{"one": "one two"}},
		"append to none":  {`set -- "$1-new" "$2"; ` + appendOnce, "two", map[string]string{"one": "one", "one-new": "two"}},
		"rename":          {`cd "$(dirname "$1")"; set -- one "$2"; ` + renameOnce, "two", map[string]string{"two": "one"}},
		"change a folder": {`set -- "$(dirname "$1")"; ` + tryChanges(asItWas, asItWas), "", map[string]string{"one": "one", "kept": "kept\n"}},
	}
	for name, tc := range scripts {
		t.Run(name, func(t *testing.T) {
			d := t.TempDir()
			one := filepath.Join(d, "one")
			require.NoError(t, os.WriteFile(one, []byte("one"), 0o644))
			for range 2 {
				out, err := exec.CommandContext(t.Context(), "sh", "-c", tc.script, "sh", one, tc.second).CombinedOutput()
				require.NoErrorf(t, err, "%s", out)
			}
			got := map[string]string{}
			entries, err := os.ReadDir(d)
			require.NoError(t, err)
			for _, e := range entries {
				if content, err := os.ReadFile(filepath.Join(d, e.Name())); err == nil {
					got[e.Name()] = string(content)
				}
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

// TestProgramsAreStartedOnce with programs that stand in for those of the container.
func TestProgramsAreStartedOnce(t *testing.T) {
	for program, tc := range map[string]struct{ script, argument, want string }{
		"dd":    {`set -- "$1" /dev/null; ` + holdMemory, "64M", "if=/dev/zero bs=64M count=1\n"},
		"httpd": {serveOnce, "8081", "-p 127.0.0.1:8081 -h /tmp\n"},
	} {
		t.Run(program, func(t *testing.T) {
			bin := t.TempDir()
			started := filepath.Join(bin, "started")
			for name, script := range map[string]string{
				program: `echo "$*" >> "` + started + `"`,
				"pidof": `[ "$1" = ` + program + ` ] && [ -e "` + started + `" ]`,
				"sleep": `cat`,
			} {
				require.NoError(t, os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script), 0o755))
			}
			for range 2 {
				command := exec.CommandContext(t.Context(), "sh", "-c", tc.script+"\nwait", "sh", tc.argument)
				command.Env = []string{"PATH=" + bin + ":/usr/bin:/bin"}
				out, err := command.CombinedOutput()
				require.NoErrorf(t, err, "%s", out)
			}
			got, err := os.ReadFile(started)
			require.NoError(t, err)
			assert.Equal(t, tc.want, string(got))
		})
	}
}
