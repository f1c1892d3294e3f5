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
// Slow claims start first, so that their waiting overlaps with everything else, and take no
// place of the others, unless claims are to run one at a time; then the ordinary ones start;
// at the end those that disturb a node, one after the other. Beside these only slow ones go
// on, if they are apart: on other nodes. Claims of one kind start in the order in which
// -claims names them, if it does, and those that take longest first: what they wait for
// would be the run's end otherwise.
type scheduler struct {
	mu      sync.Mutex
	changed chan struct{} // closed and renewed at every change
	width   int
	named   []string                 // by -claims
	apart   func(c claim.Claim) bool // whether a slow claim is; nil for none
	waiting map[position]int
	running map[position]int
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
	named int  // its place in -claims; -1 for all if there is none
	takes int  // seconds
	apart bool // it goes on beside claims that disturb a node
}

func (p position) compare(other position) int {
	return cmp.Or(cmp.Compare(p.rank, other.rank), cmp.Compare(p.named, other.named), cmp.Compare(other.takes, p.takes))
}

func (s *scheduler) positionOf(c claim.Claim) position {
	apart := s.apart != nil && rankOf(c) == slowRank && s.apart(c)
	return position{rankOf(c), slices.Index(s.named, c.ID), c.Takes, apart}
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
	return &scheduler{width: width, named: named, waiting: map[position]int{}, running: map[position]int{}, changed: make(chan struct{})}
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
			s.running[at]++
			s.notify()
			s.mu.Unlock()
			return func() { s.leave(at) }, nil
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
	for other := range s.waiting {
		if other.compare(at) < 0 && (other.rank >= at.rank || !s.full(other)) {
			return false
		}
	}
	return !s.full(at)
}

// full tells whether a claim has no place now.
func (s *scheduler) full(at position) bool {
	slow, ordinary, disruptive, near := 0, 0, 0, 0
	for p, n := range s.running {
		switch p.rank {
		case slowRank:
			slow += n
			if !p.apart {
				near += n
			}
		case ordinaryRank:
			ordinary += n
		case disruptiveRank:
			disruptive += n
		}
	}
	if s.width == 1 {
		return slow+ordinary+disruptive > 0
	}
	switch at.rank {
	case slowRank:
		return slow >= s.width || disruptive > 0 && !at.apart
	case ordinaryRank:
		return ordinary >= s.width || disruptive > 0
	case disruptiveRank:
		return near+ordinary+disruptive > 0
	}
	return false
}

func (s *scheduler) leaveQueue(at position) {
	if s.waiting[at]--; s.waiting[at] == 0 {
		delete(s.waiting, at)
	}
}

func (s *scheduler) leave(at position) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[at]--; s.running[at] == 0 {
		delete(s.running, at)
	}
	s.notify()
}

func (s *scheduler) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}
