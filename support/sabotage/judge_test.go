package sabotage

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

func step(name string, kind report.StepKind, outcome report.Outcome) report.Step {
	return report.Step{Name: name, Kind: kind, Outcome: outcome}
}

// TestJudge tries every way in which a claim can come out of a sabotage. Only
// one of them is a kill.
func TestJudge(t *testing.T) {
	s := Sabotage{
		Kills: map[string]string{"a-kill": "ItIsSo"}, Errors: []string{"an-error"},
		Further: map[string]string{"a-further-kill": "ItIsSo", "a-further-error": ""},
	}
	held := step("ControlHolds", report.Control, report.StepHeld)
	for name, tc := range map[string]struct {
		claim   string
		before  report.Verdict
		verdict report.Verdict
		steps   []report.Step
		want    Outcome
	}{
		"killed by the Assess": {
			"a-kill", report.Pass, report.Fail,
			[]report.Step{held, step("ItIsSo", report.Assess, report.StepBroken)},
			Killed,
		},
		"failed at another Assess": {
			"a-kill", report.Pass, report.Fail,
			[]report.Step{held, step("ItIsToo", report.Assess, report.StepBroken)},
			Survived,
		},
		"failed without a broken step": {"a-kill", report.Pass, report.Fail, []report.Step{held}, Survived},
		"failed after a failed control": {
			"a-kill", report.Pass, report.Fail,
			[]report.Step{step("ControlHolds", report.Control, report.StepError), step("ItIsSo", report.Assess, report.StepBroken)},
			Survived,
		},
		"an Assess that could not look, as with a 403": {
			"a-kill", report.Pass, report.Error,
			[]report.Step{held, step("ItIsSo", report.Assess, report.StepError)},
			Survived,
		},
		"a crash":               {"a-kill", report.Pass, report.Error, nil, Survived},
		"noticed nothing":       {"a-kill", report.Pass, report.Pass, []report.Step{held}, Survived},
		"not applicable at all": {"a-kill", report.NotApplicable, report.NotApplicable, nil, AsExpected},
		"became not applicable": {"a-kill", report.Pass, report.NotApplicable, nil, Survived},
		"a control broke":       {"an-error", report.Pass, report.Error, nil, AsExpected},
		"a control did not notice": {
			"an-error", report.Pass, report.Pass,
			[]report.Step{held},
			Collateral,
		},
		"a control's fact was taken for the claim's": {
			"an-error", report.Pass, report.Fail,
			[]report.Step{held, step("ItIsSo", report.Assess, report.StepBroken)},
			Collateral,
		},
		"killed on the way": {
			"a-further-kill", report.Pass, report.Fail,
			[]report.Step{held, step("ItIsSo", report.Assess, report.StepBroken)},
			Killed,
		},
		"missed on the way":           {"a-further-kill", report.Pass, report.Pass, []report.Step{held}, Survived},
		"a control broke on the way":  {"a-further-error", report.Pass, report.Error, nil, AsExpected},
		"a control missed on the way": {"a-further-error", report.Pass, report.Pass, nil, Collateral},
		"unconcerned and unchanged":   {"another", report.Pass, report.Pass, nil, AsExpected},
		"unconcerned and failed": {
			"another", report.Pass, report.Fail,
			[]report.Step{step("ItIsSo", report.Assess, report.StepBroken)},
			Collateral,
		},
		"unconcerned and in error": {"another", report.Pass, report.Error, nil, Collateral},
		"not tried":                {"a-kill", report.Pass, report.Skipped, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			all := Judge(s, map[string]report.Verdict{tc.claim: tc.before},
				[]report.Result{{ID: tc.claim, Verdict: tc.verdict, Steps: tc.steps, Reason: claim.Text{En: "because"}}})
			if tc.want == "" {
				assert.Empty(t, all)
				return
			}
			assert.Len(t, all, 1)
			assert.Equalf(t, tc.want, all[0].Outcome, "expected %s, got %s", all[0].Expected, all[0].Got)
		})
	}
}

// TestJudgeWhereANodeIsAway: an error is no wonder there, a failure is.
func TestJudgeWhereANodeIsAway(t *testing.T) {
	s := Sabotage{How: Timing, MayErr: true}
	before := map[string]report.Verdict{"a-claim": report.Pass}
	for verdict, want := range map[report.Verdict]Outcome{
		report.Pass: AsExpected, report.Error: AsExpected, report.Fail: Collateral, report.NotApplicable: Collateral,
	} {
		all := Judge(s, before, []report.Result{{ID: "a-claim", Verdict: verdict}})
		assert.Equal(t, want, all[0].Outcome, verdict)
	}
}

// TestExit: a survivor is worse than a trial that could not be held, which is
// worse than nothing.
func TestExit(t *testing.T) {
	judged := func(o Outcome) Trial { return Trial{Judgements: []Judgement{{Claim: "a-claim", Outcome: o}}} }
	for name, tc := range map[string]struct {
		trials []Trial
		want   int
	}{
		"nothing":    {nil, report.ExitHolds},
		"killed":     {[]Trial{judged(Killed), judged(AsExpected)}, report.ExitHolds},
		"a survivor": {[]Trial{{Problem: "no report"}, judged(Survived)}, report.ExitBroken},
		"collateral": {[]Trial{judged(Killed), judged(Collateral)}, report.ExitBroken},
		"a problem":  {[]Trial{judged(Killed), {Problem: "no report"}}, report.ExitEnvironment},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tc.want, (&Proof{Trials: tc.trials}).Exit()) })
	}
}

func TestScoreCountsEachClaimOnce(t *testing.T) {
	p := &Proof{
		Baseline: map[string]report.Verdict{"one-claim": report.Pass, "two-claim": report.Pass, "not-here": report.NotApplicable},
		Trials: []Trial{
			{Judgements: []Judgement{{Claim: "one-claim", Outcome: Killed}, {Claim: "two-claim", Outcome: Survived}}},
			{Judgements: []Judgement{{Claim: "one-claim", Outcome: Killed}}},
		},
	}
	killed, of := p.Score()
	assert.Equal(t, 1, killed)
	assert.Equal(t, 2, of)
}
