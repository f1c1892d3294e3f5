package cluster

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOlderNodesAreBroughtTheServersKubeProxy(t *testing.T) {
	images := map[string]string{
		"x-control-plane": "registry.k8s.io/kube-proxy:v1.37.1\nregistry.k8s.io/kube-apiserver:v1.37.1\nregistry.k8s.io/etcd:3.7.0-0\nsha256:0\nimport@sha256:0\nour/podnet:node\n",
		"x-worker":        "registry.k8s.io/kube-proxy:v1.36.3\nour/podnet:node\n",
		"x-worker2":       "registry.k8s.io/kube-proxy:v1.37.1\nour/podnet:node\n",
	}
	var moved []string
	fake := &fakeEngine{onNode: func(node string, program []string) (string, error) {
		line := strings.Join(program, " ")
		switch {
		case strings.Contains(line, "list --quiet"):
			return images[node], nil
		case strings.Contains(line, "export"), strings.Contains(line, "import"):
			moved = append(moved, node+": "+line)
		}
		return "", nil
	}}
	c := &Cluster{engine: fake.engine(), log: orDiscard(nil), nodes: []plannedNode{
		{"x-control-plane", "new", true}, {"x-worker", "old", false}, {"x-worker2", "new", false},
	}}
	require.NoError(t, c.bringSystemImages(t.Context()))
	require.Len(t, moved, 2)
	assert.Equal(t, "x-control-plane: ctr --namespace=k8s.io images export - registry.k8s.io/kube-proxy:v1.37.1", moved[0])
	assert.Contains(t, moved[1], "x-worker: ctr --namespace=k8s.io images import")

	moved, c.nodes[1].image = nil, "new"
	require.NoError(t, c.bringSystemImages(t.Context()))
	assert.Emptyf(t, moved, "all nodes have one image")
}
