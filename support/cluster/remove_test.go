package cluster

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRemoveClusterLeavesOthersAlone(t *testing.T) {
	fake := &fakeEngine{
		containers: append(nodesOf("volconf-1"), nodesOf("volconf-10")...),
		volumes:    map[string]string{"v1": "volconf-1-worker", "v2": "volconf-10-worker", "v3": "volconf-1-worker2", "v4": "mine"},
	}
	require.NoError(t, fake.engine().removeCluster(t.Context(), "volconf-1"))
	assert.Equal(t, nodesOf("volconf-10"), fake.containers)
	assert.Equal(t, map[string]string{"v2": "volconf-10-worker", "v4": "mine"}, fake.volumes)
}

func TestRemoveClusterLooksAgain(t *testing.T) {
	fake := &fakeEngine{containers: nodesOf("volconf-1"), stubborn: true}
	err := fake.engine().removeCluster(t.Context(), "volconf-1")
	assert.ErrorContains(t, err, "podman still holds volconf-1-control-plane, volconf-1-worker, volconf-1-worker2")
}

func TestRemoveClusterOfWhichThereIsNothing(t *testing.T) {
	fake := &fakeEngine{}
	require.NoError(t, fake.engine().removeCluster(t.Context(), "volconf-1"))
	assert.Zero(t, fake.count("rm"))
}

func TestVolumesOf(t *testing.T) {
	listed := "aaa map[volconf-1-control-plane:true]\n" + // podman
		"bbb map[other:x volconf-1-worker2:true]\n" +
		"ccc volconf-1-worker=true,x=y\n" + // docker
		"ddd x=y,volconf-1-worker3=true\n" +
		"eee map[volconf-1-workers:true]\n" +
		"fff map[my-volconf-1-worker:true]\n" +
		"volconf-1-worker \n" // a name is not a label
	assert.Equal(t, []string{"aaa", "bbb", "ccc", "ddd"}, volumesOf("volconf-1", listed))
}

func TestClustersOf(t *testing.T) {
	nodes := append(nodesOf("volconf-1"), "kind-control-plane", "volconf-a-worker-b-worker", "mine")
	assert.Equal(t, []string{"volconf-1", "volconf-a-worker-b"}, clustersOf(nodes))
}
