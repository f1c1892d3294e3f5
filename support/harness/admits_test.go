package harness

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/manifest"
)

// TestAClaimNeedsThatItsVolumeTypesAreAdmitted: a policy against a volume type of a
// claim's manifests must be found before the claim starts. The types that every run
// asks for otherwise, or that policies let everybody have, need no capability.
func TestAClaimNeedsThatItsVolumeTypesAreAdmitted(t *testing.T) {
	usual := []string{"", "emptyDir", "configMap", "secret", "downwardAPI", "projected", "persistentVolumeClaim", "hostPath", "nosuch", "hostpath", "$patch", "local"}
	for _, c := range claims.All() {
		files, err := filepath.Glob("../../manifests/" + manifestDir(c) + "/*.yaml")
		require.NoError(t, err)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			objects, err := manifest.Raw(raw)
			require.NoErrorf(t, err, file)
			for _, volumeType := range volumeTypes(objects) {
				if !slices.Contains(usual, volumeType) {
					assert.Containsf(t, c.Needs.Capabilities, claim.Admits(volumeType), "%s: %s", c.ID, file)
				}
			}
		}
	}
}

func volumeTypes(objects []*unstructured.Unstructured) []string {
	var types []string
	for _, object := range objects {
		if object.GetKind() != "PersistentVolume" {
			types = append(types, typesWithin(object.Object)...)
		}
	}
	return types
}

func typesWithin(node any) []string {
	var types []string
	switch n := node.(type) {
	case []any:
		for _, item := range n {
			types = append(types, typesWithin(item)...)
		}
	case map[string]any:
		volumes, _ := n["volumes"].([]any)
		for _, volume := range volumes {
			v, _ := volume.(map[string]any)
			for key := range v {
				if key != "name" {
					types = append(types, key)
				}
			}
		}
		for _, value := range n {
			types = append(types, typesWithin(value)...)
		}
	}
	return types
}
