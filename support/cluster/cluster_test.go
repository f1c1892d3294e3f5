package cluster

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
)

// options are those of an ordinary run, with bounds for a cluster that does not
// exist.
func options(t *testing.T, name string) Options {
	t.Helper()
	return Options{
		Name: name, RunID: "1", State: t.TempDir(), Log: t.Logf, Timeouts: await.Default().Scale(0.001),
		Images: Images{Node: NodeImage{Image: "image", Kubernetes: "v1.37.1"}, Refs: map[string]string{"nginx": "nginx:1"}},
	}
}

func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	require.NoError(t, err)
	return files
}

func TestACreationThatFailsLeavesNothing(t *testing.T) {
	fake := &fakeEngine{}
	o := options(t, "volconf-1")
	_, err := Create(t.Context(), fake.engine(), o) // there is no podman for kind
	require.ErrorContains(t, err, "creating cluster volconf-1")
	assert.Empty(t, filesIn(t, o.State))
}

func TestACreationThatFailsAndCannotBeRemovedStaysKnown(t *testing.T) {
	fake := &fakeEngine{}
	c := taken(t, fake)
	fake.containers, fake.stubborn = nodesOf("volconf-1"), true
	reason := errors.New("kubeadm gave up")
	err := c.rollBack(t.Context(), reason)
	require.ErrorIs(t, err, reason)
	require.ErrorContains(t, err, "still holds")
	_, known := c.dir.read("volconf-1")
	assert.Truef(t, known, "the state is the way to find what is left")
}

func TestCreateKeepsAwayFromAClusterThatExists(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-1")}
	o := options(t, "volconf-1")
	_, err := Create(t.Context(), fake.engine(), o)
	require.ErrorContains(t, err, "cluster volconf-1 exists already")
	assert.Equal(t, nodesOf("volconf-1"), fake.containers)
	assert.Zero(t, fake.count("rm"))
}

func TestCreateRefusesAClusterInUse(t *testing.T) {
	fake := &fakeEngine{}
	o := options(t, "volconf-1")
	held, err := stateDir(o.State).lock("volconf-1")
	require.NoError(t, err)
	var locked *LockedError
	_, err = Create(t.Context(), fake.engine(), o)
	require.ErrorAs(t, err, &locked)
	_, err = Reuse(t.Context(), fake.engine(), o)
	require.ErrorAs(t, err, &locked)
	assert.Emptyf(t, fake.calls, "a cluster in use is not even looked at")
	require.NoError(t, held.release())
}

func TestCreateRefusesABadConfigurationBeforeAnythingIsMade(t *testing.T) {
	o := options(t, "volconf-1")
	o.Config = []byte("kind: Pod")
	_, err := Create(t.Context(), (&fakeEngine{}).engine(), o)
	require.ErrorContains(t, err, "reading the kind configuration")
	assert.Empty(t, filesIn(t, o.State))
}

// taken is a cluster whose lock this test holds.
func taken(t *testing.T, fake *fakeEngine) *Cluster {
	t.Helper()
	c, _, err := plan(fake.engine(), options(t, "volconf-1"))
	require.NoError(t, err)
	require.NoError(t, c.take())
	require.NoError(t, c.dir.write(c.state))
	return c
}

func TestDeleteTwice(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-1"), volumes: map[string]string{"v": "volconf-1-worker"}}
	c := taken(t, fake)
	require.NoError(t, c.Delete(t.Context()))
	calls := len(fake.calls)
	require.NoError(t, c.Delete(t.Context()))
	assert.Len(t, fake.calls, calls)
	assert.Empty(t, fake.containers)
	assert.Empty(t, fake.volumes)
	assert.Empty(t, filesIn(t, string(c.dir)))
}

func TestDeleteThatFailsCanBeTriedAgain(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-1"), stubborn: true}
	c := taken(t, fake)
	require.Error(t, c.Delete(t.Context()))
	fake.stubborn = false
	require.NoError(t, c.Delete(t.Context()))
	assert.Empty(t, fake.containers)
}

func TestKeepLetsGoAndDeleteThenDoesNothing(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-1")}
	c := taken(t, fake)
	require.NoError(t, c.Keep())
	require.NoError(t, c.Keep())
	require.NoError(t, c.Delete(t.Context()))
	assert.Equal(t, nodesOf("volconf-1"), fake.containers)
	s, known := c.dir.read("volconf-1")
	assert.True(t, known)
	assert.True(t, s.Kept)
	held, err := c.dir.lock("volconf-1")
	require.NoError(t, err)
	require.NoError(t, held.release())
}

func TestUnfit(t *testing.T) {
	for name, test := range map[string]struct {
		old        func(*state)
		containers int
		kubeconfig bool
		says       string
	}{
		"another node image":    {old: func(s *state) { s.Image = "older" }, containers: 3, kubeconfig: true, says: "its nodes run older, not image"},
		"a torn state file":     {old: func(s *state) { *s = state{Name: s.Name} }, containers: 3, kubeconfig: true, says: "its nodes run not known"},
		"another node count":    {old: func(s *state) { s.Nodes = s.Nodes[:2] }, containers: 2, kubeconfig: true, says: "its nodes are"},
		"another configuration": {old: func(s *state) { s.Config = "x" }, containers: 3, kubeconfig: true, says: "another configuration"},
		"no kubeconfig":         {old: func(*state) {}, containers: 3, says: "its kubeconfig is gone"},
		"a node is gone":        {old: func(*state) {}, containers: 2, kubeconfig: true, says: "2 of its 3 nodes exist"},
		"the API is silent":     {old: func(*state) {}, containers: 3, kubeconfig: true, says: "waited 15ms for cluster volconf-1 to be ready"},
	} {
		t.Run(name, func(t *testing.T) {
			c := taken(t, &fakeEngine{containers: nodesOf("volconf-1")[:test.containers]})
			if test.kubeconfig {
				require.NoError(t, os.WriteFile(c.Kubeconfig(), []byte(silentKubeconfig), 0o600))
			}
			old := c.state
			test.old(&old)
			assert.ErrorContains(t, c.unfit(t.Context(), old, await.Default().Scale(0.001)), test.says)
		})
	}
}

// silentKubeconfig points at a port on which nobody listens.
const silentKubeconfig = `
apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
contexts: [{name: c, context: {cluster: c}}]
current-context: c
`

func TestReuseMakesAnUnfitClusterAnew(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-reuse")}
	o := options(t, ReuseName)
	written(t, stateDir(o.State), state{Name: ReuseName, Engine: "podman", Image: "older"})
	_, err := Reuse(t.Context(), fake.engine(), o)
	require.ErrorContainsf(t, err, "creating cluster volconf-reuse", "it was tried, and there is no podman for kind")
	assert.Empty(t, fake.containers)
	assert.Empty(t, filesIn(t, o.State))
}

func TestReuseKeepsAwayFromWhatIsNotOurs(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, o Options){
		"a cluster without a state": func(*testing.T, Options) {},
		"a cluster of another engine": func(t *testing.T, o Options) {
			t.Helper()
			written(t, stateDir(o.State), state{Name: ReuseName, Engine: "docker"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake := &fakeEngine{containers: nodesOf(ReuseName)}
			o := options(t, ReuseName)
			prepare(t, o)
			_, err := Reuse(t.Context(), fake.engine(), o)
			require.ErrorContains(t, err, "volconf cleanup")
			assert.Equal(t, nodesOf(ReuseName), fake.containers)
		})
	}
}

func TestLacksImage(t *testing.T) {
	refs := map[string]string{"nginx": "a/nginx:1", "git": "a/git:1"}
	assert.False(t, lacksImage("a/git:1\na/nginx:1\nsha256:x\n", refs))
	assert.True(t, lacksImage("a/git:1\na/nginx:12\n", refs))
	assert.True(t, lacksImage("", refs))
}
