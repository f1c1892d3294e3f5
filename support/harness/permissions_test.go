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
	require.Len(t, objects, 1)
	role, ok := objects[0].(*rbacv1.ClusterRole)
	require.Truef(t, ok, "%T", objects[0])
	var granted []permission
	for _, rule := range role.Rules {
		assert.Empty(t, rule.NonResourceURLs)
		for _, group := range rule.APIGroups {
			for _, resource := range rule.Resources {
				for _, verb := range rule.Verbs {
					assert.NotEqual(t, "*", verb+resource)
					granted = append(granted, permission{group, resource, verb})
				}
			}
		}
	}
	assert.ElementsMatch(t, permissions(), granted)
}
