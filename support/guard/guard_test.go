package guard

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

func TestCall(t *testing.T) {
	other := errors.New("other")
	require.NoError(t, Call(func() error { return nil }))
	require.ErrorIs(t, Call(func() error { return other }), other)

	err := Call(func() error { panic("a slip") })
	var panicked *PanicError
	require.ErrorAs(t, err, &panicked)
	assert.Equal(t, "a slip", panicked.Value)
	assert.Contains(t, panicked.Stack, "guard_test.go")
}

func TestAPanicInAGroupIsItsError(t *testing.T) {
	var group errgroup.Group
	group.Go(Func(func() error { panic("a slip") }))
	require.ErrorContains(t, group.Wait(), "panicked: a slip")
}
