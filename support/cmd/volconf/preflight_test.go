package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPreflightFlags(t *testing.T) {
	for _, tc := range []struct{ given, want []string }{
		{nil, []string{"-preflight=text"}},
		{[]string{"--nodes", "-o", "json", "--context", "c"}, []string{"-preflight=json", "--nodes", "--context", "c"}},
		{[]string{"--output=json"}, []string{"-preflight=json"}},
		{[]string{"-o=text", "-claims", "a-b"}, []string{"-preflight=text", "-claims", "a-b"}},
	} {
		got, err := preflightFlags(tc.given)
		require.NoError(t, err)
		assert.Equal(t, tc.want, got)
	}
	for _, wrong := range [][]string{{"-o"}, {"-o", "yaml"}, {"--output="}} {
		_, err := preflightFlags(wrong)
		assert.Errorf(t, err, "%v", wrong)
	}
}
