package mutation

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Operation is one line of a JSON patch (RFC 6902).
type Operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value,omitempty"`
}

// Difference is the patch that makes one object of the other. Only what differs
// is in it: fields of a newer API than this program's stay as they were sent.
func Difference(before, after any) ([]Operation, error) {
	a, err := asMap(before)
	if err != nil {
		return nil, err
	}
	b, err := asMap(after)
	if err != nil {
		return nil, err
	}
	return differ("", a, b), nil
}

func asMap(object any) (map[string]any, error) {
	raw, err := json.Marshal(object)
	if err != nil {
		return nil, fmt.Errorf("encoding %T: %w", object, err)
	}
	var m map[string]any
	return m, json.Unmarshal(raw, &m)
}

func differ(path string, a, b map[string]any) []Operation {
	var out []Operation
	keys := maps.Clone(a)
	maps.Copy(keys, b)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		out = append(out, differAt(path+"/"+escaped(key), a, b, key)...)
	}
	return out
}

func differAt(path string, a, b map[string]any, key string) []Operation {
	before, had := a[key]
	after, has := b[key]
	switch {
	case reflect.DeepEqual(before, after) && had == has:
		return nil
	case !has:
		return []Operation{{Op: "remove", Path: path}}
	case !had:
		return []Operation{{Op: "add", Path: path, Value: after}}
	}
	if inA, inB, maps := both[map[string]any](before, after); maps {
		return differ(path, inA, inB)
	}
	if inA, inB, lists := both[[]any](before, after); lists && len(inA) == len(inB) {
		return differ(path, byIndex(inA), byIndex(inB))
	}
	return []Operation{{Op: "replace", Path: path, Value: after}}
}

func both[T any](a, b any) (T, T, bool) {
	inA, okA := a.(T)
	inB, okB := b.(T)
	return inA, inB, okA && okB
}

func byIndex(list []any) map[string]any {
	m := make(map[string]any, len(list))
	for i, v := range list {
		m[fmt.Sprint(i)] = v
	}
	return m
}

// escaped writes a key as RFC 6901 wants it.
func escaped(key string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(key) }
