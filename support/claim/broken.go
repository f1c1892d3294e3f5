package claim

import "fmt"

// BrokenError is an observed fact that contradicts a claim. Only an Assess that
// ends with one makes a claim fail; every other error says that nothing was
// learnt about the claim.
type BrokenError struct {
	Observed string
}

func (e *BrokenError) Error() string { return e.Observed }

// Brokenf words the fact that was observed.
func Brokenf(format string, args ...any) error {
	return &BrokenError{Observed: fmt.Sprintf(format, args...)}
}
