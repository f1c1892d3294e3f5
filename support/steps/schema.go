package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// SchemaHasField judges that a type of the core API has a field.
func SchemaHasField(name, field string) Step {
	return ofSchema(name, func(fields []string) error {
		if !slices.Contains(fields, field) {
			return claim.Brokenf("%s has no field %s but %s", name, field, strings.Join(fields, ", "))
		}
		return nil
	})
}

// SchemaHasOnly judges that a type of the core API has exactly these fields.
func SchemaHasOnly(name string, want ...string) Step {
	return ofSchema(name, func(fields []string) error { return onlyFields(name, fields, want) })
}

func onlyFields(name string, fields, want []string) error {
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(fields, want) {
		return claim.Brokenf("%s has the fields %s, not %s", name, strings.Join(fields, ", "), strings.Join(want, ", "))
	}
	return nil
}

func ofSchema(name string, judge func(fields []string) error) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		fields, err := schemaFields(ctx, s, name)
		if err != nil {
			return err
		}
		if err := judge(fields); err != nil {
			return err
		}
		s.Note("%s has the fields %s", name, strings.Join(fields, ", "))
		return nil
	}
}

// schemaFields reads what the API server publishes about its core types.
func schemaFields(ctx context.Context, s *probe.Scene, name string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	raw, err := s.Kube.CoreV1().RESTClient().Get().AbsPath("/openapi/v3/api/v1").DoRaw(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the API's schema: %w", err)
	}
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]json.RawMessage `json:"properties"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		return nil, fmt.Errorf("reading the API's schema: %w", err)
	}
	found, ok := document.Components.Schemas[name]
	if !ok {
		return nil, fmt.Errorf("the API's schema has no type %s", name)
	}
	return slices.Sorted(maps.Keys(found.Properties)), nil
}
