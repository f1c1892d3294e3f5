package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/volconf/volconf/support/report"
)

// The reasons for which a run is cancelled.
var (
	errInterrupted = errors.New("interrupted")
	errOrphaned    = errors.New("the process that started the run is gone")
	errDeadline    = errors.New("the run's time is up (-timeout of go test)")
)

// cleanUpReserve is the part of -timeout that is kept for clean-up and report:
// deleting namespaces and a kind cluster took 10 s, and go test kills the
// process when its own time is up.
const cleanUpReserve = 90 * time.Second

// withDeadline ends the run early enough for a clean-up before go test's own
// timer fires. The time counts from the start of the process.
func (r *run) withDeadline(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := r.options.testTimeout
	if limit <= 0 {
		return context.WithCancel(ctx)
	}
	reserve := min(cleanUpReserve, limit/2)
	return context.WithDeadlineCause(ctx, r.started.Add(limit-reserve), errDeadline)
}

// cancelOnSignals ends the run in order on the first signal. The second skips
// the evidence; the third ends the process at once and says how to clean up.
// A dead parent and a closed standard output count as signals: go test leaves
// the binary running when it is killed.
func (r *run) cancelOnSignals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// Without this, a closed standard output would kill the process; now it shows
	// as an error of the next line of progress.
	signal.Ignore(syscall.SIGPIPE)
	r.progress.onBroken(func() { cancel(errOrphaned) })
	done := make(chan struct{})
	go func() {
		for count := 0; ; {
			select {
			case <-done:
				return
			case s := <-signals:
				count++
				r.onSignal(s, count, cancel)
			}
		}
	}()
	go watchParent(done, cancel)
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel(nil)
	}
}

func (r *run) onSignal(s os.Signal, count int, cancel context.CancelCauseFunc) {
	switch count {
	case 1:
		r.progress.line("%s: ending the run and cleaning up; once more to skip the evidence", s)
		cancel(fmt.Errorf("%w by signal (%s)", errInterrupted, s))
	case 2:
		r.skipEvidence.Store(true)
		r.progress.line("%s: no evidence is kept; once more to end at once and leave everything behind", s)
	default:
		fmt.Fprintf(os.Stderr, "volconf: ended at once; remove what is left with: %s\n", r.options.cleanup())
		os.Exit(report.ExitEnvironment)
	}
}

// watchParent cancels the run when the process that started it has ended: a
// killed `go test` or `make` must not leave a cluster running.
func watchParent(done <-chan struct{}, cancel context.CancelCauseFunc) {
	parent := os.Getppid()
	ticker := time.NewTicker(500 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return
		case <-ticker.C:
			if os.Getppid() != parent {
				cancel(errOrphaned)
				return
			}
		}
	}
}
