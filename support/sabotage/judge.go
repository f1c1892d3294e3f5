package sabotage

import (
	"fmt"

	"github.com/volconf/volconf/support/report"
)

// Outcome is what became of a claim under a sabotage.
type Outcome string

// The outcomes.
const (
	AsExpected Outcome = "as expected"
	Killed     Outcome = "killed"     // as expected, by the Assess that had to find it out
	Survived   Outcome = "survived"   // it should have been killed
	Collateral Outcome = "collateral" // its verdict changed though the sabotage does not concern it
)

// Judgement is the outcome of one claim under one sabotage.
type Judgement struct {
	Claim    string  `json:"claim"`
	Outcome  Outcome `json:"outcome"`
	Expected string  `json:"expected"`
	Got      string  `json:"got"`
	Message  string  `json:"message,omitempty"`
}

// Judge compares the verdicts under a sabotage with what must follow from it.
// before holds the verdicts of the clean run.
func Judge(s Sabotage, before map[string]report.Verdict, results []report.Result) []Judgement {
	var all []Judgement
	for _, result := range results {
		if result.Verdict == report.Skipped {
			continue
		}
		all = append(all, judge(s, before[result.ID], result))
	}
	return all
}

func judge(s Sabotage, before report.Verdict, result report.Result) Judgement {
	j := Judgement{Claim: result.ID, Outcome: AsExpected, Got: describe(result), Message: result.Reason.En}
	j.Expected = string(before)
	if before == report.Pass {
		verdict, assess := s.expects(result.ID)
		j.Expected = string(verdict)
		if assess != "" {
			j.Expected, j.Outcome = killAt(assess), Killed
		}
	}
	switch {
	case j.Got == j.Expected:
	case s.MayErr && result.Verdict == report.Error:
	case j.Outcome == Killed:
		j.Outcome = Survived
	default:
		j.Outcome = Collateral
	}
	return j
}

func killAt(assess string) string { return fmt.Sprintf("%s at %s", report.Fail, assess) }

// describe says the verdict, and for a failure the Assess that found it. A
// failure that no Assess accounts for is told apart: it proves nothing.
func describe(result report.Result) string {
	if result.Verdict != report.Fail {
		return string(result.Verdict)
	}
	for _, step := range result.Steps {
		switch {
		case step.Outcome == report.StepHeld:
		case step.Outcome == report.StepBroken && step.Kind == report.Assess:
			return killAt(step.Name)
		default:
			return fmt.Sprintf("%s after %s %s ended with %s", report.Fail, step.Kind, step.Name, step.Outcome)
		}
	}
	return string(report.Fail) + " without a broken Assess"
}
