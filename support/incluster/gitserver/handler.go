package main

import (
	"context"
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// gitConfig is in force for every repository that is served, however it was made.
var gitConfig = [][2]string{
	{"http.receivepack", "true"},              // anybody may push: the claims' commits come this way
	{"uploadpack.allowAnySHA1InWant", "true"}, // a commit may be asked for by its hash
	{"safe.directory", "*"},                   // repositories may belong to another user
}

// newHandler serves repositories and, without authentication, /healthz.
func newHandler(ctx context.Context, opts options) (http.Handler, error) {
	execPath, err := exec.CommandContext(ctx, "git", "--exec-path").Output()
	if err != nil {
		return nil, fmt.Errorf("find git: %w", err)
	}
	root, err := filepath.Abs(opts.root)
	if err != nil {
		return nil, err
	}
	backend := &cgi.Handler{
		Path: filepath.Join(strings.TrimSpace(string(execPath)), "git-http-backend"),
		Env:  append(configEnv(gitConfig), "GIT_PROJECT_ROOT="+root, "GIT_HTTP_EXPORT_ALL=1"),
		// GIT_PROTOCOL comes with the request; these come from the container.
		InheritEnv: []string{"HOME", "PATH"},
		Logger:     log.New(os.Stderr, "git-http-backend: ", 0),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.Handle("/", authenticated(opts.user, opts.passwordFile, withLength(withProtocol(backend))))
	return mux, nil
}

// configEnv is git configuration in the environment, as git-config(1) describes it.
func configEnv(settings [][2]string) []string {
	env := []string{fmt.Sprintf("GIT_CONFIG_COUNT=%d", len(settings))}
	for i, setting := range settings {
		env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, setting[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, setting[1]))
	}
	return env
}

// withProtocol hands the client's Git-Protocol header on under the name that git reads.
func withProtocol(backend *cgi.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler := *backend
		if protocol := r.Header.Get("Git-Protocol"); protocol != "" {
			handler.Env = append(append([]string{}, backend.Env...), "GIT_PROTOCOL="+protocol)
		}
		handler.ServeHTTP(w, r)
	})
}

// withLength keeps bodies of unknown length in a file first: CGI promises the program a
// length, and git sends pushes over 1 MiB in chunks.
func withLength(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength >= 0 {
			next.ServeHTTP(w, r)
			return
		}
		body, err := os.CreateTemp("", "gitserver-body")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer func() {
			_ = body.Close()
			_ = os.Remove(body.Name())
		}()
		length, err := io.Copy(body, r.Body)
		if err == nil {
			_, err = body.Seek(0, io.SeekStart)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		r.Body, r.ContentLength, r.TransferEncoding = body, length, nil
		next.ServeHTTP(w, r)
	})
}

// authenticated asks for the user's password, which may change while the server runs.
func authenticated(user, passwordFile string, next http.Handler) http.Handler {
	if user == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		password, err := os.ReadFile(passwordFile)
		if err != nil {
			http.Error(w, "the password cannot be read", http.StatusInternalServerError)
			return
		}
		name, given, ok := r.BasicAuth()
		want := strings.TrimRight(string(password), "\r\n")
		if !ok || !equal(name, user) || !equal(given, want) {
			w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
			http.Error(w, "wrong user or password", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
