package held

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/guard"
)

// Beside does something while what a change does meanwhile goes on, which is told to
// stop when do has ended, and waited for. An error of either ends the other; so does a
// panic, as an error.
func Beside(ctx context.Context, meanwhile []func(context.Context) error, do func(context.Context) error) error {
	group, running := errgroup.WithContext(ctx)
	during, stop := context.WithCancel(running)
	defer stop()
	for _, one := range meanwhile {
		group.Go(guard.Func(func() error { return one(during) }))
	}
	group.Go(guard.Func(func() error {
		defer stop()
		return do(running)
	}))
	return group.Wait()
}

// Again does something every so often as long as the suite runs. What fails is done
// again the next time, for away at most.
func Again(ctx context.Context, every, away time.Duration, do func(context.Context) error) error {
	worked := time.Now()
	for Pause(ctx, every) {
		switch err := do(ctx); {
		case err == nil:
			worked = time.Now()
		case ctx.Err() == nil && time.Since(worked) > away:
			return err
		}
	}
	return nil
}

// Pause lets a time pass that is part of a change, and tells whether the
// suite still runs.
func Pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
