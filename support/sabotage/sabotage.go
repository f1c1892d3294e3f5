// Package sabotage breaks clusters so that the suite can prove itself: it is handed
// ways to break the semantics of volumes, each with the claims that must then fail and
// at which Assess, and it runs the ordinary suite to see whether they do. The
// catalogue is support/sabotages.
package sabotage

import (
	"maps"
	"slices"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/report"
)

// How tells where a sabotage takes hold.
type How string

// The ways to break a cluster.
const (
	Admission How = "admission" // the API changes what it is given
	Node      How = "node"      // a node does not do what it is told
	Timing    How = "timing"    // all is well, but slow: no claim may fail
)

// Sabotage is one way to break a cluster, and what must follow. Claims that it
// does not name keep their verdict.
type Sabotage struct {
	ID   string
	Does claim.Text
	How  How
	// Kills names the claims that must fail and, for each, the Assess that must
	// find it out. Nothing else is a kill: no crash, no refusal, no failed control.
	Kills map[string]string
	// Errors names the claims whose controls or set-up it breaks.
	Errors []string
	// Further names what becomes of claims that it reaches as well: the Assess that
	// must find it out, or nothing where it breaks the controls or the set-up. Only a
	// full run tries them.
	Further map[string]string
	// MayErr says that any claim may be error: its node was away.
	MayErr bool

	Rules []mutation.Rule // what the API does to the Pods of the run
	Runc  string          // what is put before runc for the containers of the run: shell, see runcScript
	Break held.Change     // what neither can do
	Reach Reach           // of Runc and Break
	// Slow is the factor by which the suite's time-outs are stretched meanwhile.
	Slow float64
}

// Reach tells whom a sabotage reaches.
type Reach int

// From the widest to the narrowest.
const (
	Everybody Reach = iota // whatever runs on the cluster
	ItsRun                 // one run of the suite
	ItsClaims              // of that run, only what the claims make that it concerns
)

// Reaches tells whom all parts of a sabotage reach.
func (s Sabotage) Reaches() Reach {
	reach := ItsClaims
	if s.Break != nil || s.Runc != "" {
		reach = s.Reach
	}
	for _, rule := range s.Rules {
		if len(rule.Where.Claims) == 0 || slices.ContainsFunc(rule.Where.Claims, func(id string) bool { return !slices.Contains(s.Concerns(), id) }) {
			return min(reach, ItsRun)
		}
	}
	return reach
}

// Concerns lists the claims that a sabotage is expected to change.
func (s Sabotage) Concerns() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for id := range maps.Keys(s.Kills) {
			if !yield(id) {
				return
			}
		}
		for _, id := range s.Errors {
			if !yield(id) {
				return
			}
		}
	})
}

// expects tells what must become of a claim that holds on a healthy cluster. An
// Assess is the one that must find the sabotage out.
func (s Sabotage) expects(id string) (verdict report.Verdict, assess string) {
	assess, concerned := s.Kills[id]
	if !concerned {
		assess, concerned = s.Further[id]
	}
	switch {
	case concerned && assess != "":
		return report.Fail, assess
	case concerned || slices.Contains(s.Errors, id):
		return report.Error, ""
	}
	return report.Pass, ""
}
