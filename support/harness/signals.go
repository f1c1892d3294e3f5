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

// reportReserve is the part of that which the clean-up leaves to the report.
const reportReserve = 10 * time.Second

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

// cleanUpContext bounds a part of the clean-up, which goes on when the run was
// cancelled: by its own time, and by go test's timer, which would kill the process
// in the middle. What is not removed by then is named.
func (r *run) cleanUpContext(within time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), within)
	limit := r.options.testTimeout
	if limit <= 0 {
		return ctx, cancel
	}
	end := r.started.Add(limit - min(reportReserve, limit/4))
	ctx, cancelEarly := context.WithDeadlineCause(ctx, end, errDeadline)
	return ctx, func() { cancelEarly(); cancel() }
}

// cancelOnSignals ends the run in order on the first signal. The second skips
// the evidence; the third ends the process at once and says how to clean up.
// A dead parent and a closed standard output count as signals: go test leaves
// the binary running when it is killed. Under nohup neither the terminal's end nor
// the parent's does.
func (r *run) cancelOnSignals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 4)
	detached := signal.Ignored(syscall.SIGHUP) // nohup: the run is to outlive the terminal
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !detached {
		signal.Notify(signals, syscall.SIGHUP)
	}
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
	if !detached {
		go watchParent(done, cancel)
	}
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
