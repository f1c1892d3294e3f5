package harness

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/report"
)

// day is how the file of -expect writes one.
const day = "2006-01-02"

// expectation is one line of the file of -expect: a deviation that is known.
type expectation struct {
	claim   string
	verdict report.Verdict
	reason  string // why it is known
	until   string // the last day that the line is good for; empty is for ever
	words   string // what the verdict's reason must say; empty is anything
}

// deviations are the verdicts that a line may expect.
var deviations = []report.Verdict{report.Fail, report.Error, report.NotApplicable}

// readExpectations reads the file of -expect. Each mistake is one line that begins
// with the file's name and the number of the line.
func readExpectations(file string, all []claim.Claim) (map[string]expectation, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("-expect: %w", err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return nil, fmt.Errorf("-expect %s: %s", file, strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	if len(root.Content) == 0 {
		return nil, fmt.Errorf("-expect %s: there is no line in it", file)
	}
	list := root.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("-expect %s:%d: not a list of claim, verdict, reason and until", file, list.Line)
	}
	expected := map[string]expectation{}
	for _, item := range list.Content {
		e, err := readExpectation(item, all)
		if _, twice := expected[e.claim]; err == nil && twice {
			err = fmt.Errorf("claim %s is named twice", e.claim)
		}
		if err != nil {
			return nil, fmt.Errorf("-expect %s:%d: %w", file, item.Line, err)
		}
		expected[e.claim] = e
	}
	return expected, nil
}

func readExpectation(item *yaml.Node, all []claim.Claim) (expectation, error) {
	var e expectation
	var verdict string
	fields := map[string]*string{"claim": &e.claim, "verdict": &verdict, "reason": &e.reason, "until": &e.until, "words": &e.words}
	if item.Kind != yaml.MappingNode {
		return e, errors.New("not claim, verdict, reason and until")
	}
	for i := 0; i+1 < len(item.Content); i += 2 {
		key, value := item.Content[i], item.Content[i+1]
		into, known := fields[key.Value]
		switch {
		case !known:
			return e, fmt.Errorf("unknown field %q; the fields are claim, verdict, reason, until and words", key.Value)
		case value.Kind != yaml.ScalarNode:
			return e, fmt.Errorf("%s is not one value", key.Value)
		}
		*into = value.Value
	}
	e.verdict = report.Verdict(verdict)
	return e, e.check(all)
}

func (e expectation) check(all []claim.Claim) error {
	_, noDay := time.Parse(day, e.until)
	switch {
	case !slices.ContainsFunc(all, func(c claim.Claim) bool { return c.ID == e.claim }):
		return fmt.Errorf("unknown claim %q; -list shows the claims", e.claim)
	case !slices.Contains(deviations, e.verdict):
		return fmt.Errorf("verdict %q is not one of %s, %s, %s", e.verdict, deviations[0], deviations[1], deviations[2])
	case strings.TrimSpace(e.reason) == "":
		return fmt.Errorf("claim %s has no reason: say why the deviation is known", e.claim)
	case e.until != "" && noDay != nil:
		return fmt.Errorf("until %q is not a day such as 2027-01-31", e.until)
	}
	return nil
}

// judged says what a line has come to: met, or why not.
func (e expectation) judged(result report.Result, today string) report.Expected {
	told := report.Expected{Verdict: e.verdict, Reason: e.reason, Until: e.until}
	switch {
	case e.until != "" && today > e.until:
		told.Unmet = fmt.Sprintf("the line of -expect for %s was good until %s (%s): look at it anew, or take it out", e.claim, e.until, e.reason)
	case result.Verdict != e.verdict:
		told.Unmet = fmt.Sprintf("-expect says that %s is %s (%s), and it is %s", e.claim, e.verdict, e.reason, result.Verdict)
	case !strings.Contains(result.Reason.En, e.words):
		told.Unmet = fmt.Sprintf("-expect says that %s is %s with the words %q, and the reason is: %s", e.claim, e.verdict, e.words, clip(result.Reason.En, maxValue))
	}
	return told
}

// withExpectation puts what was expected of a claim on its result. Of a claim that
// was not selected, or tried in part, nothing is expected.
func (r *run) withExpectation(result report.Result) report.Result {
	e, ok := r.options.expected[result.ID]
	if !ok || result.Verdict == report.Skipped {
		return result
	}
	return e.judged(result, time.Now().UTC().Format(day)).As(result)
}
