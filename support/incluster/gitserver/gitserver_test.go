package main

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// startServer serves a folder with the empty repository site.git.
func startServer(t *testing.T, opts options) (address, root string) {
	t.Helper()
	opts.root = t.TempDir()
	require.NoError(t, initRepository(t.Context(), filepath.Join(opts.root, "site.git"), "main"))
	handler, err := newHandler(t.Context(), opts)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL, opts.root
}

// git runs the real one, with nobody's configuration.
func git(t *testing.T, dir string, args ...string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=t", "GIT_COMMITTER_EMAIL=t@example.invalid")
	out, err := command.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func mustGit(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := git(t, dir, args...)
	require.NoErrorf(t, err, "git %v: %s", args, out)
	return out
}

// push makes a commit with one file on main and returns its hash.
func push(t *testing.T, remote, name string, content []byte) string {
	t.Helper()
	work := t.TempDir()
	mustGit(t, work, "clone", "--quiet", remote, ".")
	mustGit(t, work, "checkout", "--quiet", "-B", "main")
	require.NoError(t, os.WriteFile(filepath.Join(work, name), content, 0o644))
	mustGit(t, work, "add", "--all")
	mustGit(t, work, "commit", "--quiet", "-m", "a commit")
	mustGit(t, work, "push", "--quiet", "origin", "HEAD:main")
	return mustGit(t, work, "rev-parse", "HEAD")
}

func TestCloneAndPush(t *testing.T) {
	server, _ := startServer(t, options{})
	first := push(t, server+"/site.git", "index.html", []byte("one"))
	second := push(t, server+"/site.git", "index.html", []byte("two"))

	clone := t.TempDir()
	mustGit(t, clone, "clone", "--quiet", server+"/site.git", ".")
	content, err := os.ReadFile(filepath.Join(clone, "index.html"))
	require.NoError(t, err)
	assert.Equal(t, "two", string(content))
	assert.Equal(t, second, mustGit(t, clone, "rev-parse", "HEAD"))
	assert.NotEqual(t, first, second)
}

// A push over git's http.postBuffer of 1 MiB comes in chunks, without a length.
func TestBigPush(t *testing.T) {
	server, _ := startServer(t, options{})
	big := make([]byte, 3<<20)
	_, _ = rand.Read(big)
	hash := push(t, server+"/site.git", "big", big)
	assert.Contains(t, mustGit(t, t.TempDir(), "ls-remote", server+"/site.git"), hash)
}

func TestShallowFetchOfAHash(t *testing.T) {
	server, _ := startServer(t, options{})
	old := push(t, server+"/site.git", "index.html", []byte("one"))
	push(t, server+"/site.git", "index.html", []byte("two"))

	work := t.TempDir()
	mustGit(t, work, "init", "--quiet")
	mustGit(t, work, "fetch", "--quiet", "--depth", "1", server+"/site.git", old)
	assert.Equal(t, "one", mustGit(t, work, "show", "FETCH_HEAD:index.html"))
}

func TestUnknownRepository(t *testing.T) {
	server, _ := startServer(t, options{})
	_, err := git(t, t.TempDir(), "ls-remote", server+"/none.git")
	assert.Error(t, err)
}

func TestPathsOutsideTheRootAreNotServed(t *testing.T) {
	server, root := startServer(t, options{})
	require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(root), "HEAD"), []byte("secret"), 0o644))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server, nil)
	require.NoError(t, err)
	request.URL.Opaque = "/site.git/../../HEAD"
	response, err := http.DefaultTransport.RoundTrip(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.NotEqual(t, http.StatusOK, response.StatusCode)
}

func TestBasicAuthentication(t *testing.T) {
	passwordFile := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(passwordFile, []byte("s3cret\n"), 0o600))
	server, _ := startServer(t, options{user: "bot", passwordFile: passwordFile})
	as := func(user, password string) string {
		address, err := url.Parse(server + "/site.git")
		require.NoError(t, err)
		address.User = url.UserPassword(user, password)
		return address.String()
	}
	cases := map[string]struct {
		remote string
		works  bool
	}{
		"right":          {as("bot", "s3cret"), true},
		"wrong password": {as("bot", "secret"), false},
		"wrong user":     {as("root", "s3cret"), false},
		"empty password": {as("bot", ""), false},
		"nobody":         {server + "/site.git", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			out, err := git(t, t.TempDir(), "ls-remote", c.remote)
			assert.Equalf(t, c.works, err == nil, out)
		})
	}

	t.Run("the password changes while it runs", func(t *testing.T) {
		require.NoError(t, os.WriteFile(passwordFile, []byte("other"), 0o600))
		mustGit(t, t.TempDir(), "ls-remote", as("bot", "other"))
		_, err := git(t, t.TempDir(), "ls-remote", as("bot", "s3cret"))
		assert.Error(t, err)
	})
	t.Run("health needs none", func(t *testing.T) {
		assert.Equal(t, http.StatusOK, status(t, server+"/healthz"))
	})
}

func status(t *testing.T, address string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	require.NoError(t, err)
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode
}

func TestServeEndsWithTheContext(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, listener, http.NotFoundHandler()) }()
	assert.Equal(t, http.StatusNotFound, status(t, "http://"+listener.Addr().String()))
	cancel()
	require.NoError(t, <-done)
}

func TestInitRepositoryKeepsWhatIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "site.git")
	require.NoError(t, initRepository(t.Context(), dir, "trunk"))
	head, err := os.ReadFile(filepath.Join(dir, "HEAD"))
	require.NoError(t, err)
	assert.Equal(t, "ref: refs/heads/trunk\n", string(head))

	require.NoError(t, initRepository(t.Context(), dir, "main"))
	head, err = os.ReadFile(filepath.Join(dir, "HEAD"))
	require.NoError(t, err)
	assert.Equal(t, "ref: refs/heads/trunk\n", string(head))
}

func TestRepositoryFlag(t *testing.T) {
	for value, wants := range map[string]bool{
		"site.git=main": true, "team/site.git=main": true,
		"site.git": false, "site.git=": false, "=main": false, "/site.git=main": false, "../site.git=main": false,
	} {
		t.Run(value, func(t *testing.T) {
			assert.Equal(t, wants, repositoryFlag{}.Set(value) == nil)
		})
	}
}

func TestUserAndPasswordBelongTogether(t *testing.T) {
	require.ErrorContains(t, run(t.Context(), options{root: t.TempDir(), user: "bot"}), "--password-file")
	require.ErrorContains(t, run(t.Context(), options{root: t.TempDir(), passwordFile: "x"}), "--user")
}
