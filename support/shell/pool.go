package shell

import (
	"context"
	"slices"
	"sync"
)

// Pool keeps shells that nobody is using, each for the place that it is open in. K names
// a place that never comes again: a container that was started anew is another place.
type Pool[K comparable] struct {
	mu     sync.Mutex
	idle   map[K][]*Shell
	closed bool
}

// Run runs a command in an open shell of a place, or in a new one, and waits until the
// command or ctx has ended. The error is ctx's or ErrGone: nothing is known then of
// whether the command was run. A shell that ended while nobody used it is not an error.
func (p *Pool[K]) Run(ctx context.Context, place K, open Opener, command ...string) (Output, error) {
	s := p.take(place)
	if s == nil {
		s = Open(ctx, open, func(s *Shell) { p.forget(place, s) })
	}
	out, err := s.Run(ctx, command...)
	if err != nil {
		s.Close()
		return Output{}, err
	}
	p.put(place, s)
	return out, nil
}

// take returns a shell that is open still, as far as is known, or nil.
func (p *Pool[K]) take(place K) *Shell {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.idle[place]) > 0 {
		last := len(p.idle[place]) - 1
		s := p.idle[place][last]
		p.idle[place] = p.idle[place][:last]
		if !s.Gone() {
			return s
		}
	}
	return nil
}

// forget drops a shell that has ended, and what it kept.
func (p *Pool[K]) forget(place K, s *Shell) {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := slices.DeleteFunc(p.idle[place], func(other *Shell) bool { return other == s })
	if len(left) == 0 {
		delete(p.idle, place)
		return
	}
	p.idle[place] = left
}

func (p *Pool[K]) put(place K, s *Shell) {
	p.mu.Lock()
	closed := p.closed
	if !closed && !s.Gone() {
		if p.idle == nil {
			p.idle = map[K][]*Shell{}
		}
		p.idle[place] = append(p.idle[place], s)
	}
	p.mu.Unlock()
	if closed {
		s.Close()
	}
}

// Close ends the shells that nobody is using, and each other one when its command ends.
func (p *Pool[K]) Close() {
	p.mu.Lock()
	p.closed = true
	idle := p.idle
	p.idle = nil
	p.mu.Unlock()
	for _, shells := range idle {
		for _, s := range shells {
			s.Close()
		}
	}
}
