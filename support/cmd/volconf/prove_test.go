package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/report"
)

// TestProveRefuses: nothing is made before the flags make sense, and there is no
// way to name a cluster.
func TestProveRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		says string
	}{
		"an unknown sabotage":     {[]string{"--sabotage=emptydir-lost"}, "unknown sabotage"},
		"an unknown claim":        {[]string{"--claims=no-claim"}, "unknown claim"},
		"nothing to do":           {[]string{"--sabotage=auto-pull", "--claims=emptydir-lost-with-pod"}, "no sabotage concerns"},
		"a cluster of one's own":  {[]string{"--kubeconfig=/some/kubeconfig"}, "unknown flag"},
		"a context of one's own":  {[]string{"--context=production"}, "unknown flag"},
		"a suite that is no file": {[]string{"--binary=/nowhere/volconf.test"}, "no compiled suite"},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, stderr := call(t, append([]string{"prove"}, tc.args...)...)
			assert.Equal(t, report.ExitUsage, code)
			assert.Contains(t, stderr, tc.says)
		})
	}
}

func TestProveListsItsCatalogue(t *testing.T) {
	code, stdout, _ := call(t, "prove", "--list", "--claims=emptydir-lost-with-pod")
	assert.Equal(t, report.ExitHolds, code)
	assert.Contains(t, stdout, "emptydir-kept")
	assert.NotContainsf(t, stdout, "auto-pull", "it has nothing to do with that claim")
}
