package report

import (
	"fmt"
	"slices"

	"github.com/volconf/volconf/support/claim"
)

// Verdict is what a run says about one claim.
type Verdict string

// The verdicts.
const (
	Pass          Verdict = "pass"           // every step ran and held
	Fail          Verdict = "fail"           // an observed fact contradicts the claim while its controls held
	Error         Verdict = "error"          // says nothing about the claim: set-up, a control, the API failed
	NotApplicable Verdict = "not-applicable" // outside the claim's versions, or the cluster lacks what it needs
	Skipped       Verdict = "skipped"        // not selected
)

// Verdicts lists them, the ones that need attention first.
func Verdicts() []Verdict { return []Verdict{Fail, Error, Pass, NotApplicable, Skipped} }

// Counts is the number of claims by verdict.
type Counts map[Verdict]int

// Ran is the number of claims that were tried.
func (c Counts) Ran() int { return c[Pass] + c[Fail] + c[Error] }

// Selected is the number of claims that were asked for.
func (c Counts) Selected() int { return c.Ran() + c[NotApplicable] }

// Summary counts the claims by verdict.
func (r *Report) Summary() Counts {
	counts := Counts{}
	for _, result := range r.Claims {
		counts[result.Verdict]++
	}
	return counts
}

// With returns the results of one verdict, in the order of the report.
func (r *Report) With(v Verdict) []Result {
	var out []Result
	for _, result := range r.Claims {
		if result.Verdict == v {
			out = append(out, result)
		}
	}
	return out
}

// Features lists the features that the report's claims are about, in the order
// in which they first come up.
func (r *Report) Features() []claim.Feature {
	var out []claim.Feature
	for _, result := range r.Claims {
		if !slices.Contains(out, result.Feature) {
			out = append(out, result.Feature)
		}
	}
	return out
}

// The exit codes of the suite's binary and of volconf.
const (
	ExitHolds       = 0 // all selected claims hold
	ExitBroken      = 1 // a claim is broken
	ExitUsage       = 2 // a flag, a label or a file that cannot be used
	ExitEnvironment = 3 // the environment failed, or a claim ended in error
	ExitNothingRan  = 4 // no claim was tried
	ExitLeftOvers   = 5 // something of the run is still there
)

// Exit is the exit code of a run and its reason in one line.
type Exit struct {
	Code   int    `json:"code"`
	Reason string `json:"reason"`
}

// Conclude works out the exit code: where several apply, the one that a caller
// must act on first.
func (r *Report) Conclude() Exit {
	counts := r.Summary()
	broken, unmet := len(r.unexpected(Fail)), len(r.unmet())
	for _, candidate := range []struct {
		applies bool
		exit    Exit
	}{
		{r.problems(UsageStage) > 0, Exit{ExitUsage, r.firstProblem(UsageStage)}},
		{broken > 0, Exit{ExitBroken, fmt.Sprintf("%s broken", plural(broken, "claim is", "claims are"))}},
		{unmet > 0, Exit{ExitBroken, fmt.Sprintf("%s not met", plural(unmet, "expectation is", "expectations are"))}},
		{r.environmentFailed(), Exit{ExitEnvironment, r.environmentReason()}},
		{r.problems(LeftOver) > 0, Exit{ExitLeftOvers, r.firstProblem(LeftOver)}},
		{counts[Pass]+len(r.known()) == 0, Exit{ExitNothingRan, r.nothingRan(counts)}},
	} {
		if candidate.applies {
			return candidate.exit
		}
	}
	holds := plural(counts[Pass], "claim holds", "claims hold")
	if n := len(r.known()); n > 0 {
		holds += ", " + plural(n, "deviation is known", "deviations are known")
	}
	return Exit{ExitHolds, holds}
}

func (r *Report) environmentFailed() bool {
	return len(r.unexpected(Error)) > 0 || r.problems(SetupStage)+r.problems(RunStage)+r.problems(CleanupStage) > 0
}

func (r *Report) environmentReason() string {
	for _, stage := range []Stage{SetupStage, RunStage, CleanupStage} {
		if first := r.firstProblem(stage); first != "" {
			return first
		}
	}
	n := len(r.unexpected(Error))
	return fmt.Sprintf("%s in error: nothing is known about %s", plural(n, "claim ended", "claims ended"), pronoun(n))
}

func (r *Report) nothingRan(counts Counts) string {
	switch {
	case r.Run.Partial != "":
		return fmt.Sprintf("no claim was judged: with %s only parts of claims run", r.Run.Partial)
	case counts[NotApplicable] > 0:
		return "no claim was tried: none of those selected is applicable here"
	}
	return "no claim was tried: none was selected"
}

func (r *Report) problems(stage Stage) int {
	n := 0
	for _, p := range r.Problems {
		if p.Stage == stage {
			n++
		}
	}
	return n
}

func (r *Report) firstProblem(stage Stage) string {
	for _, p := range r.Problems {
		if p.Stage == stage {
			return firstLine(p.Message)
		}
	}
	return ""
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
