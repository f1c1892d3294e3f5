package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// origin is a repository that commits are pushed to.
type origin struct {
	t    *testing.T
	dir  string // bare
	work string
}

func newOrigin(t *testing.T) origin {
	t.Helper()
	o := origin{t: t, dir: filepath.Join(t.TempDir(), "site.git"), work: t.TempDir()}
	o.git("init", "--quiet", "--bare", "--initial-branch", "main", o.dir)
	o.git("-C", o.dir, "config", "uploadpack.allowAnySHA1InWant", "true")
	o.git("clone", "--quiet", o.dir, o.work)
	o.git("-C", o.work, "checkout", "--quiet", "-B", "main")
	return o
}

func (o origin) git(args ...string) string {
	o.t.Helper()
	command := exec.CommandContext(o.t.Context(), "git", args...)
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=t", "GIT_COMMITTER_EMAIL=t@example.invalid")
	out, err := command.CombinedOutput()
	require.NoErrorf(o.t, err, "git %v: %s", args, out)
	return strings.TrimSpace(string(out))
}

// commit pushes one file to a branch and returns the hash.
func (o origin) commit(branch, content string) string {
	o.t.Helper()
	require.NoError(o.t, os.WriteFile(filepath.Join(o.work, "index.html"), []byte(content), 0o644))
	o.git("-C", o.work, "add", "--all")
	o.git("-C", o.work, "commit", "--quiet", "--allow-empty", "-m", "a commit")
	o.git("-C", o.work, "push", "--quiet", "--force", "origin", "HEAD:"+branch)
	return o.git("-C", o.work, "rev-parse", "HEAD")
}

func (o origin) options(args ...string) options {
	o.t.Helper()
	root := filepath.Join(o.t.TempDir(), "root")
	opts, err := parseOptions(append([]string{"--repo=file://" + o.dir, "--root=" + root, "--link=current"}, args...),
		func(string) (string, bool) { return "", false })
	require.NoError(o.t, err)
	return opts
}

var discard = slog.New(slog.DiscardHandler)

func syncNow(t *testing.T, opts options) {
	t.Helper()
	require.NoError(t, repository{options: opts, log: discard}.sync(t.Context()))
}

func published(t *testing.T, opts options) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(opts.link, "index.html"))
	require.NoError(t, err)
	return string(content)
}

func worktrees(t *testing.T, opts options) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(opts.root, ".worktrees"))
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestSyncKeepsTheContract(t *testing.T) {
	o := newOrigin(t)
	first := o.commit("main", "one")
	opts := o.options("--ref=main")
	syncNow(t, opts)

	target, err := os.Readlink(opts.link)
	require.NoError(t, err)
	assert.Equalf(t, filepath.Join(".worktrees", first), target, "relative, and named after the commit")
	assert.DirExists(t, filepath.Join(opts.root, ".git"))
	assert.Equal(t, "one", published(t, opts))

	// Nothing new: nothing is touched.
	before, err := os.Lstat(opts.link)
	require.NoError(t, err)
	syncNow(t, opts)
	after, err := os.Lstat(opts.link)
	require.NoError(t, err)
	assert.Truef(t, os.SameFile(before, after), "the link was made anew for the same commit")

	second := o.commit("main", "two")
	syncNow(t, opts)
	assert.Equal(t, "two", published(t, opts))
	assert.Equalf(t, []string{second}, worktrees(t, opts), "what is superseded goes")
}

func TestRefs(t *testing.T) {
	o := newOrigin(t)
	old := o.commit("main", "old")
	o.git("-C", o.work, "push", "--quiet", "origin", "HEAD:refs/tags/v1")
	o.commit("main", "new")
	o.commit("other", "elsewhere")
	for ref, want := range map[string]string{"HEAD": "new", "main": "new", "other": "elsewhere", "v1": "old", old: "old", "refs/heads/other": "elsewhere"} {
		t.Run(ref, func(t *testing.T) {
			opts := o.options("--ref=" + ref)
			syncNow(t, opts)
			assert.Equal(t, want, published(t, opts))
		})
	}
}

func TestRewrittenHistoryIsFollowed(t *testing.T) {
	o := newOrigin(t)
	base := o.commit("main", "one")
	o.commit("main", "two")
	opts := o.options()
	syncNow(t, opts)
	o.git("-C", o.work, "reset", "--quiet", "--hard", base)
	o.commit("main", "three")
	syncNow(t, opts)
	assert.Equal(t, "three", published(t, opts))
}

func TestDepth(t *testing.T) {
	o := newOrigin(t)
	o.commit("main", "one")
	o.commit("main", "two")
	for depth, want := range map[string]string{"1": "1", "0": "2"} {
		t.Run(depth, func(t *testing.T) {
			opts := o.options("--depth=" + depth)
			syncNow(t, opts)
			assert.Equal(t, want, o.git("-C", opts.link, "rev-list", "--count", "HEAD"))
		})
	}
}

func TestStaleWorktreesAreKeptForAsLongAsAskedFor(t *testing.T) {
	o := newOrigin(t)
	o.commit("main", "one")
	opts := o.options("--stale-worktree-timeout=1h")
	syncNow(t, opts)
	o.commit("main", "two")
	syncNow(t, opts)
	assert.Len(t, worktrees(t, opts), 2)
}

func TestAKilledSyncIsMended(t *testing.T) {
	o := newOrigin(t)
	hash := o.commit("main", "one")
	opts := o.options()
	half := filepath.Join(opts.root, ".worktrees", hash)
	require.NoError(t, os.MkdirAll(half, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(half, "index.html"), []byte("ha"), 0o644))
	require.NoError(t, os.Symlink(filepath.Join(".worktrees", hash), opts.link))
	syncNow(t, opts)
	assert.Equal(t, "one", published(t, opts))
}

// What a kill has left in the volume must not keep the next run from serving:
// kubernetes/git-sync#827, #914 and #986.
func TestWhatAKillHasLeftIsWiped(t *testing.T) {
	for name, leave := range map[string]func(t *testing.T, root, hash string){
		"a lock of fetch":     func(t *testing.T, root, _ string) { t.Helper(); touch(t, root, ".git/shallow.lock") },
		"a lock of the index": func(t *testing.T, root, _ string) { t.Helper(); touch(t, root, ".git/index.lock") },
		"a lock of a worktree": func(t *testing.T, root, hash string) {
			t.Helper()
			touch(t, root, ".git/worktrees/"+hash+"/index.lock")
		},
		"a worktree without its files": func(t *testing.T, root, hash string) {
			t.Helper()
			require.NoError(t, os.RemoveAll(filepath.Join(root, ".worktrees", hash)))
			require.NoError(t, os.Mkdir(filepath.Join(root, ".worktrees", hash), 0o755))
		},
		"a repository without its objects": func(t *testing.T, root, _ string) {
			t.Helper()
			require.NoError(t, os.RemoveAll(filepath.Join(root, ".git", "objects")))
			require.NoError(t, os.Mkdir(filepath.Join(root, ".git", "objects"), 0o755))
		},
		"files of somebody else": func(t *testing.T, root, _ string) {
			t.Helper()
			require.NoError(t, os.RemoveAll(filepath.Join(root, ".git")))
			touch(t, root, "kept.html")
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOrigin(t)
			hash := o.commit("main", "one")
			opts := o.options()
			syncNow(t, opts)
			leave(t, opts.root, hash)
			syncNow(t, opts)
			assert.Equal(t, "one", published(t, opts))
			o.commit("main", "two")
			syncNow(t, opts)
			assert.Equal(t, "two", published(t, opts))
			assert.NoFileExists(t, filepath.Join(opts.root, "kept.html"))
		})
	}
}

func touch(t *testing.T, root, file string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(root, file), nil, 0o644))
}

func TestLinkElsewhere(t *testing.T) {
	o := newOrigin(t)
	hash := o.commit("main", "one")
	link := filepath.Join(t.TempDir(), "deep", "site")
	opts := o.options("--link=" + link)
	syncNow(t, opts)
	target, err := os.Readlink(link)
	require.NoError(t, err)
	assert.False(t, filepath.IsAbs(target))
	assert.Equal(t, hash, filepath.Base(target))
	assert.Equal(t, "one", published(t, opts))
}

// The link is never absent and never leads nowhere, however often it is swapped.
func TestReadersSeeAWholeTree(t *testing.T) {
	o := newOrigin(t)
	o.commit("main", "one")
	opts := o.options("--stale-worktree-timeout=1h")
	syncNow(t, opts)
	stop, failed := make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(failed)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := os.ReadFile(filepath.Join(opts.link, "index.html")); err != nil {
				failed <- err
				return
			}
		}
	}()
	for _, content := range []string{"two", "three", "four"} {
		o.commit("main", content)
		syncNow(t, opts)
	}
	close(stop)
	require.NoError(t, <-failed)
}

func TestOneTime(t *testing.T) {
	o := newOrigin(t)
	o.commit("main", "one")
	opts := o.options("--one-time")
	require.NoError(t, run(t.Context(), opts, discard))
	assert.Equal(t, "one", published(t, opts))
}

func TestMaxFailures(t *testing.T) {
	o := newOrigin(t) // has no commit, so HEAD is nowhere
	opts := o.options("--period=10ms")
	require.ErrorContainsf(t, run(t.Context(), opts, discard), "failed 1 times in a row", "none is allowed by default")

	opts = o.options("--period=10ms", "--max-failures=2")
	require.ErrorContains(t, run(t.Context(), opts, discard), "failed 3 times in a row")
}

func TestRunFollowsPushesUntilTold(t *testing.T) {
	o := newOrigin(t)
	opts := o.options("--period=10ms", "--max-failures=-1")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- run(ctx, opts, discard) }()
	for _, content := range []string{"one", "two"} {
		o.commit("main", content)
		deadline := time.Now().Add(20 * time.Second)
		for {
			got, _ := os.ReadFile(filepath.Join(opts.link, "index.html"))
			if string(got) == content {
				break
			}
			require.Truef(t, time.Now().Before(deadline), "not followed: has %q, want %q", got, content)
			time.Sleep(10 * time.Millisecond)
		}
	}
	cancel()
	require.NoError(t, <-done)
}

func TestHealth(t *testing.T) {
	h := &health{}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	stop, err := h.serve(t.Context(), address)
	require.NoError(t, err)
	assert.Equal(t, http.StatusServiceUnavailable, status(t, address))
	h.setReady()
	assert.Equal(t, http.StatusOK, status(t, address))

	_, err = (&health{}).serve(t.Context(), address)
	require.ErrorContainsf(t, err, "--http-bind", "the address is taken")
	stop()
}

func status(t *testing.T, address string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address, nil)
	require.NoError(t, err)
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode
}
