package report

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Rate is how often a claim ended with each verdict over several runs.
type Rate struct {
	Claim  string `json:"claim"`
	Counts Counts `json:"counts"`
}

// Passed is the share of passes among the runs that judged the claim or tried
// to: an error counts against it, since a suite that errs now and then cannot
// be trusted either.
func (r Rate) Passed() float64 {
	return float64(r.Counts[Pass]) / float64(max(r.Counts.Ran(), 1))
}

// Steady tells whether the claim ended the same way every time.
func (r Rate) Steady() bool { return len(r.Counts) <= 1 }

// Rates counts the verdicts of each claim over several reports.
func Rates(reports []*Report) []Rate {
	var out []Rate
	at := map[string]int{}
	for _, r := range reports {
		for _, result := range r.Claims {
			i, known := at[result.ID]
			if !known {
				i = len(out)
				at[result.ID] = i
				out = append(out, Rate{result.ID, Counts{}})
			}
			out[i].Counts[result.Verdict]++
		}
	}
	return out
}

// Flaky tells whether a claim did not always end the same way.
func Flaky(rates []Rate) bool {
	for _, r := range rates {
		if !r.Steady() {
			return true
		}
	}
	return false
}

// WriteRates prints the pass rates, the unsteady ones first.
func WriteRates(w io.Writer, rates []Rate, markdown bool) error {
	var ordered []Rate
	for _, steady := range []bool{false, true} {
		for _, r := range rates {
			if r.Steady() == steady && r.Counts.Ran() > 0 {
				ordered = append(ordered, r)
			}
		}
	}
	if markdown {
		return markdownRates(w, ordered)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range ordered {
		fmt.Fprintf(table, "%s\t%.0f%%\t%s\n", r.Claim, 100*r.Passed(), r.Counts)
	}
	return table.Flush()
}

func markdownRates(w io.Writer, rates []Rate) error {
	var b strings.Builder
	b.WriteString("| Claim | Pass rate | Verdicts |\n|---|---:|---|\n")
	for _, r := range rates {
		fmt.Fprintf(&b, "| `%s` | %.0f %% | %s |\n", r.Claim, 100*r.Passed(), r.Counts)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String counts every verdict that occurs: "4 pass, 1 fail".
func (c Counts) String() string {
	var parts []string
	for _, v := range Verdicts() {
		if c[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c[v], v))
		}
	}
	return strings.Join(parts, ", ")
}
