package await

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// seeing is a look that always sees the same.
func seeing(so bool, state string, err error) Condition {
	return func(context.Context) (bool, string, error) { return so, state, err }
}

// Where a wait on a cache runs out, the live look decides.
func TestForCachedIsDecidedByALiveLook(t *testing.T) {
	refused := apierrors.NewForbidden(pods, "p", errors.New("no"))
	away := apierrors.NewServiceUnavailable("restarting")
	blind := &BlindError{Err: errors.New("cut")}
	for name, tc := range map[string]struct {
		cached, live Condition
		holds        bool
		state        string // of the time-out
		unsure       error  // in it
		fails        error
	}{
		"it was seen":                 {cached: seeing(true, "", nil), live: seeing(false, "", refused), holds: true},
		"the cache is behind":         {cached: seeing(false, "old", nil), live: seeing(true, "new", nil), holds: true},
		"it is not so":                {cached: seeing(false, "old", nil), live: seeing(false, "live", nil), state: "live"},
		"the API is away":             {cached: seeing(false, "old", nil), live: seeing(false, "", away), state: "old", unsure: away},
		"the API does not tell":       {cached: seeing(false, "old", nil), live: seeing(false, "", refused), state: "old", unsure: refused},
		"blind, and now it is so":     {cached: seeing(false, "", blind), live: seeing(true, "new", nil), holds: true},
		"blind, and it is not so":     {cached: seeing(false, "", blind), live: seeing(false, "live", nil), state: "live", unsure: blind},
		"the cache has a final error": {cached: seeing(false, "", refused), live: seeing(true, "", nil), fails: refused},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				err := ForCached(t.Context(), "it", time.Second, Looks{Cached: tc.cached, Live: tc.live, Within: time.Second})
				if tc.holds {
					require.NoError(t, err)
					return
				}
				var timeout *TimeoutError
				assert.Equal(t, tc.fails == nil, errors.As(err, &timeout))
				if tc.fails != nil {
					require.ErrorIs(t, err, tc.fails)
					return
				}
				assert.Equal(t, tc.state, timeout.State)
				if tc.unsure == nil {
					require.NoError(t, timeout.Err)
				} else {
					require.ErrorIs(t, timeout, tc.unsure)
				}
			})
		})
	}
}

// A window on a cache ends with a live look.
func TestHoldsCachedEndsWithALiveLook(t *testing.T) {
	away := apierrors.NewServiceUnavailable("restarting")
	for name, tc := range map[string]struct {
		live   Condition
		broken bool
		fails  bool
	}{
		"it is so":           {live: seeing(true, "", nil)},
		"the cache was late": {live: seeing(false, "live", nil), broken: true, fails: true},
		"the API is away":    {live: seeing(false, "", away), fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				err := HoldsCached(t.Context(), "it", time.Second, Looks{Cached: seeing(true, "", nil), Live: tc.live, Within: time.Second})
				var broken *BrokenError
				assert.Equal(t, tc.broken, errors.As(err, &broken))
				assert.Equal(t, tc.fails, err != nil)
			})
		})
	}
}

// A window that is ended before its time says whether anything was seen in it.
func TestHoldsCountsBlindLooksWhereItIsCancelled(t *testing.T) {
	enough := errors.New("long enough")
	blind := &BlindError{Err: errors.New("cut")}
	for name, tc := range map[string]struct {
		look func(n int) error
		seen bool
	}{
		"all was seen":     {look: func(int) error { return nil }, seen: true},
		"one look failed":  {look: func(n int) error { return pick(n == 1, blind) }, seen: true},
		"nothing was seen": {look: func(int) error { return blind }},
		"little was seen":  {look: func(n int) error { return pick(n > 2, blind) }},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(10*Interval, func() { cancel(enough) })
				n := 0
				err := Holds(ctx, "it", time.Hour, func(context.Context) (bool, string, error) {
					n++
					return true, "", tc.look(n)
				})
				require.Error(t, err)
				assert.Equal(t, tc.seen, errors.Is(err, enough))
				assert.Equal(t, !tc.seen, errors.Is(err, blind))
			})
		})
	}
}
