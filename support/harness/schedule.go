package harness

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/volconf/volconf/support/claim"
)

// scheduler decides when a claim may start. go test alone cannot: its parallel
// Tests start in no order of ours, as many at once as it has slots.
//
// Slow claims start first, so that their waiting overlaps with everything else;
// then the ordinary ones; those that disturb a node run alone at the end. Claims
// of one kind start in the order in which -claims names them, if it does.
type scheduler struct {
	mu      sync.Mutex
	changed chan struct{} // closed and renewed at every change
	width   int
	named   []string // by -claims
	waiting map[position]int
	running int
	alone   bool // a claim that disturbs a node is running
}

type rank int

const (
	slowRank rank = iota
	ordinaryRank
	disruptiveRank
)

// position is where a claim stands in the queue.
type position struct {
	rank  rank
	named int // its place in -claims; -1 for all if there is none
}

func (p position) compare(other position) int {
	return cmp.Or(cmp.Compare(p.rank, other.rank), cmp.Compare(p.named, other.named))
}

func (s *scheduler) positionOf(c claim.Claim) position {
	return position{rankOf(c), slices.Index(s.named, c.ID)}
}

func rankOf(c claim.Claim) rank {
	switch {
	case c.Disruption == claim.NodeDisruption:
		return disruptiveRank
	case c.Speed == claim.Slow:
		return slowRank
	}
	return ordinaryRank
}

func newScheduler(width int, named []string) *scheduler {
	return &scheduler{width: width, named: named, waiting: map[position]int{}, changed: make(chan struct{})}
}

// arrive announces a claim. All claims of a round arrive before any takes its
// turn: go test lets parallel Tests go on only when every Test has been called.
func (s *scheduler) arrive(c claim.Claim) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[s.positionOf(c)]++
}

// turn blocks until the claim may start. The caller must call done when the
// claim has ended; done is nil if ctx ended first.
func (s *scheduler) turn(ctx context.Context, c claim.Claim) (done func(), err error) {
	at := s.positionOf(c)
	for {
		s.mu.Lock()
		if ctx.Err() == nil && s.mayStart(at) {
			s.leaveQueue(at)
			s.running++
			s.alone = at.rank == disruptiveRank
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
			s.leaveQueue(at)
			s.notify()
			s.mu.Unlock()
			return nil, context.Cause(ctx)
		}
	}
}

func (s *scheduler) mayStart(at position) bool {
	if s.alone || s.running >= s.width {
		return false
	}
	if at.rank == disruptiveRank && s.running > 0 {
		return false
	}
	for other := range s.waiting {
		if other.compare(at) < 0 {
			return false
		}
	}
	return true
}

func (s *scheduler) leaveQueue(at position) {
	if s.waiting[at]--; s.waiting[at] == 0 {
		delete(s.waiting, at)
	}
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
