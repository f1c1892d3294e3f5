package steps

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// filler is the key that Filled uses.
const filler = "filler"

// filling is a value of some length that a manifest is too small for.
type filling struct {
	field string
	bytes int
}

// Filled gives every object of the manifest a value of so many letters, under the key
// "filler" of a field: data of a ConfigMap, stringData of a Secret.
func (o Offered) Filled(field string, bytes int) Offered {
	o.fill = &filling{field, bytes}
	return o
}

func (f *filling) into(object *unstructured.Unstructured) {
	if f == nil {
		return
	}
	values, _ := object.Object[f.field].(map[string]any)
	if values == nil {
		values = map[string]any{}
		object.Object[f.field] = values
	}
	values[filler] = strings.Repeat("x", f.bytes)
}
