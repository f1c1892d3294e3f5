package held

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestOnlyOwnClustersAreChanged: whatever differs from what the run made is
// refused before anything is installed.
func TestOnlyOwnClustersAreChanged(t *testing.T) {
	node := func(name string) corev1.Node {
		n := corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{}}}
		if name == "x-control-plane" {
			n.Labels["node-role.kubernetes.io/control-plane"] = ""
		}
		return n
	}
	ours := []string{"x-control-plane", "x-worker", "x-worker2"}
	for name, tc := range map[string]struct {
		nodes []string
		ok    bool
	}{
		"ours":                  {ours, true},
		"another cluster":       {[]string{"y-control-plane", "y-worker", "y-worker2"}, false},
		"a node more":           {append([]string{"their-worker"}, ours...), false},
		"a node less":           {ours[:2], false},
		"nobody there":          {nil, false},
		"without control plane": {[]string{"x-worker", "x-worker2"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var nodes []corev1.Node
			for _, n := range tc.nodes {
				nodes = append(nodes, node(n))
			}
			var site Cluster
			err := site.take(nodes, ours)
			if !tc.ok {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, "x-control-plane", site.ControlPlane)
			assert.Equal(t, []string{"x-worker", "x-worker2"}, site.Workers)
		})
	}
}
