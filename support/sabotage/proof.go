package sabotage

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

// Schema is the version of prove.json.
const Schema = 1

// Proof is what a run of `volconf prove` found out.
type Proof struct {
	Schema     int                       `json:"schema"`
	Suite      string                    `json:"suite"`
	Started    time.Time                 `json:"started"`
	Seconds    float64                   `json:"seconds"` // zero if it did not come to its end
	Baseline   map[string]report.Verdict `json:"baseline"`
	Trials     []Trial                   `json:"trials"`
	Afterwards map[string]report.Verdict `json:"afterwards,omitempty"`
}

// Trial is one sabotage and what became of the claims under it.
type Trial struct {
	Sabotage   string      `json:"sabotage"`
	Does       claim.Text  `json:"does"`
	How        How         `json:"how"`
	Report     string      `json:"report"`  // folder of the suite's own report; sabotages tried together have one
	Seconds    float64     `json:"seconds"` // its part of the run's
	Judgements []Judgement `json:"judgements"`
	Problem    string      `json:"problem,omitempty"` // why nothing could be judged
}

// add keeps trials, in the order of the sabotages.
func (p *Proof) add(order []Sabotage, trials []Trial) {
	p.Trials = append(p.Trials, trials...)
	place := func(t Trial) int {
		return slices.IndexFunc(order, func(s Sabotage) bool { return s.ID == t.Sabotage })
	}
	slices.SortStableFunc(p.Trials, func(a, b Trial) int { return cmp.Compare(place(a), place(b)) })
}

// Count is the number of claims with an outcome.
func (t Trial) Count(o Outcome) int {
	n := 0
	for _, j := range t.Judgements {
		if j.Outcome == o {
			n++
		}
	}
	return n
}

func (t Trial) line() string {
	line := fmt.Sprintf("%-28s %3.0fs  killed %d, as expected %d", t.Sabotage, t.Seconds, t.Count(Killed), t.Count(AsExpected))
	if t.Problem != "" {
		line += "\n    problem: " + t.Problem
	}
	for _, j := range t.Judgements {
		if j.Outcome == Survived || j.Outcome == Collateral {
			line += fmt.Sprintf("\n    %s: %s: expected %s, got %s: %s", j.Outcome, j.Claim, j.Expected, j.Got, j.Message)
		}
	}
	return line
}

// Killed lists the claims that at least one sabotage killed.
func (p *Proof) Killed() []string {
	killed := map[string]bool{}
	for _, t := range p.Trials {
		for _, j := range t.Judgements {
			if j.Outcome == Killed {
				killed[j.Claim] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(killed))
}

// Score is the number of claims that were killed, and of those that one of the
// sabotages should have killed.
func (p *Proof) Score() (killed, of int) {
	due := map[string]bool{}
	for _, t := range p.Trials {
		for _, j := range t.Judgements {
			if j.Outcome == Killed || j.Outcome == Survived {
				due[j.Claim] = true
			}
		}
	}
	return len(p.Killed()), len(due)
}

// Exit is the exit code: broken if a claim survived or was hit by mistake.
func (p *Proof) Exit() int {
	code := report.ExitHolds
	for _, t := range p.Trials {
		if t.Count(Survived)+t.Count(Collateral) > 0 {
			return report.ExitBroken
		}
		if t.Problem != "" {
			code = report.ExitEnvironment
		}
	}
	return code
}

// Write writes prove.json and prove.md, each beside its place and then renamed.
func (p *Proof) Write(dir string) error { return report.WriteBoth(dir, "prove", p, p.Markdown) }

// Markdown writes the table of sabotages and claims.
func (p *Proof) Markdown(w io.Writer) error {
	var b strings.Builder
	killed, of := p.Score()
	fmt.Fprintf(&b, "# Proof that the suite can fail\n\n%d of %d claims were killed by %d sabotages.\n\n", killed, of, len(p.Trials))
	b.WriteString("| sabotage | what it does | killed | as expected | survived | collateral | time |\n|---|---|---|---|---|---|---|\n")
	for _, t := range p.Trials {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %d | %s | %s | %.0f s |\n", t.Sabotage, t.Does.En,
			t.names(Killed), t.Count(AsExpected), t.names(Survived), t.names(Collateral), t.Seconds)
	}
	for _, t := range p.Trials {
		for _, j := range t.Judgements {
			if j.Outcome == Survived || j.Outcome == Collateral {
				fmt.Fprintf(&b, "\n- %s under `%s`: %s: expected %s, got %s: %s", j.Claim, t.Sabotage, j.Outcome, j.Expected, j.Got, j.Message)
			}
		}
		if t.Problem != "" {
			fmt.Fprintf(&b, "\n- `%s` could not be judged: %s", t.Sabotage, t.Problem)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t Trial) names(o Outcome) string {
	var names []string
	for _, j := range t.Judgements {
		if j.Outcome == o {
			at, failed := strings.CutPrefix(j.Got, string(report.Fail))
			if !failed {
				at = ": " + j.Got
			}
			names = append(names, strings.TrimSpace(j.Claim+at))
		}
	}
	return strings.Join(names, "<br>")
}
