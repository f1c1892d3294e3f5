package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRates(t *testing.T) {
	rates := Rates([]*Report{reportOf("v1.36.1", "", "ppfn"), reportOf("v1.36.1", "", "pffn"), reportOf("v1.36.1", "", "pefn")})
	require.Lenf(t, rates, 4, "claims")
	for i, want := range []struct {
		passed float64
		steady bool
	}{{1, true}, {1.0 / 3, false}, {0, true}, {0, true}} {
		assert.InDeltaf(t, want.passed, rates[i].Passed(), 0.001, "claim %d", i)
		assert.Equalf(t, want.steady, rates[i].Steady(), "claim %d", i)
	}
	assert.Truef(t, Flaky(rates), "one is not steady")
	assert.Falsef(t, Flaky(Rates([]*Report{reportOf("v1.36.1", "", "pf"), reportOf("v1.36.1", "", "pf")})), "a steady failure is no flake")

	var text, markdown bytes.Buffer
	require.NoErrorf(t, WriteRates(&text, rates, false), "text")
	require.NoErrorf(t, WriteRates(&markdown, rates, true), "Markdown")
	assert.Equalf(t, "claim-1  33%   1 fail, 1 error, 1 pass\nclaim-0  100%  3 pass\nclaim-2  0%    3 fail\n", text.String(), "the unsteady first, what was not tried left out")
	assert.Containsf(t, markdown.String(), "| `claim-1` | 33 % | 1 fail, 1 error, 1 pass |", "the table")
}
