package steps

import (
	"errors"

	"github.com/volconf/volconf/support/claim"
)

// errObserved ends a watch that has been long enough.
var errObserved = errors.New("observed for long enough")

// unlessObserved drops the error of a watch that was ended because it had been
// long enough. That it saw nothing until then is another error, and is kept.
func unlessObserved(err error) error {
	if errors.Is(err, errObserved) {
		return nil
	}
	return err
}

// plainError is a broken expectation of a control: it must not be taken for a
// judgement on the claim.
type plainError struct{ text string }

func (e plainError) Error() string { return e.text }

// asPlain takes the judgement out of an error.
func asPlain(err error) error {
	var broken *claim.BrokenError
	if errors.As(err, &broken) {
		return plainError{err.Error()}
	}
	return err
}
