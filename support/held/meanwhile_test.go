package held

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/guard"
)

func TestBeside(t *testing.T) {
	untilStopped := func(ctx context.Context) error { <-ctx.Done(); return nil }
	nothing := func(context.Context) error { return nil }
	failing := func(context.Context) error { return errors.New("no such node") }
	panicking := func(context.Context) error { panic("a nil Node") }

	for name, c := range map[string]struct {
		meanwhile, do func(context.Context) error
		says          string
	}{
		"both end":                   {untilStopped, nothing, ""},
		"what goes on ends before":   {nothing, nothing, ""},
		"the suite fails":            {untilStopped, failing, "no such node"},
		"what goes on fails":         {failing, untilStopped, "no such node"},
		"the suite panics":           {untilStopped, panicking, "a nil Node"},
		"what goes on beside panics": {panicking, untilStopped, "a nil Node"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Beside(t.Context(), []func(context.Context) error{c.meanwhile}, c.do)
			if c.says == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, c.says)
			}
			var p *guard.PanicError
			assert.Equalf(t, c.says == "a nil Node", errors.As(err, &p), name)
		})
	}
}
