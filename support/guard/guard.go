// Package guard makes errors of panics. A panic in a goroutine of its own ends
// the process, whatever its caller recovers from, and leaves a cluster behind.
package guard

import (
	"fmt"
	"runtime/debug"
)

// PanicError is a panic that was caught, with where it arose.
type PanicError struct {
	Value any
	Stack string
}

func (e *PanicError) Error() string { return fmt.Sprintf("panicked: %v\n%s", e.Value, e.Stack) }

// Call calls do and returns its error. A panic in do comes back as a
// *PanicError. A goroutine that do starts needs a guard of its own.
func Call(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{Value: p, Stack: string(debug.Stack())}
		}
	}()
	return do()
}

// Func is Call for what is started later, as errgroup's Go does, which does not
// hand a panic on (golang.org/x/sync/errgroup, v0.24.0).
func Func(do func() error) func() error {
	return func() error { return Call(do) }
}
