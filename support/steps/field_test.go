package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFieldOf(t *testing.T) {
	pod := map[string]any{"spec": map[string]any{
		"volumes": []any{map[string]any{"name": "data", "emptyDir": map[string]any{}}, map[string]any{"name": "other", "emptyDir": nil}},
		"number":  int64(420), "flag": false,
	}}
	for name, tt := range map[string]struct {
		path, value string
		found       bool
	}{
		"a text":             {"{.spec.volumes[0].name}", "data", true},
		"a number":           {"{.spec.number}", "420", true},
		"false is there":     {"{.spec.flag}", "false", true},
		"an empty object":    {"{.spec.volumes[0].emptyDir}", "{}", true},
		"null":               {"{.spec.volumes[1].emptyDir}", "", false},
		"not there":          {"{.spec.volumes[0].hostPath}", "", false},
		"below what is not":  {"{.spec.nothing.at.all}", "", false},
		"of several by name": {`{.spec.volumes[?(@.name=="other")].name}`, "other", true},
	} {
		t.Run(name, func(t *testing.T) {
			value, found, err := fieldOf(pod, tt.path)
			require.NoError(t, err)
			assert.Equal(t, tt.found, found)
			if tt.found {
				assert.Equal(t, tt.value, value)
			}
		})
	}
	_, _, err := fieldOf(pod, "{.spec")
	require.Error(t, err)
}
