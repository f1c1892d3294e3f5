package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"syscall"
	"time"
)

// Bounds of one fetch: its answer goes through an exec stream and is held in memory on
// both ends.
const (
	fetchTime  = 5 * time.Second
	fetchBytes = 1 << 20
)

// Answer is what came of fetching a URL. Status is 0 where nothing answered; Silence
// tells then in one word how.
type Answer struct {
	URL       string      `json:"url"`
	Status    int         `json:"status"`
	Header    http.Header `json:"header,omitempty"`
	Body      []byte      `json:"body"` // base64 in JSON
	Truncated bool        `json:"truncated,omitempty"`
	Silence   string      `json:"silence,omitempty"`
	Error     string      `json:"error,omitempty"`
}

// The words for no answer.
const (
	refused   = "refused"     // somebody says that nobody listens there
	noRoute   = "no-route"    // somebody says that there is no way
	noWord    = "no-word"     // nothing is said at all for as long as a fetch may take
	cutShort  = "cut-short"   // an answer began, or a connection was there, and ended too early
	noRequest = "no-request"  // there is no such URL
	otherwise = "other-error" // anything else, such as a name that cannot be looked up
)

// fetchAll fetches the URLs that are given, or without any those that come line by line,
// and prints one answer a line. It follows no redirection and keeps no connection: a kept
// one could outlive the container that answered.
func fetchAll(ctx context.Context, urls []string, in io.Reader, out io.Writer) error {
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true, Proxy: nil},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answers := json.NewEncoder(out)
	for _, url := range urls {
		if err := answers.Encode(fetch(ctx, client, url)); err != nil {
			return fmt.Errorf("print the answer of %s: %w", url, err)
		}
	}
	if len(urls) > 0 {
		return nil
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() && ctx.Err() == nil {
		if err := answers.Encode(fetch(ctx, client, lines.Text())); err != nil {
			return fmt.Errorf("print the answer of %s: %w", lines.Text(), err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read which URL to fetch: %w", err)
	}
	return nil
}

func fetch(ctx context.Context, client *http.Client, url string) Answer {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return Answer{URL: url, Silence: noRequest, Error: err.Error()}
	}
	response, err := client.Do(request)
	if err != nil {
		return Answer{URL: url, Silence: silenceOf(err), Error: err.Error()}
	}
	defer func() { _ = response.Body.Close() }()
	// One byte more tells whether there is more.
	body, err := io.ReadAll(io.LimitReader(response.Body, fetchBytes+1))
	if err != nil {
		return Answer{URL: url, Silence: silenceOf(err), Error: fmt.Sprintf("read the body: %v", err)}
	}
	answer := Answer{URL: url, Status: response.StatusCode, Header: response.Header, Body: body}
	if len(body) > fetchBytes {
		answer.Body, answer.Truncated = body[:fetchBytes], true
	}
	return answer
}

func silenceOf(err error) string {
	is := func(kinds ...error) bool {
		for _, kind := range kinds {
			if errors.Is(err, kind) {
				return true
			}
		}
		return false
	}
	switch {
	case is(syscall.ECONNREFUSED):
		return refused
	case is(syscall.EHOSTUNREACH, syscall.ENETUNREACH):
		return noRoute
	case is(context.DeadlineExceeded, os.ErrDeadlineExceeded, syscall.ETIMEDOUT):
		return noWord
	case is(io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE):
		return cutShort
	}
	return otherwise
}
