package sabotage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/held"
)

// TestALieIsToldToItsRunAlone runs the wrapper of a folder's runc with containers
// of two runs and of none.
func TestALieIsToldToItsRunAlone(t *testing.T) {
	bin := t.TempDir()
	const trueRunc = "#!/bin/sh\necho \"runc $1\"\n"
	require.NoError(t, os.WriteFile(filepath.Join(bin, "runc"), []byte(trueRunc), 0o755))
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	site := held.Cluster{Workers: []string{"worker"}, OnNode: func(ctx context.Context, _ string, program ...string) (string, error) {
		out, err := exec.CommandContext(ctx, program[0], program[1:]...).CombinedOutput()
		return string(out), err
	}}
	create := func(namespace, attempt string) string {
		t.Helper()
		bundle := t.TempDir()
		config := fmt.Sprintf(`{"annotations":{"io.kubernetes.cri.container-name":"main","io.kubernetes.cri.sandbox-name":"pod",`+
			`"io.kubernetes.cri.sandbox-namespace":%q,"volconf.dev/attempt":%q}}`, namespace, attempt)
		require.NoError(t, os.WriteFile(filepath.Join(bundle, "config.json"), []byte(config), 0o644))
		out, err := exec.CommandContext(t.Context(), "runc", "create", "--bundle", bundle, "id").CombinedOutput()
		require.NoErrorf(t, err, "%s", out)
		return string(out)
	}
	tell := func(run, script string) *held.Changed {
		t.Helper()
		broken, err := runcLie(run, script)(t.Context(), site)
		require.NoError(t, err)
		return broken
	}
	one := tell("aaaaaa", `echo "$command one"`)
	two := tell("bbbbbb", `! of its-claim pod main || echo "two: $(annotation sandbox-name)"`)

	const honest = "runc create\n"
	assert.Equal(t, "create one\n"+honest, create("volconf-aaaaaa-its-claim", "its-claim"))
	assert.Equal(t, "two: pod\n"+honest, create("volconf-bbbbbb-its-claim", "its-claim"))
	assert.Equalf(t, "two: pod\n"+honest, create("volconf-bbbbbb-baseline-1", "its-claim-2"), "a later attempt, in a namespace of many")
	assert.Equal(t, honest, create("volconf-bbbbbb-another-claim", "another-claim"))
	assert.Equal(t, honest, create("volconf-cccccc-its-claim", "its-claim"))
	assert.Equal(t, honest, create("kube-system", ""))

	require.NoError(t, one.Undo(t.Context()))
	assert.Equal(t, honest, create("volconf-aaaaaa-its-claim", "its-claim"))
	assert.Equal(t, "two: pod\n"+honest, create("volconf-bbbbbb-its-claim", "its-claim"))
	require.NoError(t, two.Undo(t.Context()))
	left, err := os.ReadFile(filepath.Join(bin, "runc"))
	require.NoError(t, err)
	assert.Equal(t, trueRunc, string(left))

	again := tell("cccccc", "echo again")
	assert.Equal(t, "again\n"+honest, create("volconf-cccccc-its-claim", "its-claim"))
	require.NoError(t, again.Undo(t.Context()))
	assert.Equal(t, honest, create("volconf-cccccc-its-claim", "its-claim"))
}
