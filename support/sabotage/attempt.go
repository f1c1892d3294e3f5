package sabotage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// attempt is what one run of the suite tries: sabotages that do not meet, and the claims
// that are run under them.
type attempt struct {
	id        string // of its report
	sabotages []Sabotage
	claims    []string
	spared    []string // see Plan
	beside    bool     // others may be tried at the same time
}

// attempts sorts the sabotages of a plan into attempts: what takes longest first, and
// what nothing may be tried beside at the end.
func (p Plan) attempts() []attempt {
	var all []attempt
	for _, together := range grouped(p.Sabotages) {
		a := attempt{id: together[0].ID, sabotages: together, spared: p.Spared}
		if more := len(together) - 1; more > 0 {
			a.id = fmt.Sprintf("%s-and-%d-more", a.id, more)
		}
		a.claims = p.claimsUnder(together)
		a.beside = a.reach() >= ItsRun && !p.disturb(a.claims) && !p.Full
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b attempt) int {
		if a.beside != b.beside {
			return map[bool]int{true: -1, false: 1}[a.beside]
		}
		return cmp.Compare(b.slow(), a.slow())
	})
	return all
}

// grouped puts sabotages together, in their order. Those that lie to Pods of the claims
// that they concern, and to nobody else, are tried together where their claims are not the
// same; any other is alone.
func grouped(all []Sabotage) [][]Sabotage {
	var groups [][]Sabotage
	for _, s := range all {
		i := slices.IndexFunc(groups, func(group []Sabotage) bool { return mayJoin(s, group) })
		if i < 0 {
			groups = append(groups, []Sabotage{s})
			continue
		}
		groups[i] = append(groups[i], s)
	}
	return groups
}

func mayJoin(s Sabotage, group []Sabotage) bool {
	return s.Reaches() == ItsClaims && !slices.ContainsFunc(group, func(other Sabotage) bool {
		return other.Reaches() != ItsClaims || slices.ContainsFunc(other.Concerns(), func(id string) bool { return slices.Contains(s.Concerns(), id) })
	})
}

// claimsUnder lists the claims that are run with sabotages. Those that they reach come
// first: they wait for what does not come while the others run.
func (p Plan) claimsUnder(together []Sabotage) []string {
	var reached, further []string
	timing := false
	for _, s := range together {
		reached, further = append(reached, s.Concerns()...), slices.AppendSeq(further, maps.Keys(s.Further))
		timing = timing || s.How == Timing
	}
	slices.Sort(reached)
	beside := slices.Clone(p.Sample)
	if p.Full {
		slices.Sort(further)
		reached = append(reached, further...)
		beside = append(beside, p.idsOf(func(c claim.Claim) bool { return c.Speed != claim.Slow })...)
	}
	if timing {
		beside = append(beside, p.oneOfEachFeature()...)
	}
	slices.Sort(beside)
	var ids []string
	for _, id := range slices.Concat(reached, beside) {
		if !slices.Contains(ids, id) && (len(p.Claims) == 0 || slices.Contains(p.Claims, id)) {
			ids = append(ids, id)
		}
	}
	return ids
}

// oneOfEachFeature is what a sabotage is tried with that concerns no claim in particular;
// not a claim that watches for long that nothing happens.
func (p Plan) oneOfEachFeature() []string {
	seen := map[claim.Feature]bool{}
	return p.idsOf(func(c claim.Claim) bool {
		if c.Speed == claim.Slow || c.WatchesLong || seen[c.Feature] {
			return false
		}
		seen[c.Feature] = true
		return true
	})
}

func (p Plan) idsOf(which func(claim.Claim) bool) []string {
	var ids []string
	for _, c := range p.Register {
		if which(c) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// disturb tells whether one of the claims disturbs a node.
func (p Plan) disturb(ids []string) bool {
	return slices.ContainsFunc(p.Register, func(c claim.Claim) bool {
		return c.Disruption == claim.NodeDisruption && slices.Contains(ids, c.ID)
	})
}

// reach tells whom the attempt's sabotages reach at most.
func (a attempt) reach() Reach {
	reach := ItsClaims
	for _, s := range a.sabotages {
		reach = min(reach, s.Reaches())
	}
	return reach
}

// slow is the factor by which the suite's time-outs are stretched; 0 if they are not.
func (a attempt) slow() float64 {
	var slow float64
	for _, s := range a.sabotages {
		slow = max(slow, s.Slow)
	}
	return slow
}

// rules are what the API is told to do to Pods.
func (a attempt) rules() []mutation.Rule {
	var rules []mutation.Rule
	for _, s := range a.sabotages {
		rules = append(rules, s.Rules...)
	}
	return rules
}

// told is what the webhook is told.
func (a attempt) told(site held.Cluster) mutation.Set {
	return mutation.Set{
		ID: a.id, Helper: site.Images["shell"], Images: site.Images, Nodes: site.Workers, Relax: true, Spare: a.spared, Rules: a.rules(),
	}
}

// runc is what is put before runc; empty if nothing is.
func (a attempt) runc() string {
	var lies []string
	for _, s := range a.sabotages {
		if s.Runc != "" {
			lies = append(lies, s.Runc)
		}
	}
	return strings.Join(lies, "\n")
}

// breaks are what else is done to the cluster.
func (a attempt) breaks() []held.Change {
	var changes []held.Change
	for _, s := range a.sabotages {
		if s.Break != nil {
			changes = append(changes, s.Break)
		}
	}
	return changes
}

// leaves tells whether a sabotage of the attempt leaves a claim to another of it to judge.
func (a attempt) leaves(s Sabotage, claimID string) bool {
	return slices.ContainsFunc(a.sabotages, func(other Sabotage) bool {
		return other.ID != s.ID && slices.Contains(other.Concerns(), claimID)
	})
}
