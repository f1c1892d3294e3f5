package report

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func TestConclude(t *testing.T) {
	problem := func(stages ...Stage) func(*Report) {
		return func(r *Report) {
			for _, s := range stages {
				r.Problems = append(r.Problems, Problem{Stage: s, Message: string(s) + " went wrong\nat length"})
			}
		}
	}
	for name, tc := range map[string]struct {
		verdicts []Verdict
		change   func(*Report)
		code     int
		reason   string
	}{
		"all hold":                          {[]Verdict{Pass, Pass, NotApplicable, Skipped}, nil, ExitHolds, "2 claims hold"},
		"one holds":                         {[]Verdict{Pass}, nil, ExitHolds, "1 claim holds"},
		"broken":                            {[]Verdict{Pass, Fail}, nil, ExitBroken, "1 claim is broken"},
		"error":                             {[]Verdict{Pass, Error, Error}, nil, ExitEnvironment, "2 claims ended in error: nothing is known about them"},
		"broken outranks error":             {[]Verdict{Fail, Error}, nil, ExitBroken, "1 claim is broken"},
		"broken outranks a dead set-up":     {[]Verdict{Fail}, problem(SetupStage), ExitBroken, "1 claim is broken"},
		"usage outranks all":                {[]Verdict{Fail}, problem(LeftOver, SetupStage, UsageStage), ExitUsage, "usage went wrong"},
		"set-up died":                       {[]Verdict{Skipped}, problem(SetupStage), ExitEnvironment, "setup went wrong"},
		"clean-up failed after all held":    {[]Verdict{Pass}, problem(CleanupStage), ExitEnvironment, "cleanup went wrong"},
		"a signal after all held":           {[]Verdict{Pass}, problem(RunStage), ExitEnvironment, "run went wrong"},
		"environment outranks left-overs":   {[]Verdict{Pass}, problem(LeftOver, SetupStage), ExitEnvironment, "setup went wrong"},
		"left-overs":                        {[]Verdict{Pass}, problem(LeftOver), ExitLeftOvers, "left-overs went wrong"},
		"left-overs outrank nothing ran":    {[]Verdict{Skipped}, problem(LeftOver), ExitLeftOvers, "left-overs went wrong"},
		"nothing selected":                  {nil, nil, ExitNothingRan, "no claim was tried: none was selected"},
		"nothing applicable":                {[]Verdict{NotApplicable, Skipped}, nil, ExitNothingRan, "no claim was tried: none of those selected is applicable here"},
		"partial runs never hold":           {[]Verdict{Skipped}, func(r *Report) { r.Run.Partial = "-assess" }, ExitNothingRan, "no claim was judged: with -assess only parts of claims run"},
		"a partial run can break something": {[]Verdict{Fail}, func(r *Report) { r.Run.Partial = "-fail-fast" }, ExitBroken, "1 claim is broken"},
	} {
		t.Run(name, func(t *testing.T) {
			r := New(Run{})
			for _, v := range tc.verdicts {
				r.Claims = append(r.Claims, sampleResult("a-"+string(v), claim.EmptyDir, v))
			}
			if tc.change != nil {
				tc.change(r)
			}
			assert.Equal(t, Exit{tc.code, tc.reason}, r.Conclude())
		})
	}
}

func TestHeadline(t *testing.T) {
	r := sample()
	assert.Equal(t, "emptydir-lost-with-pod is broken: “Statement of emptydir-lost-with-pod.”: /data of the new Pod holds token 7f3c; evidence: _report/evidence/emptydir-lost-with-pod/",
		r.Claims[0].Headline(English, "_report"))
	assert.Equal(t, "emptydir-lost-with-pod 깨짐: “emptydir-lost-with-pod 내용.”: 새 파드의 /data에 토큰 7f3c가 있다; 증거: evidence/emptydir-lost-with-pod/",
		r.Claims[0].Headline(Korean, ""))
	assert.Equalf(t, "init-clone-populates-volume 판정 불가: image git cannot be pulled", r.Claims[2].Headline(Korean, ""), "what a program said stays as it was")
}

// Whatever the report can show must be worded in both languages.
func TestWordsAreInBothLanguages(t *testing.T) {
	for _, table := range []map[Verdict]claim.Text{verdictWord, verdictHeading, headlines} {
		for _, v := range Verdicts() {
			assert.NotEmptyf(t, table[v].En, "%s in English", v)
			assert.NotEmptyf(t, table[v].Ko, "%s in Korean", v)
		}
	}
	for _, v := range Verdicts() {
		assert.NotEmptyf(t, mark[v], "a mark for %s", v)
	}
}

func TestWriteThenRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "by", "write")
	want := sample()
	require.NoErrorf(t, want.Write(dir), "writing")
	got, err := Read(dir)
	require.NoErrorf(t, err, "reading back")
	assert.Equal(t, want, got)
	entries, err := os.ReadDir(dir)
	require.NoErrorf(t, err, "listing")
	for _, e := range entries {
		assert.Falsef(t, strings.HasPrefix(e.Name(), "."), "%s was left beside the report", e.Name())
	}
}

func TestWriteWhereItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a-file")
	require.NoErrorf(t, os.WriteFile(file, nil, 0o600), "making a file")
	for _, dir := range []string{file, filepath.Join(file, "below"), "/proc/volconf"} {
		err := sample().Write(dir)
		require.ErrorContainsf(t, err, "cannot be written to "+dir, "writing to %s", dir)
		assert.NotContainsf(t, err.Error(), "\n", "one line")
	}
}

// A renderer that fails, or a place that cannot be renamed to, leaves nothing.
func TestWriteFileIsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	require.ErrorContainsf(t, WriteFile(filepath.Join(dir, "x"), failing), "rendering", "a failing renderer")
	require.NoErrorf(t, os.MkdirAll(filepath.Join(dir, "taken", "by-a-folder"), 0o755), "taking the name")
	require.ErrorContainsf(t, WriteFile(filepath.Join(dir, "taken"), sample().WriteJSON), "writing", "a name that is taken")
	entries, err := os.ReadDir(dir)
	require.NoErrorf(t, err, "listing")
	assert.Lenf(t, entries, 1, "only the folder")
}

func failing(w io.Writer) error {
	_, err := io.WriteString(w, "half")
	return errors.Join(err, os.ErrInvalid)
}

func TestReadRefuses(t *testing.T) {
	var whole bytes.Buffer
	require.NoErrorf(t, sample().WriteJSON(&whole), "writing a report")
	with := func(change func(*Report)) []byte {
		r, b := sample(), bytes.Buffer{}
		change(r)
		require.NoErrorf(t, r.WriteJSON(&b), "writing a report")
		return b.Bytes()
	}
	for name, tc := range map[string]struct {
		content []byte
		says    string
	}{
		"empty":                 {nil, "is empty"},
		"truncated":             {whole.Bytes()[:whole.Len()/2], "is truncated or not JSON"},
		"two reports":           {append(bytes.Clone(whole.Bytes()), whole.Bytes()...), "is truncated or not JSON"},
		"not JSON":              {[]byte("<html>"), "is truncated or not JSON"},
		"another JSON":          {[]byte(`{"kind":"Pod"}`), `is not a report of volconf (its suite is "")`},
		"a list":                {[]byte(`[]`), "is not a report"},
		"another suite":         {with(func(r *Report) { r.Suite = "sonobuoy" }), `is not a report of volconf (its suite is "sonobuoy")`},
		"newer schema":          {with(func(r *Report) { r.Schema = Schema + 1 }), "has schema 3, newer than this program's 2"},
		"no schema":             {with(func(r *Report) { r.Schema = 0 }), "has schema 0"},
		"wrong type":            {[]byte(`{"schema":2,"suite":"volconf","claims":{}}`), "is not a report"},
		"wrong type of old":     {[]byte(`{"schema":1,"suite":"volconf","claims":{}}`), "is not a report"},
		"unknown verdict":       {with(func(r *Report) { r.Claims[0].Verdict = "green" }), `unknown verdict "green"`},
		"a claim twice":         {with(func(r *Report) { r.Claims[1].ID = r.Claims[0].ID }), "stands in it twice"},
		"a claim without ID":    {with(func(r *Report) { r.Claims[1].ID = "" }), "is not the ID of a claim"},
		"an unsafe ID":          {with(func(r *Report) { r.Claims[1].ID = "a\"><script>" }), "is not the ID of a claim"},
		"an unsafe feature":     {with(func(r *Report) { r.Claims[1].Feature = "a}b{" }), "which cannot be one"},
		"a pass in part":        {with(func(r *Report) { r.Run.Partial = "-assess" }), "passes in a run with -assess"},
		"a pass that broke":     {with(func(r *Report) { r.Claims[1].Steps[0].Outcome = StepNotRun }), "passes though a step did not hold"},
		"a fail without reason": {with(func(r *Report) { r.Claims[0].Reason = claim.Text{} }), "is fail without a reason"},
		"too large":             {bytes.Repeat([]byte(" "), MaxSize+1), "is larger than 64 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), JSONFile)
			require.NoErrorf(t, os.WriteFile(path, tc.content, 0o600), "writing the file")
			_, err := Read(path)
			require.ErrorContainsf(t, err, tc.says, "reading")
			assert.Containsf(t, err.Error(), path, "names the file")
			assert.NotContainsf(t, err.Error(), "\n", "one line")
		})
	}
	_, err := Read(filepath.Join(t.TempDir(), "absent.json"))
	require.ErrorContainsf(t, err, "no report to read", "a file that is not there")
}

func TestTerminal(t *testing.T) {
	var b bytes.Buffer
	r := sample()
	r.Problems = []Problem{{Stage: LeftOver, Message: "namespace volconf-x is still there", Cure: "volconf cleanup --yes"}}
	require.NoErrorf(t, Terminal(&b, r, TerminalOptions{Dir: "_report"}), "printing")
	out := b.String()
	for _, want := range []string{
		"1 of 3 claims hold, 1 is broken, 1 could not be judged\n",
		"Kubernetes v1.36.3 · 1 node · podman 4.3.1 · made by this run · 62 s\n",
		"✗ 1 fail   ! 1 error   ✓ 1 pass   – 1 not applicable   · 1 skipped\n",
		"emptydir-lost-with-pod is broken: “Statement of emptydir-lost-with-pod.”: /data of the new Pod holds token 7f3c; evidence: _report/evidence/emptydir-lost-with-pod/\n",
		"gitsync-ssh is not applicable: git-sync is a stand-in here\n",
		"left-overs: namespace volconf-x is still there\n    → volconf cleanup --yes\n",
		"exit 1: 1 claim is broken\n",
	} {
		assert.Containsf(t, out, want, "the summary")
	}
	assert.NotContainsf(t, out, "\x1b", "no colour unless asked for, no escapes of a Pod")
	assert.NotContainsf(t, out, "is skipped", "what was not asked for is not listed")
}

func TestTerminalWithoutCluster(t *testing.T) {
	var b bytes.Buffer
	r := New(Run{})
	r.Problems = []Problem{{Stage: SetupStage, Message: "no engine"}}
	r.Exit = r.Conclude()
	require.NoErrorf(t, Terminal(&b, r, TerminalOptions{Lang: Korean, Color: true}), "printing")
	assert.Containsf(t, b.String(), "클러스터에 닿지 못함", "in Korean")
	assert.Containsf(t, b.String(), "exit 3: no engine", "the exit")
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	r := sample()
	r.Claims[0].Observed = append(r.Claims[0].Observed, "``` ends the block")
	require.NoErrorf(t, r.WriteMarkdown(&b, English), "writing")
	out := b.String()
	assert.Containsf(t, out, "## ✗ Broken claims", "the broken claims")
	assert.Containsf(t, out, "| ✓ pass | `emptydir-starts-empty` |", "the table")
	assert.Containsf(t, out, "  ````text\n", "the fence is longer than what it holds")
	outside, _, _ := strings.Cut(out, "````")
	assert.NotContainsf(t, outside, "<script", "the log's script is text")
}
