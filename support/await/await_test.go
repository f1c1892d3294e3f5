package await

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var pods = schema.GroupResource{Resource: "pods"}

func TestForEndsAsItsConditionDoes(t *testing.T) {
	final := apierrors.NewForbidden(pods, "p", errors.New("no"))
	transient := apierrors.NewTooManyRequests("slow down", 1)
	for name, tc := range map[string]struct {
		looks   []error // one for each look; nil is a look that found nothing yet
		so      int     // the look at which it is so, counted from 0; -1 is never
		elapsed time.Duration
		check   func(t *testing.T, err error)
	}{
		"so at the first look": {so: 0, check: func(t *testing.T, err error) {
			t.Helper()
			require.NoError(t, err)
		}},
		"so later": {so: 3, elapsed: 3 * Interval, check: func(t *testing.T, err error) {
			t.Helper()
			require.NoError(t, err)
		}},
		"never so": {so: -1, elapsed: time.Second, check: func(t *testing.T, err error) {
			t.Helper()
			var timeout *TimeoutError
			require.ErrorAs(t, err, &timeout)
			assert.Equal(t, "still empty", timeout.State)
			assert.NoError(t, timeout.Err)
		}},
		"a final error ends it": {looks: []error{final}, so: -1, check: func(t *testing.T, err error) {
			t.Helper()
			require.ErrorIs(t, err, final)
			assert.False(t, IsTimeout(err))
		}},
		"a transient error does not": {looks: []error{transient}, so: 1, elapsed: Interval, check: func(t *testing.T, err error) {
			t.Helper()
			require.NoError(t, err)
		}},
		"a time-out keeps the last error": {
			looks: []error{transient, transient, transient, transient, transient}, so: -1, elapsed: time.Second,
			check: func(t *testing.T, err error) {
				t.Helper()
				require.True(t, IsTimeout(err))
				require.ErrorIs(t, err, transient)
			},
		},
		"Final makes a transient error final": {looks: []error{Final(transient)}, so: -1, check: func(t *testing.T, err error) {
			t.Helper()
			require.ErrorIs(t, err, transient)
			assert.False(t, IsTimeout(err))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start, look := time.Now(), -1
				err := For(t.Context(), "it", time.Second, func(context.Context) (bool, string, error) {
					look++
					if look < len(tc.looks) {
						return false, "", tc.looks[look]
					}
					return look == tc.so, "still empty", nil
				})
				tc.check(t, err)
				assert.Equal(t, tc.elapsed, time.Since(start))
			})
		})
	}
}

func TestTransient(t *testing.T) {
	cut := fmt.Errorf("reading the body: %w", io.ErrUnexpectedEOF)
	for name, tc := range map[string]struct {
		err  error
		want bool
	}{
		"too many requests":      {apierrors.NewTooManyRequests("slow down", 1), true},
		"no answer in time":      {apierrors.NewTimeoutError("etcd", 0), true},
		"the API server ends":    {apierrors.NewServiceUnavailable("restarting"), true},
		"nobody listens":         {&url.Error{Op: "Get", Err: syscall.ECONNREFUSED}, true},
		"the connection broke":   {fmt.Errorf("reading: %w", syscall.ECONNRESET), true},
		"an answer cut short":    {cut, true},
		"a connection that went": {fmt.Errorf("running it: %w", io.EOF), true},
		"the look's own bound":   {context.DeadlineExceeded, true},
		"refused":                {apierrors.NewForbidden(pods, "p", errors.New("no")), false},
		"not there":              {apierrors.NewNotFound(pods, "p"), false},
		"cancelled":              {fmt.Errorf("reading: %w", context.Canceled), false},
		"cut, and final":         {Final(cut), false},
		"something else":         {errors.New("not an HTTP response"), false},
		"a blind cache":          {fmt.Errorf("looking: %w", &BlindError{Err: errors.New("cut")}), true},
		"nothing":                {nil, false},
	} {
		assert.Equalf(t, tc.want, Transient(tc.err), "%s: %v", name, tc.err)
	}
}

// A look that the bound cuts short says nothing: what was seen a moment before
// counts, and what was seen long before does not.
func TestForTellsACutLookFromOneThatHung(t *testing.T) {
	silent := apierrors.NewTimeoutError("i/o timeout", 0)
	for name, tc := range map[string]struct {
		seen   int           // so many looks see something
		hangs  time.Duration // so long lasts the next one
		unsure bool
	}{
		"cut at the end":      {seen: 20, hangs: time.Hour},
		"it failed in time":   {seen: 20, hangs: Interval / 4, unsure: true},
		"hung for long":       {seen: 15, hangs: time.Hour, unsure: true},
		"hung from the start": {seen: 0, hangs: time.Hour, unsure: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				looks := 0
				err := For(t.Context(), "it", 5*time.Second+Interval/2, func(ctx context.Context) (bool, string, error) {
					if looks++; looks <= tc.seen {
						return false, "still empty", nil
					}
					bounded, cancel := context.WithTimeout(ctx, tc.hangs)
					defer cancel()
					<-bounded.Done()
					return false, "", silent
				})
				var timeout *TimeoutError
				require.ErrorAs(t, err, &timeout)
				if tc.seen > 0 {
					assert.Equal(t, "still empty", timeout.State)
				}
				assert.Equal(t, tc.unsure, timeout.Err != nil)
				if tc.unsure {
					assert.ErrorIs(t, err, silent)
				}
			})
		})
	}
}

// A wait that was blind for most of its time is no word on what was awaited, though
// its last looks saw something.
func TestForCountsTheTimeThatItWasBlind(t *testing.T) {
	away := &BlindError{Err: errors.New("the watch is broken")}
	for blind, unsure := range map[int]bool{0: false, 3: false, 6: true} {
		synctest.Test(t, func(t *testing.T) {
			looks := 0
			err := For(t.Context(), "it", 10*Interval, func(context.Context) (bool, string, error) {
				looks++
				return false, "still empty", pick(looks > 1 && looks <= 1+blind, away)
			})
			var timeout *TimeoutError
			require.ErrorAs(t, err, &timeout)
			assert.Equalf(t, unsure, timeout.Err != nil, "%d blind looks", blind)
		})
	}
}

func TestForTellsACancelledWaitFromOneThatRanOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("interrupted")
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(why) })
		err := For(ctx, "it", time.Minute, func(context.Context) (bool, string, error) { return false, "no", nil })
		require.ErrorIs(t, err, why)
		assert.False(t, IsTimeout(err))
	})
}

func TestHolds(t *testing.T) {
	transient := apierrors.NewServiceUnavailable("restarting")
	for name, tc := range map[string]struct {
		look   func(n int) (bool, error)
		broken bool
		text   string // in the error; empty for none
	}{
		"all the while":         {look: func(int) (bool, error) { return true, nil }},
		"not any more":          {look: func(n int) (bool, error) { return n < 3, nil }, broken: true, text: "after 750ms: seen"},
		"not at all":            {look: func(int) (bool, error) { return false, nil }, broken: true, text: "after 0s"},
		"one look fails":        {look: func(n int) (bool, error) { return true, pick(n == 2, transient) }},
		"most looks fail":       {look: func(n int) (bool, error) { return true, pick(n > 1, transient) }, text: "nothing was seen for"},
		"a look fails for good": {look: func(int) (bool, error) { return true, errors.New("denied") }, text: "denied"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := -1
				err := Holds(t.Context(), "it", 2*time.Second, func(context.Context) (bool, string, error) {
					n++
					holds, err := tc.look(n)
					return holds, "seen", err
				})
				var broken *BrokenError
				assert.Equal(t, tc.broken, errors.As(err, &broken))
				if tc.text == "" {
					require.NoError(t, err)
					return
				}
				require.ErrorContains(t, err, tc.text)
			})
		})
	}
}

func pick(is bool, err error) error {
	if is {
		return err
	}
	return nil
}

func TestScaleReachesEveryBound(t *testing.T) {
	scaled, plain := Default().Scale(2), Default()
	assert.Equal(t, 2*plain.PodReady, scaled.PodReady)
	assert.Equal(t, 2*plain.Claim, scaled.Claim)
	assert.InDelta(t, 2, scaled.Factor, 0)
	assert.Equal(t, plain, Default().Scale(1))
}
