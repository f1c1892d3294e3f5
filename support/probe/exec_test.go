package probe

import (
	"errors"
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
