package report

import (
	"fmt"
	"slices"

	"github.com/volconf/volconf/support/claim"
)

// Expected is what a user said of a claim before the run: a deviation that is
// known, why, and until when.
type Expected struct {
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason"`          // why it is known
	Until   string  `json:"until,omitempty"` // the last day that it is good for: 2027-01-31
	Unmet   string  `json:"unmet,omitempty"` // why it does not hold; empty if it does
}

// Known tells a deviation that was expected: it is shown, and fails nothing.
func (r Result) Known() bool {
	return r.Expected != nil && r.Expected.Unmet == "" && r.Verdict == r.Expected.Verdict
}

// unmet tells an expectation that does not hold, which fails the run.
func (r Result) unmet() bool { return r.Expected != nil && r.Expected.Unmet != "" }

// known lists the broken claims and those in error that were expected to be.
func (r *Report) known() []Result {
	return slices.DeleteFunc(slices.Concat(r.With(Fail), r.With(Error)), func(result Result) bool { return !result.Known() })
}

func (r *Report) unmet() []Result {
	return slices.DeleteFunc(slices.Clone(r.Claims), func(result Result) bool { return !result.unmet() })
}

// unexpected is With without what was expected.
func (r *Report) unexpected(v Verdict) []Result {
	return slices.DeleteFunc(r.With(v), Result.Known)
}

var (
	knownHeading = claim.Text{En: "Known deviations", Ko: "알려진 차이"}
	unmetHeading = claim.Text{En: "Expectations that are not met", Ko: "들어맞지 않은 예상"}
	knownAs      = claim.Text{En: "known deviation (%s): %s", Ko: "알려진 차이(%s): %s"}
	untilDay     = claim.Text{En: "%s, until %s", Ko: "%s, %s까지"}
)

// As puts the expectation on a result: what it is known as stands before the
// reason of the verdict.
func (e Expected) As(result Result) Result {
	result.Expected = &e
	if !result.Known() {
		return result
	}
	word := func(l Lang) string {
		why := e.Reason
		if e.Until != "" {
			why = fmt.Sprintf(l.In(untilDay), e.Reason, e.Until)
		}
		return fmt.Sprintf(l.In(knownAs), why, l.In(result.Reason))
	}
	result.Reason = both(word)
	return result
}
