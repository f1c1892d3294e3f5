package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fetched runs the subcommand and decodes its answers, one a line.
func fetched(t *testing.T, urls []string, in string) []Answer {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, fetchAll(t.Context(), urls, strings.NewReader(in), &out))
	var answers []Answer
	for line := range strings.Lines(out.String()) {
		var answer Answer
		require.NoError(t, json.Unmarshal([]byte(line), &answer))
		answers = append(answers, answer)
	}
	return answers
}

// newSite serves a page, a redirection, a page that is too long and one that ends early.
func newSite(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "text\n") })
	mux.Handle("/moved", http.RedirectHandler("/page", http.StatusFound))
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte("x"), fetchBytes+2))
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10")
		_, _ = io.WriteString(w, "text")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestFetch(t *testing.T) {
	site := newSite(t)
	for name, c := range map[string]struct {
		path   string
		status int
		body   string
	}{
		"a page":              {path: "/page", status: http.StatusOK, body: "text\n"},
		"what is not there":   {path: "/none", status: http.StatusNotFound, body: "404 page not found\n"},
		"no redirect is gone": {path: "/moved", status: http.StatusFound, body: "<a href=\"/page\">Found</a>.\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			answers := fetched(t, []string{site + c.path}, "")
			require.Len(t, answers, 1)
			assert.Equal(t, c.status, answers[0].Status)
			assert.Equal(t, c.body, string(answers[0].Body))
			assert.Empty(t, answers[0].Silence)
		})
	}
	long := fetched(t, []string{site + "/long"}, "")
	assert.True(t, long[0].Truncated)
	assert.Len(t, long[0].Body, fetchBytes)
}

func TestFetchLineByLine(t *testing.T) {
	site := newSite(t)
	answers := fetched(t, nil, site+"/page\n"+site+"/none\n")
	require.Len(t, answers, 2)
	assert.Equal(t, http.StatusOK, answers[0].Status)
	assert.Equal(t, http.StatusNotFound, answers[1].Status)
}

func TestNoAnswerIsToldFromAnother(t *testing.T) {
	closed, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := closed.Addr().String()
	require.NoError(t, closed.Close())
	for url, want := range map[string]string{
		"http://" + address + "/":      refused,
		newSite(t) + "/short":          cutShort,
		"http://volconf.invalid:1/":    otherwise,
		"http://fd00::1:80/no-bracket": noRequest,
	} {
		answers := fetched(t, []string{url}, "")
		require.Len(t, answers, 1)
		assert.Zerof(t, answers[0].Status, "%+v", answers[0])
		assert.Equalf(t, want, answers[0].Silence, "%+v", answers[0])
		assert.NotEmpty(t, answers[0].Error)
	}
}

func TestSilenceOf(t *testing.T) {
	dialing := func(err error) error {
		return fmt.Errorf("Get: %w", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", err)})
	}
	for want, errs := range map[string][]error{
		refused:   {dialing(syscall.ECONNREFUSED)},
		noRoute:   {dialing(syscall.EHOSTUNREACH), dialing(syscall.ENETUNREACH)},
		noWord:    {dialing(syscall.ETIMEDOUT), context.DeadlineExceeded, fmt.Errorf("Get: %w", os.ErrDeadlineExceeded)},
		cutShort:  {io.EOF, io.ErrUnexpectedEOF, dialing(syscall.ECONNRESET)},
		otherwise: {dialing(syscall.EACCES), &net.DNSError{Err: "no such host"}},
	} {
		for _, err := range errs {
			assert.Equalf(t, want, silenceOf(err), "%v", err)
		}
	}
}
