// Command gitserver serves the Git repositories below a folder over smart HTTP, for
// cloning, fetching and pushing: the git server of the claims, inside the cluster.
//
// The protocol is git's own (git http-backend); this program is only the HTTP server in
// front of it. Any branch, tag or commit can be fetched, as git-sync needs for a --ref.
//
// The run's own is also where the claims' pages are read from, by exec, as a Pod would:
//
//	gitserver fetch [URL ...]	one answer a URL, as JSON; without any, those of its input, one a line
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// stopTime is how long requests that are under way may take to end.
const stopTime = 2 * time.Second

type options struct {
	root         string
	address      string
	user         string
	passwordFile string
	repositories repositoryFlag
}

// repositoryFlag collects --init NAME=BRANCH.
type repositoryFlag map[string]string

func (r repositoryFlag) String() string { return fmt.Sprint(map[string]string(r)) }

// Set refuses what would lie outside the root.
func (r repositoryFlag) Set(value string) error {
	name, branch, ok := strings.Cut(value, "=")
	if !ok || branch == "" || !filepath.IsLocal(name) {
		return fmt.Errorf("want NAME=BRANCH, such as site.git=main, not %q", value)
	}
	r[name] = branch
	return nil
}

func main() {
	opts := options{repositories: repositoryFlag{}}
	flag.StringVar(&opts.root, "root", "/srv/git", "`FOLDER` of the repositories")
	flag.StringVar(&opts.address, "addr", ":8080", "`ADDRESS` to listen on")
	flag.StringVar(&opts.user, "user", "", "`NAME` that basic authentication asks for; none without it")
	flag.StringVar(&opts.passwordFile, "password-file", "", "`FILE` with that user's password; read for each request")
	flag.Var(opts.repositories, "init", "make the bare repository `NAME=BRANCH` if it is not there; can be repeated")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	act := func() error { return run(ctx, opts) }
	if flag.Arg(0) == "fetch" {
		act = func() error { return fetchAll(ctx, flag.Args()[1:], os.Stdin, os.Stdout) }
	}
	if err := act(); err != nil {
		fmt.Fprintln(os.Stderr, "gitserver:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, opts options) error {
	if flag.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flag.Arg(0))
	}
	if (opts.user == "") != (opts.passwordFile == "") {
		return errors.New("--user and --password-file belong together")
	}
	for name, branch := range opts.repositories {
		if err := initRepository(ctx, filepath.Join(opts.root, name), branch); err != nil {
			return err
		}
	}
	handler, err := newHandler(ctx, opts)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", opts.address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Printf("gitserver: serving %s on %s\n", opts.root, listener.Addr())
	return serve(ctx, listener, handler)
}

// serve returns when the context ends.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		return server.Close()
	}
	return nil
}

// initRepository makes an empty bare repository whose first branch will be branch.
func initRepository(ctx context.Context, dir, branch string) error {
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err == nil {
		return nil
	}
	out, err := exec.CommandContext(ctx, "git", "init", "--quiet", "--bare", "--initial-branch", branch, dir).CombinedOutput()
	if err != nil {
		return fmt.Errorf("make the repository %s: %w: %s", dir, err, strings.TrimSpace(string(out)))
	}
	return nil
}
