package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// reportOf is a report with one claim for each letter of verdicts: p, f, e, n,
// s, or a space for a claim that it does not have.
func reportOf(kubernetes, engine, verdicts string) *Report {
	letters := map[rune]Verdict{'p': Pass, 'f': Fail, 'e': Error, 'n': NotApplicable, 's': Skipped}
	r := New(Run{ID: kubernetes})
	r.Cluster = &Cluster{Kubernetes: kubernetes, Engine: engine}
	for i, letter := range verdicts {
		if letter == ' ' {
			continue
		}
		result := sampleResult(fmt.Sprintf("claim-%d", i), claim.EmptyDir, letters[letter])
		result.Reason = Same("because")
		r.Claims = append(r.Claims, result)
	}
	r.Exit = r.Conclude()
	return r
}

func TestDiff(t *testing.T) {
	for name, tc := range map[string]struct {
		was, is string
		want    map[string]Change
	}{
		"the same":                     {"pfens", "pfens", map[string]Change{}},
		"a pass breaks":                {"pp", "pf", map[string]Change{"claim-1": NewFailure}},
		"what was in error breaks":     {"e", "f", map[string]Change{"claim-0": NewFailure}},
		"what was not applicable":      {"nn", "fp", map[string]Change{"claim-0": NewFailure, "claim-1": Other}},
		"a new claim that is broken":   {"p", "pf", map[string]Change{"claim-1": NewFailure}},
		"a new claim that holds":       {"p", "pp", map[string]Change{"claim-1": NewClaim}},
		"mended":                       {"fe", "pp", map[string]Change{"claim-0": Mended, "claim-1": Mended}},
		"a failure that becomes error": {"fp", "ee", map[string]Change{"claim-0": NotJudged, "claim-1": NotJudged}},
		"gone, a failure too":          {"pf", "  ", map[string]Change{"claim-0": GoneClaim, "claim-1": GoneClaim}},
		"a failure that is not tried":  {"f", "s", map[string]Change{"claim-0": Other}},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]Change{}
			differences := Diff(reportOf("v1.36.1", "", tc.was), reportOf("v1.36.1", "", tc.is))
			for _, d := range differences {
				got[d.Claim] = d.Change
			}
			assert.Equal(t, tc.want, got)
			for _, lang := range []Lang{English, Korean} {
				var b bytes.Buffer
				require.NoErrorf(t, WriteDiff(&b, lang, differences), "printing")
				for id := range tc.want {
					assert.Containsf(t, b.String(), id, "in %s", lang)
				}
			}
		})
	}
}

func TestMatrix(t *testing.T) {
	m, err := NewMatrix([]Input{
		{"b", reportOf("v1.37.0-alpha.1", "podman 4.3", "pfp p")},
		{"a", reportOf("v1.35.4", "podman 4.3", "ppnp")},
		{"c", reportOf("v1.36.1", "podman 5.0", "pee")},
	})
	require.NoErrorf(t, err, "making the matrix")
	assert.Equalf(t, []int{35, 36, 37}, []int{m.Columns[0].Minor, m.Columns[1].Minor, m.Columns[2].Minor}, "the oldest first")
	got := map[string][]Cell{}
	for _, row := range m.Rows {
		for i := range row.Cells {
			row.Cells[i].Reason = claim.Text{}
		}
		got[row.ID] = row.Cells
	}
	assert.Equal(t, map[string][]Cell{
		"claim-0": {{Verdict: Pass}, {Verdict: Pass}, {Verdict: Pass}},
		"claim-1": {{Verdict: Pass}, {Verdict: Error, Before: NotJudged}, {Verdict: Fail, Before: NewFailure}},
		"claim-2": {{Verdict: NotApplicable}, {Verdict: Error, Before: Other}, {Verdict: Pass, Before: Mended}},
		"claim-3": {{Verdict: Pass}, {Before: GoneClaim}, {}},
		"claim-4": {{}, {}, {Verdict: Pass, Before: NewClaim}},
	}, got)
}

// Minors are compared on one engine: what differs between engines is no change.
func TestMatrixOfTwoEngines(t *testing.T) {
	m, err := NewMatrix([]Input{
		{"a", reportOf("v1.35.4", "podman 4", "p")},
		{"b", reportOf("v1.35.4", "docker 28", "f")},
		{"c", reportOf("v1.36.4", "podman 4", "p")},
		{"d", reportOf("v1.36.4", "docker 28", "f")},
	})
	require.NoErrorf(t, err, "making the matrix")
	for i, cell := range m.Rows[0].Cells {
		assert.Equalf(t, NoChange, cell.Before, "cell %d", i)
	}
	var b bytes.Buffer
	require.NoErrorf(t, m.WriteHTML(&b, English), "writing")
	assert.Containsf(t, b.String(), "<small>docker</small>", "columns name their engine")
}

func TestMatrixRefuses(t *testing.T) {
	dead := New(Run{})
	dead.Problems = []Problem{{Stage: SetupStage, Message: "no engine"}}
	dead.Exit = dead.Conclude()
	for name, tc := range map[string]struct {
		inputs []Input
		says   string
	}{
		"two of one minor":  {[]Input{{"a", reportOf("v1.36.1", "podman 4", "p")}, {"b", reportOf("v1.36.2", "podman 5", "p")}}, "a and b are both reports of Kubernetes 1.36 on podman: name one of them"},
		"one of them twice": {[]Input{{"a", reportOf("v1.36.1", "", "p")}, {"a", reportOf("v1.36.1", "", "p")}}, "both reports of Kubernetes 1.36"},
		"no version":        {[]Input{{"a", reportOf("weekly", "", "p")}}, `a: "weekly" is not a Kubernetes version`},
		"nothing":           {nil, "no report to make a matrix of"},
		"only dead runs":    {[]Input{{"a", dead}}, "none of the runs reached a cluster"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewMatrix(tc.inputs)
			require.ErrorContainsf(t, err, tc.says, "making the matrix")
		})
	}
	m, err := NewMatrix([]Input{{"a", dead}, {"b", reportOf("v1.36.1", "", "p")}})
	require.NoErrorf(t, err, "one dead run among others")
	assert.Equalf(t, []string{"a: no engine"}, m.Missing, "is named")
}

func TestMatrixAgainstAnEarlierOne(t *testing.T) {
	earlier, err := NewMatrix([]Input{{"a", reportOf("v1.35.1", "", "ppf ")}})
	require.NoErrorf(t, err, "the earlier matrix")
	path := filepath.Join(t.TempDir(), MatrixJSONFile)
	require.NoErrorf(t, WriteFile(path, earlier.WriteJSON), "writing it")
	earlier, err = ReadMatrix(path)
	require.NoErrorf(t, err, "reading it")

	m, err := NewMatrix([]Input{{"a", reportOf("v1.35.2", "", "pfpp")}, {"b", reportOf("v1.36.0", "", "pfpf")}})
	require.NoErrorf(t, err, "the matrix")
	m.Against(earlier)
	var got [][]Change
	for _, row := range m.Rows {
		got = append(got, []Change{row.Cells[0].Baseline, row.Cells[1].Baseline})
	}
	assert.Equalf(t, [][]Change{{NoChange, NoChange}, {NewFailure, NoChange}, {Mended, NoChange}, {NewClaim, NoChange}}, got, "a minor that the earlier one lacks is not compared")
	var b bytes.Buffer
	require.NoErrorf(t, m.WriteHTML(&b, Korean), "writing")
	assert.Containsf(t, b.String(), "이전 표와 견주어", "the page says with what it is compared")
}

func TestMatrixMarkdown(t *testing.T) {
	m, err := NewMatrix([]Input{{"a", reportOf("v1.35.1", "podman 4", "ppn")}, {"b", reportOf("v1.36.0", "podman 4", "pfp")}})
	require.NoErrorf(t, err, "the matrix")
	var b bytes.Buffer
	require.NoErrorf(t, m.WriteSummary(&b, English), "writing")
	for _, want := range []string{
		"# 3 claims on Kubernetes 1.35–1.36\n", "## New failures\n\n- `claim-1` (Kubernetes 1.36 on podman)\n",
		"| Claim | 1.35 on podman | 1.36 on podman |\n|---|:-:|:-:|\n", "| `claim-1` | ✓ pass | ✗ fail |\n",
		"| `claim-2` | – not applicable | ✓ pass |\n", "Pass on every minor: 1 / 3\n",
	} {
		assert.Containsf(t, b.String(), want, "the summary")
	}
	assert.NotContainsf(t, b.String(), "claim-0", "what passes everywhere is counted only")

	b.Reset()
	require.NoErrorf(t, m.WriteMarkdown(&b, English), "writing")
	assert.Containsf(t, b.String(), "| `claim-0` | ✓ pass | ✓ pass |\n", "the whole table")
}

func TestMatrixText(t *testing.T) {
	m, err := NewMatrix([]Input{{"a", reportOf("v1.35.1", "podman 4", "ppn")}, {"b", reportOf("v1.36.0", "podman 4", "pfp")}})
	require.NoErrorf(t, err, "the matrix")
	var b bytes.Buffer
	require.NoErrorf(t, m.WriteText(&b, English), "writing")
	assert.Contains(t, b.String(), "Claim    1.35 on podman  1.36 on podman\nclaim-0  ✓               ✓\nclaim-1  ✓               ✗\nclaim-2  –               ✓\n")
}

func TestMatrixExit(t *testing.T) {
	for cells, want := range map[string]int{"pp": ExitHolds, "pn": ExitHolds, "pe": ExitEnvironment, "ef": ExitBroken} {
		m, err := NewMatrix([]Input{{"a", reportOf("v1.35.1", "podman 4", cells)}})
		require.NoErrorf(t, err, cells)
		assert.Equalf(t, want, m.Exit(), cells)
	}
}

func TestReadMatrixRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.json")
	require.NoErrorf(t, WriteFile(path, sample().WriteJSON), "writing a report in its place")
	_, err := ReadMatrix(path)
	require.ErrorContainsf(t, err, "has no columns", "a report")
	require.NoErrorf(t, os.WriteFile(path, []byte("{"), 0o600), "half a file")
	_, err = ReadMatrix(path)
	require.ErrorContainsf(t, err, "is truncated or not JSON", "half a file")
	_, err = ReadMatrix(path + "x")
	require.ErrorContainsf(t, err, "no matrix to read", "no file")
}

func TestStandingByMinor(t *testing.T) {
	dated := Row{Standing: claim.Dated, Versions: claim.Range{Since: "1.33"}}
	assert.Equal(t, "The document is true up to 1.32.", dated.standing().En)
	assert.Equal(t, "문서는 1.32까지 맞다.", dated.standing().Ko)
	assert.Equal(t, "The document is wrong.", Row{Standing: claim.Wrong}.standing().En)
	assert.Equal(t, "The document is dated.", Row{Standing: claim.Dated}.standing().En)
	assert.Empty(t, Row{Standing: claim.Holds}.standing().En)

	m := &Matrix{Columns: []Column{{Minor: 32}, {Minor: 33}}, Rows: []Row{dated, {Standing: claim.Holds}, {Standing: claim.Imprecise}}}
	assert.Equal(t, []claim.Text{Same("2/3"), Same("1/3")}, m.document())
}

// The pages of a large matrix stay small; that they open fast is seen in a browser.
func TestLargePagesAreSmall(t *testing.T) {
	m, big := largeMatrix(t)
	for name, write := range map[string]func(io.Writer, Lang) error{
		MatrixFile: m.WriteHTML,
		HTMLFile:   func(w io.Writer, l Lang) error { return big.WriteHTML(w, l, nil) },
	} {
		var b bytes.Buffer
		require.NoErrorf(t, write(&b, English), "writing %s", name)
		assert.Lessf(t, b.Len(), 5<<20, "bytes of %s", name)
	}
}

// largeMatrix is 500 claims on 12 minors, and the newest of its reports.
func largeMatrix(t *testing.T) (*Matrix, *Report) {
	t.Helper()
	var inputs []Input
	for minor := 26; minor < 38; minor++ {
		r := lifelike(minor)
		few := r.Claims
		for i := len(few); i < 500; i++ {
			result := few[i%len(few)]
			result.ID = fmt.Sprintf("%s-%d", result.ID, i)
			r.Claims = append(r.Claims, result)
		}
		r.Exit = r.Conclude()
		inputs = append(inputs, Input{fmt.Sprintf("1.%d/report.html", minor), r})
	}
	m, err := NewMatrix(inputs)
	require.NoErrorf(t, err, "making the matrix")
	return m, inputs[len(inputs)-1].Report
}
