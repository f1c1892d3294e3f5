package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/report"
)

func TestCleanupInAClusterThatCannotBeReached(t *testing.T) {
	code, _, stderr := call(t, "cleanup", "--kubeconfig", filepath.Join(t.TempDir(), "none"))
	assert.Equal(t, report.ExitEnvironment, code)
	assert.Contains(t, stderr, "reading the kubeconfig")
}
