package harness

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	rbacv1 "k8s.io/api/rbac/v1"

	"github.com/volconf/volconf/support/manifest"
)

// TestShippedRBACIsWhatTheSuiteAsksFor: a run on somebody else's cluster asks
// for every permission first; the role that is shipped must grant all of them
// and nothing else.
func TestShippedRBACIsWhatTheSuiteAsksFor(t *testing.T) {
	raw, err := os.ReadFile("../../manifests/rbac.yaml")
	require.NoError(t, err)
	objects, err := manifest.Decode(raw)
	require.NoError(t, err)
	require.Len(t, objects, 2)
	for i, asked := range [][]permission{permissions(), disruptions()} {
		role, ok := objects[i].(*rbacv1.ClusterRole)
		require.Truef(t, ok, "%T", objects[i])
		assert.ElementsMatchf(t, asked, grantedBy(t, role), role.Name)
	}
}

func grantedBy(t *testing.T, role *rbacv1.ClusterRole) []permission {
	t.Helper()
	var all []permission
	for _, rule := range role.Rules {
		assert.Empty(t, rule.NonResourceURLs)
		for _, group := range rule.APIGroups {
			for _, resource := range rule.Resources {
				for _, verb := range rule.Verbs {
					assert.NotEqual(t, "*", verb+resource)
					all = append(all, permission{group, resource, verb})
				}
			}
		}
	}
	return all
}
