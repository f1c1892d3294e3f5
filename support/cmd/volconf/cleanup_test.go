package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/leftover"
	"github.com/volconf/volconf/support/report"
)

func TestCleanupInAClusterThatCannotBeReached(t *testing.T) {
	code, _, stderr := call(t, "cleanup", "--kubeconfig", filepath.Join(t.TempDir(), "none"))
	assert.Equal(t, report.ExitEnvironment, code)
	assert.Contains(t, stderr, "the kubeconfig cannot be read")
}

func TestPrintLeft(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	var out strings.Builder
	require.NoError(t, printLeft(&out, []leftover.Item{
		{Kind: "Namespace", Name: "volconf-1a2b3c", Run: "1a2b3c", Created: now.Add(-3 * time.Hour)},
		{Kind: "cordoned node", Name: "worker", Run: "4d5e6f", InUse: true},
	}, now, asText))
	assert.Equal(t, ""+
		"Namespace volconf-1a2b3c   run 1a2b3c  3h old          left behind\n"+
		"the cordon of node worker  run 4d5e6f  of unknown age  may be in use\n", out.String())
}
