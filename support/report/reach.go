package report

import (
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// reachCount counts the claims of one reach by their verdicts: what can be set
// beside the same line of another cluster's report.
type reachCount struct {
	Reach  claim.Reach
	Counts Counts
}

// reaches counts the claims by reach. A report of before there was one has none.
func (r *Report) reaches() []reachCount {
	var out []reachCount
	for _, reach := range claim.Reaches() {
		counts := Counts{}
		for _, result := range r.Claims {
			if result.Reach == reach {
				counts[result.Verdict]++
			}
		}
		if len(counts) > 0 {
			out = append(out, reachCount{reach, counts})
		}
	}
	return out
}

// mdReaches is the table of them.
func (r *Report) mdReaches(b *strings.Builder, lang Lang) {
	counts := r.reaches()
	if len(counts) == 0 {
		return
	}
	head := []string{lang.In(wordReach)}
	for _, v := range Verdicts() {
		head = append(head, mark[v]+" "+lang.In(verdictWord[v]))
	}
	b.WriteString("\n| " + strings.Join(head, " | ") + " |\n|---|" + strings.Repeat("---:|", len(Verdicts())) + "\n")
	for _, c := range counts {
		b.WriteString("| " + lang.In(orSame(reachWord, c.Reach)))
		for _, v := range Verdicts() {
			fmt.Fprintf(b, " | %d", c.Counts[v])
		}
		b.WriteString(" |\n")
	}
}
