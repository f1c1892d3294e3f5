package habitat

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/report"
)

func TestJudge(t *testing.T) {
	h := Habitat{NotApplicable: map[string]string{"lacks": "no default StorageClass"}, Fails: map[string]string{"red": "so it is"}}
	before := map[string]report.Verdict{
		"holds": report.Pass, "lacks": report.Pass, "red": report.Pass, "never": report.NotApplicable, "due": report.Pass, "left-out": report.Skipped,
	}
	result := func(id string, verdict report.Verdict, reason string) report.Result {
		return report.Result{ID: id, Verdict: verdict, Reason: claim.Text{En: reason}}
	}
	for name, tc := range map[string]struct {
		visit  Visit
		result report.Result
		right  bool
	}{
		"what holds elsewhere":             {Visit{}, result("holds", report.Pass, ""), true},
		"a false red":                      {Visit{}, result("holds", report.Fail, "it is not so"), false},
		"trouble":                          {Visit{}, result("holds", report.Error, "no answer"), false},
		"not applicable without leave":     {Visit{}, result("holds", report.NotApplicable, "no default StorageClass"), false},
		"not applicable with leave":        {Visit{}, result("lacks", report.NotApplicable, "the cluster has no default StorageClass"), true},
		"not applicable for a false cause": {Visit{}, result("lacks", report.NotApplicable, "image not from an allowed registry"), false},
		"a pass where it cannot be":        {Visit{}, result("lacks", report.Pass, ""), false},
		"rightly red":                      {Visit{}, result("red", report.Fail, "it is not so"), true},
		"wrongly green":                    {Visit{}, result("red", report.Pass, ""), false},
		"as on our own cluster":            {Visit{}, result("never", report.NotApplicable, "gitRepo"), true},
		"slow, and it holds":               {Visit{Whole: true}, result("slow", report.Pass, ""), true},
		"slow, and it does not":            {Visit{Whole: true}, result("slow", report.NotApplicable, "one worker"), false},
		"left out on our own cluster":      {Visit{Whole: true}, result("left-out", report.Pass, ""), true},
		"left out here, too":               {Visit{Whole: true}, result("left-out", report.Skipped, ""), false},
		"an error with leave":              {Visit{MayErr: true}, result("holds", report.Error, "no answer"), true},
		"a fail is never with leave":       {Visit{MayErr: true}, result("holds", report.Fail, "it is not so"), false},
		"skipped":                          {Visit{MayErr: true}, result("holds", report.Skipped, ""), false},
	} {
		t.Run(name, func(t *testing.T) {
			j := judge(h, tc.visit, []string{tc.result.ID}, before, []report.Result{tc.result})
			require.Len(t, j, 1)
			assert.Equalf(t, tc.right, j[0].Right, j[0].line())
		})
	}
	missing := judge(h, Visit{}, []string{"due"}, before, nil)
	require.Len(t, missing, 1)
	assert.Falsef(t, missing[0].Right, "a claim without a result")
}

func TestSurveyExit(t *testing.T) {
	right, wrong := Judgement{Right: true, Verdict: report.Pass}, Judgement{Claim: "x", Verdict: report.Fail}
	for name, tc := range map[string]struct {
		stays []Stay
		want  int
	}{
		"all as expected":       {[]Stay{{Judgements: []Judgement{right}}}, report.ExitHolds},
		"nothing was tried":     {nil, report.ExitEnvironment},
		"one is wrong":          {[]Stay{{Judgements: []Judgement{right, wrong}}}, report.ExitBroken},
		"it could not be made":  {[]Stay{{Problem: "no cluster"}}, report.ExitEnvironment},
		"wrong, and not made":   {[]Stay{{Problem: "no cluster"}, {Judgements: []Judgement{wrong}}}, report.ExitBroken},
		"something was left":    {[]Stay{{Judgements: []Judgement{right}, Left: "+ pods x/y"}}, report.ExitBroken},
		"the exit code differs": {[]Stay{{Judgements: []Judgement{right}, Exit: 3}}, report.ExitBroken},
		"as its exit code":      {[]Stay{{Exit: 3, WantedExit: 3}}, report.ExitHolds},
		"words are missing":     {[]Stay{{Exit: 3, WantedExit: 3, Unsaid: []string{"who refused"}}}, report.ExitBroken},
		"not to be had here":    {[]Stay{{NotHere: "the kernel has no xfs"}, {Judgements: []Judgement{right}}}, report.ExitHolds},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tc.want, (&Survey{Stays: tc.stays}).Exit())
		})
	}
}

func TestSurveyShowsWhatDiffers(t *testing.T) {
	id := claims.EmptyDirStartsEmpty.ID
	s := &Survey{Own: map[string]report.Verdict{id: report.Pass}, Stays: []Stay{{
		Habitat: "crowded", Is: claim.Text{En: "many use it"}, Ground: "crowded",
		Judgements: []Judgement{{Claim: id, Verdict: report.Fail, Expected: Expected{Verdict: "pass"}, Reason: "it is not so"}},
	}}}
	var b strings.Builder
	require.NoError(t, s.Markdown(&b))
	assert.Contains(t, b.String(), "| `crowded` | many use it | 0 | 0 | 1 | 0 | **no** |")
	assert.Contains(t, b.String(), id+": expected pass, got fail: it is not so")
	assert.Contains(t, b.String(), "| "+id+" | **✗** |")
}

func TestTracesNameWhatCameAndWent(t *testing.T) {
	before := traces{"pods a/x 1", "pods a/y 2"}
	assert.Empty(t, before.differences(traces{"pods a/x 1", "pods a/y 2"}))
	assert.Equal(t, []string{"+ pods a/y 3", "- pods a/y 2"}, before.differences(traces{"pods a/x 1", "pods a/y 3"}))

	const folder = "worker /var/lib/kubelet/pods/uid"
	assert.Emptyf(t, traces{folder}.differences(nil), "the kubelet clears away after a Pod that was going")
	assert.Equal(t, []string{"+ " + folder}, traces(nil).differences(traces{folder}))
}

func TestTracesOfNodesThatMove(t *testing.T) {
	all := traces{"csinodes /a 1", "nodes /a 2", "pods default/x 3", "pods kube-system/y 4", "worker /var/lib/kubelet/pods/uid"}
	assert.Equal(t, traces{"pods default/x 3"}, all.withoutNodes())

	folders := traces{"pods w/x 1", "w /var/lib/volconf", "w2 /var/lib/volconf"}
	assert.Equal(t, traces{"pods w/x 1", "w2 /var/lib/volconf"}, folders.withoutFoldersOf("w"))
}
