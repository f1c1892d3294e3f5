package held

import (
	"context"
	"time"
)

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
