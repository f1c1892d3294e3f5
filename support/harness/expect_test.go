package harness

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/report"
)

func TestExpectFile(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "expect.yaml")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	const good = "# known here\n- claim: emptydir-starts-empty\n  verdict: fail\n  reason: the runtime fills it\n  until: 2027-01-31\n  words: holds a file\n"
	expected, err := readExpectations(write(good), claims.All())
	require.NoError(t, err)
	assert.Equal(t, map[string]expectation{"emptydir-starts-empty": {
		claim: "emptydir-starts-empty", verdict: report.Fail, reason: "the runtime fills it", until: "2027-01-31", words: "holds a file",
	}}, expected)
	none, err := readExpectations("", claims.All())
	require.NoError(t, err)
	assert.Empty(t, none)

	line := func(fields string) string { return "\n- {" + fields + "}\n" }
	for name, tc := range map[string]struct{ text, says string }{
		"no claim of ours":    {line("claim: emptydir, verdict: fail, reason: x"), `:2: unknown claim "emptydir"`},
		"no verdict of ours":  {line("claim: emptydir-starts-empty, verdict: broken, reason: x"), `:2: verdict "broken"`},
		"what needs no line":  {line("claim: emptydir-starts-empty, verdict: pass, reason: x"), `:2: verdict "pass"`},
		"no field of ours":    {line("claim: emptydir-starts-empty, verdikt: fail"), `:2: unknown field "verdikt"`},
		"no reason":           {line("claim: emptydir-starts-empty, verdict: fail"), ":2: claim emptydir-starts-empty has no reason"},
		"no day":              {line("claim: emptydir-starts-empty, verdict: fail, reason: x, until: soon"), `:2: until "soon"`},
		"twice":               {good + "- {claim: emptydir-starts-empty, verdict: error, reason: x}\n", ":7: claim emptydir-starts-empty is named twice"},
		"no list":             {"claim: x\n", ":1: not a list"},
		"no line":             {"# nothing\n", "no line in it"},
		"not a claim at all":  {"\n- emptydir\n", ":2: not claim"},
		"several in one":      {line("claim: [a, b]"), ":2: claim is not one value"},
		"what is not YAML":    {"- {\n", "line"},
		"a file that is none": {"", ""},
	} {
		path := write(tc.text)
		if name == "a file that is none" {
			path, tc.says = "/none", "no such file"
		}
		_, err := readExpectations(path, claims.All())
		require.ErrorContainsf(t, err, tc.says, "%s", name)
		assert.NotContainsf(t, err.Error(), "\n", "%s", name)
	}
}

func TestExpectationsAreMetOrNot(t *testing.T) {
	e := expectation{claim: "a-claim", verdict: report.Fail, reason: "known", until: "2027-01-31", words: "cgroup"}
	result := func(v report.Verdict, reason string) report.Result {
		return report.Result{ID: "a-claim", Verdict: v, Reason: report.Same(reason)}
	}
	for name, tc := range map[string]struct {
		result report.Result
		today  string
		unmet  string
	}{
		"met":                 {result(report.Fail, "no cgroup limit"), "2027-01-30", ""},
		"met on the last day": {result(report.Fail, "no cgroup limit"), "2027-01-31", ""},
		"expired":             {result(report.Fail, "no cgroup limit"), "2027-02-01", "good until 2027-01-31"},
		"expired, and mended": {result(report.Pass, ""), "2027-02-01", "good until 2027-01-31"},
		"holds after all":     {result(report.Pass, ""), "2027-01-01", "and it is pass"},
		"another reason":      {result(report.Fail, "the file is there"), "2027-01-01", "the file is there"},
		"in error":            {result(report.Error, "no cgroup limit"), "2027-01-01", "and it is error"},
	} {
		told := e.judged(tc.result, tc.today)
		if tc.unmet == "" {
			assert.Emptyf(t, told.Unmet, name)
			assert.Truef(t, told.As(tc.result).Known(), name)
			continue
		}
		assert.Containsf(t, told.Unmet, tc.unmet, name)
		assert.Falsef(t, told.As(tc.result).Known(), name)
	}
}

func TestNothingIsExpectedOfWhatWasNotTried(t *testing.T) {
	r, _ := runOn(t)
	r.options.expected = map[string]expectation{"a-claim": {claim: "a-claim", verdict: report.Fail, reason: "known"}}
	assert.Nil(t, r.withExpectation(report.Result{ID: "a-claim", Verdict: report.Skipped}).Expected)
	assert.Nil(t, r.withExpectation(report.Result{ID: "another", Verdict: report.Fail}).Expected)
	assert.NotNil(t, r.withExpectation(report.Result{ID: "a-claim", Verdict: report.Fail}).Expected)
}
