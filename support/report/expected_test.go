package report

import (
	"bytes"
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func expecting(verdict Verdict, e *Expected) *Report {
	r := New(Run{ID: "1a2b3c"})
	r.Cluster = &Cluster{}
	result := Result{ID: "some-claim", Feature: "emptydir", Standing: claim.Holds, Verdict: verdict, Reason: Same("it is there")}
	if e != nil {
		result = e.As(result)
	}
	r.Claims = []Result{{ID: "another-claim", Feature: "emptydir", Standing: claim.Holds, Verdict: Pass}, result}
	return r
}

func TestExpectationsAndTheExitCode(t *testing.T) {
	known := &Expected{Verdict: Fail, Reason: "runsc ignores cgroups", Until: "2027-01-31"}
	unmet := &Expected{Verdict: Fail, Reason: "runsc ignores cgroups", Unmet: "the claim is pass"}
	expired := &Expected{Verdict: Fail, Reason: "runsc ignores cgroups", Until: "2020-01-31", Unmet: "it was good until 2020-01-31"}
	for name, tc := range map[string]struct {
		verdict Verdict
		e       *Expected
		code    int
	}{
		"broken, nobody knew":   {Fail, nil, ExitBroken},
		"broken, and known":     {Fail, known, ExitHolds},
		"in error, known so":    {Error, &Expected{Verdict: Error, Reason: "x"}, ExitHolds},
		"in error, not as said": {Error, &Expected{Verdict: Fail, Reason: "x", Unmet: "the claim is error"}, ExitBroken},
		"holds after all":       {Pass, unmet, ExitBroken},
		"expired":               {Fail, expired, ExitBroken},
	} {
		assert.Equalf(t, tc.code, expecting(tc.verdict, tc.e).Conclude().Code, name)
	}
	left := expecting(Fail, known)
	left.Problems = []Problem{{Stage: LeftOver, Message: "x"}}
	assert.Equalf(t, ExitLeftOvers, left.Conclude().Code, "a known deviation hides nothing else")
}

func TestExpectationsAreShown(t *testing.T) {
	known := expecting(Fail, &Expected{Verdict: Fail, Reason: "runsc ignores cgroups", Until: "2027-01-31"})
	unmet := expecting(Pass, &Expected{Verdict: Fail, Reason: "runsc ignores cgroups", Unmet: "the claim is pass"})
	for name, write := range map[string]func(*Report, *bytes.Buffer) error{
		"terminal": func(r *Report, b *bytes.Buffer) error { return Terminal(b, r, TerminalOptions{}) },
		"markdown": func(r *Report, b *bytes.Buffer) error { return r.WriteMarkdown(b, English) },
		"html":     func(r *Report, b *bytes.Buffer) error { return r.WriteHTML(b, English, nil) },
	} {
		var text bytes.Buffer
		require.NoErrorf(t, write(known, &text), name)
		assert.Containsf(t, text.String(), "known deviation (runsc ignores cgroups, until 2027", name)
		assert.NotContainsf(t, text.String(), "1 is broken", name)
		text.Reset()
		require.NoErrorf(t, write(unmet, &text), name)
		assert.Containsf(t, text.String(), "the claim is pass", name)
	}
}

func TestExpectationsInJUnit(t *testing.T) {
	for name, tc := range map[string]struct {
		report                    *Report
		failures, errors, skipped int
	}{
		"known": {expecting(Fail, &Expected{Verdict: Fail, Reason: "x"}), 0, 0, 1},
		"unmet": {expecting(Pass, &Expected{Verdict: Fail, Reason: "x", Unmet: "the claim is pass"}), 1, 0, 0},
		"none":  {expecting(Error, nil), 0, 1, 0},
	} {
		var text bytes.Buffer
		require.NoErrorf(t, tc.report.WriteJUnit(&text), name)
		var seen junitSuites
		require.NoErrorf(t, xml.Unmarshal(text.Bytes(), &seen), name)
		assert.Equalf(t, []int{tc.failures, tc.errors, tc.skipped}, []int{seen.Failures, seen.Errors, seen.Skipped}, name)
	}
}

// TestJUnitOfWhatContainersPrint: what a container printed is no XML of ours
// (aquasecurity/kube-bench#883).
func TestJUnitOfWhatContainersPrint(t *testing.T) {
	r := expecting(Fail, nil)
	r.Claims[1].Reason = Same("it said \x1b[31m\x00]]></failure><testcase name=\"x\"/>&\xff")
	r.Claims[1].Observed = []string{"]]>", "\x00", "<a>"}
	var text bytes.Buffer
	require.NoError(t, r.WriteJUnit(&text))
	var seen junitSuites
	require.NoError(t, xml.Unmarshal(text.Bytes(), &seen))
	require.Len(t, seen.Suites, 1)
	require.Len(t, seen.Suites[0].Cases, 2)
	assert.Contains(t, seen.Suites[0].Cases[1].Failure.Text, "]]></failure><testcase name=\"x\"/>&")
	assert.NotContains(t, text.String(), "\x1b")
	assert.NotContains(t, text.String(), "\x00")
	assert.NotContains(t, text.String(), "]]>")
}
