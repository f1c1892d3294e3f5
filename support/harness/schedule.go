package harness

import (
	"context"
	"sync"

	"github.com/volconf/volconf/support/claim"
)

// scheduler decides when a claim may start. go test alone cannot: its parallel
// Tests start in no order of ours, as many at once as it has slots.
//
// Slow claims start first, so that their waiting overlaps with everything else;
// then the ordinary ones; those that disturb a node run alone at the end.
type scheduler struct {
	mu      sync.Mutex
	changed chan struct{} // closed and renewed at every change
	width   int
	waiting map[rank]int
	running int
	alone   bool // a claim that disturbs a node is running
}

type rank int

const (
	slowRank rank = iota
	ordinaryRank
	disruptiveRank
)

func rankOf(c claim.Claim) rank {
	switch {
	case c.Disruption == claim.NodeDisruption:
		return disruptiveRank
	case c.Speed == claim.Slow:
		return slowRank
	}
	return ordinaryRank
}

func newScheduler(width int) *scheduler {
	return &scheduler{width: width, waiting: map[rank]int{}, changed: make(chan struct{})}
}

// arrive announces a claim. All claims of a round arrive before any takes its
// turn: go test lets parallel Tests go on only when every Test has been called.
func (s *scheduler) arrive(c claim.Claim) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[rankOf(c)]++
}

// turn blocks until the claim may start. The caller must call done when the
// claim has ended; done is nil if ctx ended first.
func (s *scheduler) turn(ctx context.Context, c claim.Claim) (done func(), err error) {
	r := rankOf(c)
	for {
		s.mu.Lock()
		if s.mayStart(r) {
			s.waiting[r]--
			s.running++
			s.alone = r == disruptiveRank
			s.notify()
			s.mu.Unlock()
			return s.leave, nil
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			s.mu.Lock()
			s.waiting[r]--
			s.notify()
			s.mu.Unlock()
			return nil, context.Cause(ctx)
		}
	}
}

func (s *scheduler) mayStart(r rank) bool {
	if s.alone || s.running >= s.width {
		return false
	}
	if r == disruptiveRank && s.running > 0 {
		return false
	}
	for before := slowRank; before < r; before++ {
		if s.waiting[before] > 0 {
			return false
		}
	}
	return true
}

func (s *scheduler) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
	s.alone = false
	s.notify()
}

func (s *scheduler) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}
