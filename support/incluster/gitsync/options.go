package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
)

// minimumPeriod is git-sync's own.
const minimumPeriod = 10 * time.Millisecond

// options have the names and defaults of git-sync v4.7.1.
type options struct {
	repo         string
	ref          string
	root         string
	link         string // absolute, or relative to root
	period       time.Duration
	syncTimeout  time.Duration
	oneTime      bool
	maxFailures  int // in a row; below zero: any number
	depth        int // 0: all history
	httpBind     string
	staleTimeout time.Duration

	username          string
	passwordFile      string
	sshKeyFile        string
	sshKnownHosts     bool
	sshKnownHostsFile string
}

// parseOptions takes a flag's value from the command line, else from the environment
// (--sync-timeout is GITSYNC_SYNC_TIMEOUT there), else its default.
func parseOptions(args []string, lookupEnv func(string) (string, bool)) (options, error) {
	var opts options
	flags := flag.NewFlagSet("gitsync", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&opts.repo, "repo", "", "repository to sync")
	flags.StringVar(&opts.ref, "ref", "HEAD", "branch, tag or full hash")
	flags.StringVar(&opts.root, "root", "", "folder for everything")
	flags.StringVar(&opts.link, "link", "", "link to the newest worktree (default: the last part of --repo)")
	flags.DurationVar(&opts.period, "period", 10*time.Second, "time between syncs")
	flags.DurationVar(&opts.syncTimeout, "sync-timeout", 2*time.Minute, "time that one sync may take")
	flags.BoolVar(&opts.oneTime, "one-time", false, "exit after the first sync")
	flags.IntVar(&opts.maxFailures, "max-failures", 0, "failures in a row before exiting; -1 for any number")
	flags.IntVar(&opts.depth, "depth", 1, "commits of history; 0 for all")
	flags.StringVar(&opts.httpBind, "http-bind", "", "address that tells whether a sync has succeeded")
	flags.DurationVar(&opts.staleTimeout, "stale-worktree-timeout", 0, "how long superseded worktrees are kept")
	flags.StringVar(&opts.username, "username", "", "user for HTTP")
	flags.StringVar(&opts.passwordFile, "password-file", "", "file with the password, read for each sync")
	flags.StringVar(&opts.sshKeyFile, "ssh-key-file", "/etc/git-secret/ssh", "private key for SSH")
	flags.BoolVar(&opts.sshKnownHosts, "ssh-known-hosts", true, "check the server's SSH key")
	flags.StringVar(&opts.sshKnownHostsFile, "ssh-known-hosts-file", "/etc/git-secret/known_hosts", "SSH keys of servers")

	if err := fromEnvironment(flags, lookupEnv); err != nil {
		return options{}, err
	}
	if err := flags.Parse(args); err != nil {
		return options{}, fmt.Errorf("%w; this is the stand-in, and knows these flags of git-sync: %s", err, flagNames(flags))
	}
	if flags.NArg() > 0 {
		return options{}, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return opts.complete()
}

func fromEnvironment(flags *flag.FlagSet, lookupEnv func(string) (string, bool)) error {
	var failure error
	flags.VisitAll(func(f *flag.Flag) {
		name := "GITSYNC_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := lookupEnv(name); ok {
			if err := flags.Set(f.Name, value); err != nil {
				failure = errors.Join(failure, fmt.Errorf("environment variable %s=%q: %w", name, value, err))
			}
		}
	})
	return failure
}

func flagNames(flags *flag.FlagSet) string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
	return strings.Join(names, " ")
}

func (o options) complete() (options, error) {
	switch {
	case o.repo == "":
		return options{}, errors.New("--repo is required")
	case o.root == "":
		return options{}, errors.New("--root is required")
	case o.ref == "":
		return options{}, errors.New("--ref must not be empty")
	case o.period < minimumPeriod:
		return options{}, fmt.Errorf("--period is %s: want at least %s", o.period, minimumPeriod)
	case o.syncTimeout <= 0:
		return options{}, errors.New("--sync-timeout must be more than zero")
	case o.depth < 0:
		return options{}, errors.New("--depth must not be negative")
	}
	root, err := filepath.Abs(o.root)
	if err != nil {
		return options{}, err
	}
	o.root = root
	if o.link == "" {
		o.link = o.repo[strings.LastIndex(strings.TrimRight(o.repo, "/"), "/")+1:]
		o.link = strings.TrimRight(o.link, "/")
	}
	if !filepath.IsAbs(o.link) {
		o.link = filepath.Join(root, o.link)
	}
	return o, nil
}
