// Package steps is the vocabulary that suites are written in. A step acts on
// the cluster or judges what it observes there; its name reads as a sentence.
//
// A step that observed a fact against the claim returns a claim.BrokenError.
// Any other error means that the step could not do its work, and nothing was
// learnt.
package steps

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Step is one line of a claim's Test.
type Step func(ctx context.Context, s *probe.Scene) error

// InOrder makes one step of several.
func InOrder(all ...Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		for _, step := range all {
			if err := step(ctx, s); err != nil {
				return err
			}
		}
		return nil
	}
}

// NewToken returns a text that no earlier run can have left anywhere: stale
// state never satisfies a check.
func NewToken() string {
	raw := make([]byte, 6)
	_, _ = rand.Read(raw) // never fails: crypto/rand documents it since Go 1.24
	return "token-" + hex.EncodeToString(raw)
}

// Worker chooses one of the schedulable nodes.
type Worker int

// The workers of a claim, in the order of their names.
const (
	FirstWorker  Worker = 0
	SecondWorker Worker = 1
)

func (w Worker) of(s *probe.Scene) (string, error) {
	if int(w) >= len(s.Workers) {
		return "", errors.New("the cluster has too few workers for this claim: " + strings.Join(s.Workers, ", "))
	}
	return s.Workers[w], nil
}

// judged turns a wait that ran out into a judgement, where what was awaited is
// the claim itself and the last look did show something. A wait that ended
// blind, or for another reason, stays what it is.
//
// It is for waits whose last state contradicts the claim by itself: a page with
// other words, a folder that is still there, a list with other names. That
// something has not come yet is slowness, and no contradiction: a Pod that is not
// scheduled, an image on its way, a volume not yet bound or deleted by somebody's
// cloud, an event that nobody recorded. Such waits are judged by judgedIf, or not
// at all.
func judged(err error) error {
	var timeout *await.TimeoutError
	if errors.As(err, &timeout) && timeout.Err == nil && timeout.State != "" {
		return claim.Brokenf("%s", timeout.Error())
	}
	var broken *await.BrokenError
	if errors.As(err, &broken) {
		return claim.Brokenf("%s", broken.Error())
	}
	return err
}

// judgedIf is judged for a wait whose last state is a contradiction only in some
// cases. In the others nothing was learnt.
func judgedIf(contradicts bool, err error) error {
	if contradicts {
		return judged(err)
	}
	return unjudged(err)
}

// unjudged says of a wait that ran out that nothing was learnt from it.
func unjudged(err error) error {
	if await.IsTimeout(err) {
		return fmt.Errorf("it never came as far as the claim: %w", err)
	}
	return err
}
