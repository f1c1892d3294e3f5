package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// PathExists tells whether anything lies at a path of a container, a link that leads
// nowhere included. Any other failure than that nothing is there is an error.
func (s *Scene) PathExists(ctx context.Context, c Container, path string) (bool, error) {
	out, err := s.Look(ctx, c, "stat", "-c", "%F", "--", path)
	if err != nil {
		return false, err
	}
	return existsFrom(path, out)
}

func existsFrom(path string, out Output) (bool, error) {
	switch {
	case out.Exit == 0:
		return true, nil
	case out.Exit == 1 && strings.HasPrefix(out.Stderr, "stat: ") && strings.Contains(out.Stderr, "No such file or directory"):
		return false, nil
	}
	return false, fmt.Errorf("looking at %s: %s (exit %d)", path, strings.TrimSpace(out.Stderr), out.Exit)
}

// Connection is what came of connecting to a socket.
type Connection struct {
	Connected bool   `json:"connected"`
	Error     string `json:"error"` // the system's words
}

// Connect lets a container of the observer's image connect to a socket that it sees. It
// waits for 2 s at most.
func (s *Scene) Connect(ctx context.Context, c Container, socket string) (Connection, error) {
	var answer Connection
	err := s.observeWithin(ctx, c, &answer, "connect", socket)
	return answer, err
}

// Certificates lists whose the certificates in a folder of a container of the observer's
// image are, by their common names.
func (s *Scene) Certificates(ctx context.Context, c Container, dir string) ([]string, error) {
	var names []string
	err := s.observeWithin(ctx, c, &names, "certificates", dir)
	return names, err
}

// observeWithin has the observer look at the container that it is in.
func (s *Scene) observeWithin(ctx context.Context, c Container, answer any, command ...string) error {
	out, err := s.Says(ctx, c, append([]string{"observer", "-root", "/"}, command...)...)
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out), answer); err != nil {
		return fmt.Errorf("%q is not the observer's answer: %w", out, err)
	}
	return nil
}
