package habitat

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/report"
)

// Schema is the version of habitats.json.
const Schema = 1

// Survey is what a run of `volconf prove --habitats` found out.
type Survey struct {
	Schema  int                       `json:"schema"`
	Suite   string                    `json:"suite"`
	Started time.Time                 `json:"started"`
	Seconds float64                   `json:"seconds"` // zero if it did not come to its end
	Own     map[string]report.Verdict `json:"own"`     // what our own cluster gave
	Stays   []Stay                    `json:"stays"`
}

// Stay is one visit of one habitat.
type Stay struct {
	Habitat    string      `json:"habitat"`
	Is         claim.Text  `json:"is"`
	Ground     string      `json:"ground"` // habitats with one ground were tried in one run
	Visit      string      `json:"visit,omitempty"`
	Whole      bool        `json:"whole,omitempty"`
	NotHere    string      `json:"notHere,omitempty"` // why this machine cannot have the habitat
	Report     string      `json:"report,omitempty"`  // folder of the suite's own report
	Seconds    float64     `json:"seconds"`
	Exit       int         `json:"exit"`
	WantedExit int         `json:"wantedExit"`
	Unsaid     []string    `json:"unsaid,omitempty"` // words that the suite should have said
	Left       string      `json:"left,omitempty"`   // what the suite left behind
	Judgements []Judgement `json:"judgements,omitempty"`
	Problem    string      `json:"problem,omitempty"` // why nothing could be judged
}

// faults says what is not as expected, a line each.
func (s Stay) faults() []string {
	var all []string
	if s.Problem != "" {
		all = append(all, "could not be judged: "+s.Problem)
	}
	if s.Problem == "" && s.NotHere == "" && s.Exit != s.WantedExit {
		all = append(all, fmt.Sprintf("the suite ended with %d, expected was %d", s.Exit, s.WantedExit))
	}
	for _, words := range s.Unsaid {
		all = append(all, fmt.Sprintf("the suite did not say %q", words))
	}
	if s.Left != "" {
		all = append(all, "left behind: "+s.Left)
	}
	for _, j := range s.Judgements {
		if !j.Right {
			all = append(all, j.line())
		}
	}
	return all
}

// count is the number of claims with a verdict.
func (s Stay) count(verdict report.Verdict) int {
	n := 0
	for _, j := range s.Judgements {
		if j.Verdict == verdict {
			n++
		}
	}
	return n
}

func (s Stay) verdicts() map[string]report.Verdict {
	all := map[string]report.Verdict{}
	for _, j := range s.Judgements {
		all[j.Claim] = j.Verdict
	}
	return all
}

// red is the error of a stay that has to be green.
func (s Stay) red() error {
	if faults := s.faults(); len(faults) > 0 {
		return errors.New("our own cluster is not green: " + strings.Join(faults, "; "))
	}
	return nil
}

// line sums a stay up.
func (s Stay) line(id string) string {
	name := id
	if s.Visit != "" {
		name += " (" + s.Visit + ")"
	}
	line := fmt.Sprintf("%-34s pass %d, not applicable %d, fail %d, error %d", name,
		s.count(report.Pass), s.count(report.NotApplicable), s.count(report.Fail), s.count(report.Error))
	for _, fault := range s.faults() {
		line += "\n    " + fault
	}
	return line
}

// Exit is the exit code: broken if anything is not as expected, environment if a
// habitat could not be made or judged.
func (s *Survey) Exit() int {
	code := report.ExitHolds
	if len(s.Stays) == 0 {
		return report.ExitEnvironment
	}
	for _, stay := range s.Stays {
		switch {
		case stay.Problem != "":
			code = report.ExitEnvironment
		case len(stay.faults()) > 0:
			return report.ExitBroken
		}
	}
	return code
}

// Write writes habitats.json and habitats.md, each beside its place and then renamed.
func (s *Survey) Write(dir string) error { return report.WriteBoth(dir, "habitats", s, s.Markdown) }

// marks are the verdicts in the table of habitats and claims. A verdict that is not
// the expected one is marked as such.
var marks = map[report.Verdict]string{
	report.Pass: "✓", report.NotApplicable: "–", report.Fail: "✗", report.Error: "!", report.Skipped: " ",
}

// Markdown writes the habitats, what each gave, and the table of habitats and claims.
func (s *Survey) Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# The suite on healthy clusters that differ from ours\n\n" +
		"| habitat | what it is | pass | not applicable | fail | error | as expected | time |\n|---|---|---|---|---|---|---|---|\n")
	for _, stay := range s.Stays {
		fmt.Fprintf(&b, "| `%s` | %s | %d | %d | %d | %d | %s | %.0f s |\n", stay.title(), stay.Is.En, stay.count(report.Pass),
			stay.count(report.NotApplicable), stay.count(report.Fail), stay.count(report.Error), stay.conclusion(), stay.Seconds)
	}
	s.writeDifferences(&b)
	s.writeTable(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (s Stay) title() string {
	if s.Visit == "" {
		return s.Habitat
	}
	return s.Habitat + ": " + s.Visit
}

func (s Stay) conclusion() string {
	switch {
	case s.NotHere != "":
		return "not to be had here: " + s.NotHere
	case len(s.faults()) > 0:
		return "**no**"
	}
	return "yes"
}

// writeDifferences lists what is another verdict than on our own cluster, and why,
// and what is not as expected: once for habitats that were tried in one run.
func (s *Survey) writeDifferences(b *strings.Builder) {
	said := map[string]bool{}
	for _, stay := range s.Stays {
		stay.Habitat = stay.Ground
		if said[stay.title()] {
			continue
		}
		said[stay.title()] = true
		for _, fault := range stay.faults() {
			fmt.Fprintf(b, "\n- **`%s`**: %s", stay.title(), fault)
		}
		for _, j := range stay.Judgements {
			if j.Right && j.Verdict != onOwn(s.Own, j.Claim) {
				fmt.Fprintf(b, "\n- `%s`: %s is %s: %s", stay.title(), j.Claim, j.Verdict, j.Reason)
			}
		}
	}
	b.WriteString("\n")
}

func (s *Survey) writeTable(b *strings.Builder) {
	b.WriteString("\n| claim |")
	rule := "\n|---|"
	var shown []Stay
	for _, stay := range s.Stays {
		if len(stay.Judgements) > 0 {
			shown = append(shown, stay)
			fmt.Fprintf(b, " %s |", stay.title())
			rule += "---|"
		}
	}
	b.WriteString(rule + "\n")
	for _, c := range claims.All() {
		if !slices.ContainsFunc(shown, func(s Stay) bool { return s.judges(c.ID) }) {
			continue
		}
		fmt.Fprintf(b, "| %s |", c.ID)
		for _, stay := range shown {
			fmt.Fprintf(b, " %s |", stay.mark(c.ID))
		}
		b.WriteString("\n")
	}
}

func (s Stay) judges(id string) bool {
	return slices.ContainsFunc(s.Judgements, func(j Judgement) bool { return j.Claim == id })
}

func (s Stay) mark(id string) string {
	i := slices.IndexFunc(s.Judgements, func(j Judgement) bool { return j.Claim == id })
	if i < 0 {
		return " "
	}
	mark := marks[s.Judgements[i].Verdict]
	if !s.Judgements[i].Right {
		mark = "**" + mark + "**"
	}
	return mark
}
