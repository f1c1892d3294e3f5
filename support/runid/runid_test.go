package runid

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNew(t *testing.T) {
	first, second := New(), New()
	assert.Regexp(t, `^[0-9a-f]{6}$`, first)
	assert.NotEqual(t, first, second)
}
