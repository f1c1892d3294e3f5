// Package await is the one place where the suite waits. Every wait looks at
// once, then every Interval; it has a bound, tells transient errors from final
// ones, and ends with the last state that was seen.
package await

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	utilnet "k8s.io/apimachinery/pkg/util/net"
)

// Interval is the time between two looks. A quarter of a second is far below
// what the kubelet needs for a change and light for an API server.
const Interval = 250 * time.Millisecond

// Condition looks once. state says in a few words what was seen; it is what a
// reader of a time-out gets. An error that is not Transient ends the wait.
type Condition func(ctx context.Context) (done bool, state string, err error)

// TimeoutError is a wait that ran into its bound.
type TimeoutError struct {
	What   string        // what was awaited
	Within time.Duration // the bound
	State  string        // what was seen last
	Err    error         // why State shows nothing of the end: see For
}

func (e *TimeoutError) Error() string {
	msg := fmt.Sprintf("waited %s for %s", e.Within.Round(time.Millisecond), e.What)
	if e.State != "" {
		msg += "; last seen: " + e.State
	}
	if e.Err != nil {
		msg += "; last error: " + e.Err.Error()
	}
	return msg
}

func (e *TimeoutError) Unwrap() error { return e.Err }

// IsTimeout tells whether an error is a wait that ran into its own bound, as
// against one that was cancelled or met a final error.
func IsTimeout(err error) bool {
	var t *TimeoutError
	return errors.As(err, &t)
}

// BlindError is a look at a cache whose watch is broken: what the cache holds is
// of the past, and shows nothing of now. It is Transient.
type BlindError struct{ Err error }

func (e *BlindError) Error() string { return "nothing can be seen: " + e.Err.Error() }

func (e *BlindError) Unwrap() error { return e.Err }

// finalError marks an error after which waiting is pointless.
type finalError struct{ error }

func (e finalError) Unwrap() error { return e.error }

// Final marks err as the end of a wait, even where its kind is transient: the
// awaited state can no longer be reached.
func Final(err error) error { return finalError{err} }

// Transient tells whether an API or network error may go away by itself. It
// follows ShouldRetry of the Kubernetes e2e framework (test/e2e/framework/get.go,
// v1.37) and adds broken connections, which a restarting API server causes.
func Transient(err error) bool {
	var final finalError
	if errors.As(err, &final) || errors.Is(err, context.Canceled) {
		return false
	}
	if _, delayed := apierrors.SuggestsClientDelay(err); delayed {
		return true
	}
	var netErr net.Error
	var blind *BlindError
	return errors.As(err, &blind) || apierrors.IsInternalError(err) || apierrors.IsTimeout(err) || apierrors.IsServerTimeout(err) ||
		apierrors.IsTooManyRequests(err) || apierrors.IsServiceUnavailable(err) ||
		utilnet.IsConnectionReset(err) || utilnet.IsConnectionRefused(err) ||
		utilnet.IsHTTP2ConnectionLost(err) || utilnet.IsProbableEOF(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || // which IsProbableEOF knows unwrapped only
		errors.As(err, &netErr)
}

// For waits until the condition is so. It returns a *TimeoutError after within,
// the cause when ctx ends, or the condition's first final error.
//
// A time-out has Err where its State is no word on how the wait ended: the last
// look failed, most of the wait passed with looks that failed, or no look ended
// in its last quarter. A look that only the bound itself cut short says nothing:
// what was seen a moment before counts.
func For(ctx context.Context, what string, within time.Duration, condition Condition) error {
	timeout, seen, err := wait(ctx, what, within, condition)
	if timeout == nil {
		return err
	}
	timeout.Err = seen.unsure(within)
	return timeout
}

func wait(ctx context.Context, what string, within time.Duration, condition Condition) (*TimeoutError, *sight, error) {
	bounded, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	ticker := time.NewTicker(Interval)
	defer ticker.Stop()
	seen := begin()
	var lastState string
	for {
		done, state, err := condition(bounded)
		switch {
		case err == nil && done:
			return nil, seen, nil
		case ctx.Err() != nil:
			return nil, seen, fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx))
		case err != nil && over(bounded):
			seen.cut(err)
		case err != nil && !Transient(err):
			return nil, seen, fmt.Errorf("waiting for %s: %w", what, err)
		default:
			seen.look(err)
			if state != "" {
				lastState = state
			}
		}
		if !over(bounded) {
			select {
			case <-bounded.Done():
			case <-ticker.C:
			}
		}
		switch {
		case ctx.Err() != nil:
			return nil, seen, fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx))
		case over(bounded):
			return &TimeoutError{What: what, Within: within, State: lastState}, seen, nil
		}
	}
}

// over tells whether the time of a wait has run out. A network call hears of the
// deadline by its own clock, and may say so before the context does.
func over(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() != nil || ok && !time.Now().Before(deadline)
}

// BrokenError is a state that did not last through its window.
type BrokenError struct {
	What  string        // what should have lasted
	After time.Duration // when it was seen broken
	State string        // what was seen then
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("%s did not last: after %s: %s", e.What, e.After.Round(time.Millisecond), e.State)
}

// Holds looks through the whole window and returns a *BrokenError at the first
// look at which the condition is not so. A look that fails with a transient
// error shows nothing and is repeated. A window of which less than half was seen
// is an error, not a proof, also where ctx ends it before its time: an error that
// wraps the cause of ctx says that the condition was so until then.
func Holds(ctx context.Context, what string, window time.Duration, condition Condition) error {
	start := time.Now()
	ticker := time.NewTicker(Interval)
	defer ticker.Stop()
	seen := begin()
	for {
		holds, state, err := condition(ctx)
		switch {
		case ctx.Err() != nil:
			return seen.ended(ctx, what)
		case err != nil && !Transient(err):
			return fmt.Errorf("watching that %s: %w", what, err)
		case err == nil && !holds:
			return &BrokenError{What: what, After: time.Since(start), State: state}
		}
		seen.look(err)
		if time.Since(start) >= window {
			break
		}
		select {
		case <-ctx.Done():
			return seen.ended(ctx, what)
		case <-ticker.C:
		}
	}
	if err := seen.blind(); err != nil {
		return fmt.Errorf("watching that %s: %w", what, err)
	}
	return nil
}

// ended is the error of a watch that was ended before its time.
func (s *sight) ended(ctx context.Context, what string) error {
	if err := s.blind(); err != nil {
		return fmt.Errorf("watching that %s, until %v: %w", what, context.Cause(ctx), err) //nolint:errorlint // a blind watch is not one that ended as planned
	}
	return fmt.Errorf("watching that %s: %w", what, context.Cause(ctx))
}
