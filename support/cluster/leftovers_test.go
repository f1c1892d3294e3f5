package cluster

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// written puts the state of a cluster into a folder, as a run does first of all.
func written(t *testing.T, dir stateDir, s state) {
	t.Helper()
	held, err := dir.lock(s.Name)
	require.NoError(t, err)
	require.NoError(t, dir.write(s))
	require.NoError(t, held.release())
}

func names(left []Leftover) []string {
	var all []string
	for _, l := range left {
		all = append(all, l.Name)
	}
	return all
}

func TestLeftoversAreTheOnesNobodyUses(t *testing.T) {
	dir := stateDir(t.TempDir())
	for _, s := range []state{
		{Name: "volconf-killed", RunID: "killed", Engine: "podman"},
		{Name: "volconf-running", Engine: "podman"},
		{Name: "volconf-kept", Engine: "podman", Kept: true, Nodes: nodesOf("volconf-kept")},
		{Name: "volconf-husk", Engine: "podman", Kept: true, Nodes: nodesOf("volconf-husk")},
		{Name: "volconf-elsewhere", Engine: "docker"},
	} {
		written(t, dir, s)
	}
	held, err := dir.lock("volconf-running")
	require.NoError(t, err)
	defer held.release() //nolint:errcheck // the end of the test closes it anyway
	require.NoError(t, os.WriteFile(dir.file("volconf-torn", ".json"), []byte(`{"name":"volc`), 0o600))
	fake := &fakeEngine{containers: slices.Concat(nodesOf("volconf-running"), nodesOf("volconf-kept"), nodesOf("volconf-stray"), []string{"kind-control-plane"})}

	used, err := InUse(string(dir))
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"volconf-running": os.Getpid()}, used)

	left, err := Leftovers(t.Context(), fake.engine(), string(dir))
	require.NoError(t, err)
	assert.Equal(t, []string{"volconf-husk", "volconf-kept", "volconf-killed", "volconf-torn", "volconf-stray"}, names(left))
	for _, l := range left {
		assert.Equalf(t, l.Name == "volconf-kept", l.Kept, "%s kept: a cluster whose containers are gone is kept by nobody", l.Name)
		assert.Equalf(t, l.Name == "volconf-stray", l.Unknown, "%s unknown", l.Name)
	}
}

func TestRemoveOfALeftoverTakesEverything(t *testing.T) {
	dir := stateDir(t.TempDir())
	written(t, dir, state{Name: "volconf-1", Engine: "podman"})
	require.NoError(t, os.WriteFile(dir.kubeconfig("volconf-1"), nil, 0o600))
	fake := &fakeEngine{containers: nodesOf("volconf-1")}
	left, err := Leftovers(t.Context(), fake.engine(), string(dir))
	require.NoError(t, err)
	require.Len(t, left, 1)

	require.NoError(t, left[0].Remove(t.Context()))
	assert.Empty(t, fake.containers)
	files, err := filepath.Glob(filepath.Join(string(dir), "*"))
	require.NoError(t, err)
	assert.Empty(t, files)
}

func TestALeftoverThatIsTakenOverMeanwhileStays(t *testing.T) {
	dir := stateDir(t.TempDir())
	written(t, dir, state{Name: "volconf-1", Engine: "podman", Kept: true, Nodes: nodesOf("volconf-1")})
	fake := &fakeEngine{containers: nodesOf("volconf-1")}
	left, err := Leftovers(t.Context(), fake.engine(), string(dir))
	require.NoError(t, err)
	require.Len(t, left, 1)

	held, err := dir.lock("volconf-1")
	require.NoError(t, err)
	var locked *LockedError
	require.ErrorAs(t, left[0].Remove(t.Context()), &locked)
	assert.Equal(t, nodesOf("volconf-1"), fake.containers)
	require.NoError(t, held.release())
}

func TestALeftoverThatCannotBeRemovedIsFoundAgain(t *testing.T) {
	dir := stateDir(t.TempDir())
	written(t, dir, state{Name: "volconf-1", Engine: "podman"})
	fake := &fakeEngine{containers: nodesOf("volconf-1"), stubborn: true}
	for range 2 {
		left, err := Leftovers(t.Context(), fake.engine(), string(dir))
		require.NoError(t, err)
		require.Equal(t, []string{"volconf-1"}, names(left))
		require.ErrorContains(t, left[0].Remove(t.Context()), "still holds")
	}
}

func TestLeftoversSayThatTheEngineFailed(t *testing.T) {
	fake := &fakeEngine{broken: errors.New("the engine is gone")}
	_, err := Leftovers(t.Context(), fake.engine(), t.TempDir())
	assert.ErrorContains(t, err, "listing the kind clusters of podman: the engine is gone")
}

func TestLeftoversOfAFolderThatIsNotThere(t *testing.T) {
	left, err := Leftovers(t.Context(), (&fakeEngine{}).engine(), filepath.Join(t.TempDir(), "none"))
	require.NoError(t, err)
	assert.Empty(t, left)
}
