package probe

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNeverBegan(t *testing.T) {
	for text, never := range map[string]bool{
		"error dialing backend: dial tcp 10.89.0.3:10250: connect: connection refused": true,
		"unable to upgrade connection: pod does not exist":                             true,
		`pods "web" not found`: false,
		`unable to upgrade connection: container not found ("web")`: false,
		"error reading from error stream: read: connection reset":   false,
		"error sending request: lost connection to pod":             false,
	} {
		assert.Equalf(t, never, neverBegan(errors.New(text)), text)
	}
	assert.False(t, neverBegan(nil))
}

func TestBrokeOff(t *testing.T) {
	for text, broke := range map[string]bool{
		"error reading from error stream: next reader: websocket: close 1006 (abnormal closure): unexpected EOF": true,
		"read tcp 10.89.0.203:43584->10.89.0.204:10250: read: connection reset by peer":                          true,
		"error reading from error stream: next reader: websocket: close 1000 (normal)":                           false,
		`unable to upgrade connection: container not found ("web")`:                                              false,
		"context deadline exceeded": false,
	} {
		assert.Equalf(t, broke, brokeOff(errors.New(text)), text)
	}
	assert.True(t, brokeOff(fmt.Errorf("reading: %w", io.ErrUnexpectedEOF)))
	assert.True(t, brokeOff(&net.OpError{Op: "read", Err: syscall.ECONNRESET}))
	assert.False(t, brokeOff(nil))
}
