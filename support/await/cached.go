package await

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Looks are two ways to look at one thing: by way of a cache, which costs the API
// server nothing, and live, which decides. A cache may be behind what it is of,
// and cannot always tell.
type Looks struct {
	Cached, Live Condition
	Within       time.Duration // bounds the live look, transient errors in between
}

// ForCached is For by way of a cache. Where the wait runs out, one live look
// decides: what it sees to be so is so; else it is the State of the *TimeoutError.
// Where the live look fails, or most of the wait passed in blindness, the
// *TimeoutError has Err. That lasts for Within longer at most.
func ForCached(ctx context.Context, what string, within time.Duration, looks Looks) error {
	timeout, seen, err := wait(ctx, what, within, looks.Cached)
	if timeout == nil {
		return err
	}
	so, state, err := looks.live(ctx, what)
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx))
	case err != nil:
		timeout.Err = err
		return timeout
	case so:
		return nil
	}
	timeout.State, timeout.Err = state, seen.blind()
	return timeout
}

// HoldsCached is Holds by way of a cache, with one live look at the end of the
// window: a cache that has gone blind goes on showing what was.
func HoldsCached(ctx context.Context, what string, window time.Duration, looks Looks) error {
	if err := Holds(ctx, what, window, looks.Cached); err != nil {
		return err
	}
	return looks.Hold(ctx, what, window)
}

// Hold is the live look at the end of a window that another watch has kept. It
// returns a *BrokenError where the condition is not so.
func (l Looks) Hold(ctx context.Context, what string, window time.Duration) error {
	holds, state, err := l.live(ctx, what)
	switch {
	case err != nil:
		return fmt.Errorf("watching that %s: %w", what, err)
	case !holds:
		return &BrokenError{What: what, After: window, State: state}
	}
	return nil
}

func (l Looks) live(ctx context.Context, what string) (so bool, state string, err error) {
	err = For(ctx, "a last look at "+what, l.Within, func(ctx context.Context) (bool, string, error) {
		var err error
		so, state, err = l.Live(ctx)
		return err == nil, "", err
	})
	var timeout *TimeoutError
	if errors.As(err, &timeout) && timeout.Err == nil {
		err = errors.Join(err, errNoLook)
	}
	return so, state, err
}

var errNoLook = errors.New("no look ended")
