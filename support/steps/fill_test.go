package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestFilled(t *testing.T) {
	bare := &unstructured.Unstructured{Object: map[string]any{"kind": "ConfigMap"}}
	Offer("a.yaml").fill.into(bare)
	assert.NotContainsf(t, bare.Object, "data", "what nobody asked to fill")
	Offer("a.yaml").Filled("data", 3).fill.into(bare)
	assert.Equal(t, map[string]any{"filler": "xxx"}, bare.Object["data"])
	more := &unstructured.Unstructured{Object: map[string]any{"data": map[string]any{"key": "value"}}}
	Offer("a.yaml").Filled("data", 2).fill.into(more)
	assert.Equalf(t, map[string]any{"key": "value", "filler": "xx"}, more.Object["data"], "what is there stays")
}
