package probe

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Fetch reads a path over HTTP from inside a container, as a Pod would. No
// answer is a fact: the page's status is 0 then.
func (s *Scene) Fetch(ctx context.Context, from Container, address, path string) (Page, error) {
	// BusyBox's wget cannot look up names in a static build; nc needs none.
	const script = `printf 'GET %s HTTP/1.0\r\nHost: volconf\r\n\r\n' "$2" | nc -w 5 "$1" 80`
	out, err := s.ExecIdempotent(ctx, from, "sh", "-c", script, "sh", address, path)
	if err != nil {
		return Page{}, err
	}
	return pageFrom(out)
}

func pageFrom(out Output) (Page, error) {
	if out.Exit > 1 {
		return Page{}, fmt.Errorf("nc ended with %d: %s", out.Exit, strings.TrimSpace(out.Stderr))
	}
	if out.Stdout == "" {
		return Page{Body: strings.TrimSpace(out.Stderr)}, nil
	}
	response, err := http.ReadResponse(bufio.NewReader(strings.NewReader(out.Stdout)), nil)
	if err != nil {
		return Page{}, fmt.Errorf("%q is no HTTP response: %w", out.Stdout, err)
	}
	defer func() { _ = response.Body.Close() }() // it is in memory
	// It ends early where the file is being written anew: the server has promised
	// the length of the one before.
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return Page{}, fmt.Errorf("reading the body of %q: %w", out.Stdout, err)
	}
	return Page{Status: response.StatusCode, Body: string(body), Header: response.Header}, nil
}
