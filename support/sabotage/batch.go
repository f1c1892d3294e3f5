package sabotage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/held"
)

// batch is sabotages that do not meet, tried in one run of the suite.
type batch []Sabotage

// batches sorts sabotages into batches, in their order. Those that lie to Pods of
// the claims that they concern, and to nobody else, share one where their claims
// are not the same; any other is alone.
func batches(all []Sabotage) []batch {
	var out []batch
	for _, s := range all {
		i := slices.IndexFunc(out, func(b batch) bool { return b.takes(s) })
		if i < 0 {
			out = append(out, batch{s})
			continue
		}
		out[i] = append(out[i], s)
	}
	return out
}

func (b batch) takes(s Sabotage) bool {
	return s.reach() == ItsClaims && !slices.ContainsFunc(b, func(other Sabotage) bool {
		return other.reach() != ItsClaims || slices.ContainsFunc(other.Concerns(), func(id string) bool { return slices.Contains(s.Concerns(), id) })
	})
}

// merged is the batch as one sabotage.
func (b batch) merged() Sabotage {
	if len(b) == 1 {
		return b[0]
	}
	all := Sabotage{ID: fmt.Sprintf("%s-and-%d-more", b[0].ID, len(b)-1), How: b[0].How, Reach: ItsClaims, Kills: map[string]string{}}
	var breaks []held.Change
	for _, s := range b {
		all.Rules = append(all.Rules, s.Rules...)
		all.Runc += s.Runc + "\n"
		if s.Break != nil {
			breaks = append(breaks, s.Break)
		}
		all.Errors = append(all.Errors, s.Errors...)
		for id, assess := range s.Kills {
			all.Kills[id] = assess
		}
	}
	all.Runc = strings.TrimSpace(all.Runc)
	if len(breaks) > 0 {
		all.Break = held.All(breaks...)
	}
	return all
}

// leaveTo tells whether a claim is for another sabotage of the batch to judge.
func (b batch) leaveTo(s Sabotage, claimID string) bool {
	return slices.ContainsFunc(b, func(other Sabotage) bool {
		return other.ID != s.ID && slices.Contains(other.Concerns(), claimID)
	})
}
