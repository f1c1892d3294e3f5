package cluster

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRunOnNodeKeepsToItsOwnNodes: nothing is run in another container, nor in a
// cluster whose lock is gone.
func TestRunOnNodeKeepsToItsOwnNodes(t *testing.T) {
	fake := &fakeEngine{onNode: func(node string, program []string) (string, error) { return node + " ran " + program[0], nil }}
	c := &Cluster{engine: fake.engine(), held: &lock{}, state: state{Name: "volconf-x", Nodes: []string{"volconf-x-worker"}}}

	out, err := c.RunOnNode(t.Context(), "volconf-x-worker", "true")
	require.NoError(t, err)
	assert.Equal(t, "volconf-x-worker ran true", out)

	_, err = c.RunOnNode(t.Context(), "somebody-elses", "true")
	require.ErrorContains(t, err, "not a node of a cluster that this run holds")
	c.held = nil
	_, err = c.RunOnNode(t.Context(), "volconf-x-worker", "true")
	require.Error(t, err)
	assert.Equal(t, 1, fake.count("exec"))
}
