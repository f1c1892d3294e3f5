package harness

import (
	"context"
	"errors"
	"net"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnOutageIsSatOutByAllClaimsTogether(t *testing.T) {
	const within = 2 * time.Minute
	refused := &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	for name, c := range map[string]struct {
		away         time.Duration // from the beginning on
		begins       time.Duration // the second claim
		first, later bool          // whether they get an answer
		ends         time.Duration
	}{
		"no outage":                 {0, 0, true, true, 0},
		"a short one":               {100 * time.Second, 90 * time.Second, true, true, 101 * time.Second},
		"one without an end":        {time.Hour, 110 * time.Second, false, false, 121 * time.Second},
		"one that is found to last": {time.Hour, 10 * time.Minute, false, false, 10*time.Minute + time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o, start := &outage{}, time.Now()
				ask := func(context.Context) error {
					if time.Since(start) < c.away {
						return refused
					}
					return nil
				}
				second := make(chan error)
				go func() {
					time.Sleep(c.begins) //nolint:forbidigo // the bubble's own clock: nobody waits
					second <- o.sitOut(t.Context(), within, ask)
				}()
				assert.Equal(t, c.first, o.sitOut(t.Context(), within, ask) == nil)
				assert.Equal(t, c.later, <-second == nil)
				assert.LessOrEqual(t, time.Since(start), c.ends)
			})
		})
	}
	final := errors.New("forbidden")
	require.ErrorIs(t, (&outage{}).sitOut(t.Context(), within, func(context.Context) error { return final }), final)
}
