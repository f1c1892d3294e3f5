package probe

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Fetch reads a path over HTTP from inside a container, as a Pod would, from an address
// of either family. That nobody listens there, that there is no way, and that nothing is
// said for five seconds are facts: the page's status is 0 then, and its Silence says which.
func (s *Scene) Fetch(ctx context.Context, from Container, address, path string) (Page, error) {
	// BusyBox's wget cannot look up names in a static build; nc needs none.
	const script = `printf 'GET %s HTTP/1.0\r\nHost: volconf\r\n\r\n' "$2" | nc -w 5 "$1" 80`
	out, err := s.Look(ctx, from, "sh", "-c", script, "sh", address, path)
	if err != nil {
		return Page{}, err
	}
	return pageFrom(out)
}

// silences are the ways in which BusyBox's nc gets no answer, in its own words (nc.c,
// xconnect.c): the C library's for the first three.
var silences = []string{"Connection refused", "No route to host", "Network is unreachable", "timed out"}

func pageFrom(out Output) (Page, error) {
	if out.Stdout == "" {
		return silentPage(out)
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

// silentPage tells a silence from a client that could not ask. A connection that is
// closed without a word is neither: whatever answered was about to end.
func silentPage(out Output) (Page, error) {
	said := strings.TrimSpace(out.Stderr)
	for _, silence := range silences {
		if strings.Contains(strings.ToLower(said), strings.ToLower(silence)) {
			return Page{Silence: said}, nil
		}
	}
	if out.Exit == 0 {
		return Page{}, unreachable{fmt.Errorf("the connection was closed without an answer: %w", io.ErrUnexpectedEOF)}
	}
	return Page{}, fmt.Errorf("nc ended with %d: %s", out.Exit, said)
}
