package habitat

import (
	"fmt"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/report"
)

// Judgement is what became of one claim in a habitat.
type Judgement struct {
	Claim    string         `json:"claim"`
	Verdict  report.Verdict `json:"verdict"`
	Expected Expected       `json:"expected"`
	Right    bool           `json:"right"`
	Reason   string         `json:"reason,omitempty"`
}

// judge compares the results of a visit with what our own cluster gave. It walks
// over the claims that were due: one that has no result is a wrong one.
func judge(h Habitat, v Visit, due []string, before map[string]report.Verdict, results []report.Result) []Judgement {
	all := make([]Judgement, 0, len(due))
	for _, id := range due {
		i := slices.IndexFunc(results, func(r report.Result) bool { return r.ID == id })
		if i < 0 {
			all = append(all, Judgement{Claim: id, Verdict: report.Skipped, Expected: expected(h, id, before), Reason: "the report does not have it"})
			continue
		}
		all = append(all, judgeOne(h, v, before, results[i]))
	}
	return all
}

func expected(h Habitat, id string, before map[string]report.Verdict) Expected {
	own := onOwn(before, id)
	if own == report.Pass {
		if differs, e := h.expects(id); differs {
			return e
		}
	}
	return Expected{Verdict: string(own)}
}

// onOwn is what our own cluster gave. A claim that was not tried there, since the run
// there was a quick one, must hold.
func onOwn(before map[string]report.Verdict, id string) report.Verdict {
	if verdict, tried := before[id]; tried && verdict != report.Skipped {
		return verdict
	}
	return report.Pass
}

func judgeOne(h Habitat, v Visit, before map[string]report.Verdict, result report.Result) Judgement {
	j := Judgement{Claim: result.ID, Verdict: result.Verdict, Expected: expected(h, result.ID, before), Reason: result.Reason.En}
	switch {
	case string(result.Verdict) == j.Expected.Verdict:
		j.Right = strings.Contains(j.Reason, j.Expected.Words)
	case v.MayErr:
		j.Right = result.Verdict == report.Error
	}
	return j
}

// line says what is wrong with a judgement.
func (j Judgement) line() string {
	want := j.Expected.Verdict
	if j.Expected.Words != "" {
		want += fmt.Sprintf(" with %q", j.Expected.Words)
	}
	return fmt.Sprintf("%s: expected %s, got %s: %s", j.Claim, want, j.Verdict, j.Reason)
}
