// Command gitsync stands in for git-sync v4 (kubernetes/git-sync) where its image cannot
// be had: the same flags and environment, the same layout below --root, the real git.
//
// Below the root there is one repository (.git), one worktree per published commit
// (.worktrees/<hash>), and a link that is swapped to the newest with a rename, so that a
// reader sees the old tree or the new one and nothing between. A report that used this
// program says so: claims about git-sync's own behaviour cannot be judged with it.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	opts, err := parseOptions(os.Args[1:], os.LookupEnv)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gitsync:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, opts, slog.New(slog.NewJSONHandler(os.Stderr, nil))); err != nil {
		fmt.Fprintln(os.Stderr, "gitsync:", err)
		os.Exit(1)
	}
}

// run syncs until the context ends, or once, or until it has failed too often in a row.
func run(ctx context.Context, opts options, log *slog.Logger) error {
	health := &health{}
	if opts.httpBind != "" {
		stop, err := health.serve(ctx, opts.httpBind)
		if err != nil {
			return err
		}
		defer stop()
	}
	repository := repository{options: opts, log: log}
	failures := 0
	for {
		err := syncOnce(ctx, repository, opts.syncTimeout)
		switch {
		case ctx.Err() != nil:
			return nil // told to stop; what was under way does not matter
		case err == nil:
			failures = 0
			health.setReady()
			if opts.oneTime {
				return nil
			}
		default:
			failures++
			if opts.maxFailures >= 0 && failures > opts.maxFailures {
				return fmt.Errorf("failed %d times in a row: %w", failures, err)
			}
			log.Error("sync failed, will be tried again", "error", err.Error(), "failures", failures)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(opts.period):
		}
	}
}

func syncOnce(ctx context.Context, repository repository, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	return repository.sync(ctx)
}
