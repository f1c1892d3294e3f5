package probe

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func TestPlacesOfANode(t *testing.T) {
	scene := &Scene{Nodes: map[string]NodeFacts{
		"usual":  {Places: map[string]string{claim.KubeletRoot: "/var/lib/kubelet"}},
		"k3s":    {Places: map[string]string{claim.RuntimeSocket: "/run/k3s/containerd/containerd.sock"}, Unknown: map[string]string{claim.KubeletRoot: "nowhere"}},
		"silent": {},
	}}
	path, err := scene.EmptyDirOnNode("usual", "uid", "data")
	require.NoError(t, err)
	assert.Equal(t, "/var/lib/kubelet/pods/uid/volumes/kubernetes.io~empty-dir/data", path)
	for node, says := range map[string]string{"k3s": "node k3s: nowhere", "silent": "does not tell the kubelet root", "new": "nothing was learned of node new"} {
		_, err := scene.EmptyDirOnNode(node, "uid", "data")
		require.ErrorContainsf(t, err, says, node)
	}

	for path, want := range map[string]string{
		"/run/containerd/containerd.sock": "/run/k3s/containerd/containerd.sock",
		"/run/containerd":                 "/run/containerd", // another path, however near
		"/dev/zero":                       "/dev/zero",
	} {
		got, err := scene.Nodes["k3s"].Found(path)
		require.NoErrorf(t, err, path)
		assert.Equal(t, want, got)
	}
	_, err = scene.Nodes["k3s"].Found("/var/lib/kubelet/pki")
	require.ErrorContainsf(t, err, "kubelet pki", "never the usual place of other nodes")
}
