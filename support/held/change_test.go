package held

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatIsDoneLastIsUndoneFirst: also where what follows fails.
func TestWhatIsDoneLastIsUndoneFirst(t *testing.T) {
	var done []string
	do := func(name string, err error) Change {
		return func(context.Context, Cluster) (*Changed, error) {
			done = append(done, name)
			return &Changed{
				Meanwhile: []func(context.Context) error{func(context.Context) error { return nil }},
				Undo:      func(context.Context) error { done = append(done, "no more "+name); return nil },
			}, err
		}
	}
	changed, err := All(do("a", nil), do("b", nil))(t.Context(), Cluster{})
	require.NoError(t, err)
	assert.Len(t, changed.Meanwhile, 2)
	require.NoError(t, changed.Undo(t.Context()))
	assert.Equal(t, []string{"a", "b", "no more b", "no more a"}, done)

	done = nil
	_, err = All(do("a", nil), do("b", assert.AnError))(t.Context(), Cluster{})
	require.ErrorIs(t, err, assert.AnError)
	assert.Equal(t, []string{"a", "b", "no more a"}, done)
}

func TestAgainBearsWhatPasses(t *testing.T) {
	away := errors.New("the node is away")
	tries := 0
	ctx, stop := context.WithCancel(t.Context())
	require.NoError(t, Again(ctx, time.Millisecond, time.Minute, func(context.Context) error {
		if tries++; tries < 5 {
			return away
		}
		stop()
		return nil
	}))
	assert.Equal(t, 5, tries)
	require.ErrorIs(t, Again(t.Context(), time.Millisecond, 5*time.Millisecond, func(context.Context) error { return away }), away)
}
