package await

import (
	"errors"
	"fmt"
	"time"
)

// sight keeps how much of a wait was seen. The time from one look's end to the
// next one's is what the latter was: seen, or blind where it failed.
type sight struct {
	last   time.Time     // the end of the last look
	seen   time.Time     // the end of the last look that showed anything; zero if none did
	failed bool          // the last look did
	blank  time.Duration // the blind time
	whole  time.Duration
	err    error // of the last look that failed
	began  time.Time
}

func begin() *sight {
	now := time.Now()
	return &sight{last: now, began: now}
}

// look takes in how a look ended.
func (s *sight) look(err error) {
	s.pass(err)
	if s.failed = err != nil; !s.failed {
		s.seen = s.last
	}
}

// cut takes in a look that the end of the wait cut short.
func (s *sight) cut(err error) { s.pass(err) }

func (s *sight) pass(err error) {
	now := time.Now()
	s.whole += now.Sub(s.last)
	if err != nil {
		s.blank += now.Sub(s.last)
		s.err = err
	}
	s.last = now
}

// blind is the error of a wait of which less than half was seen, or nil.
func (s *sight) blind() error {
	switch {
	case s.err != nil && (s.seen.IsZero() || s.blank*2 > s.whole):
		return fmt.Errorf("nothing was seen for %s of %s, the last look failed with: %w",
			s.blank.Round(time.Millisecond), s.whole.Round(time.Millisecond), s.err)
	case s.seen.IsZero():
		return errors.New("no look ended")
	}
	return nil
}

// unsure is why the last state that was seen is no word on how the wait ended, or
// nil.
func (s *sight) unsure(within time.Duration) error {
	if err := s.blind(); err != nil {
		return err
	}
	switch end := s.began.Add(within); {
	case s.failed:
		return s.err
	case s.err != nil && end.Sub(s.seen) > within/4:
		return fmt.Errorf("nothing was seen in the last %s: %w", end.Sub(s.seen).Round(time.Millisecond), s.err)
	}
	return nil
}
