package sabotage

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// Sabotages may share a run of the suite only if none can reach the claims of
// another.
func TestSabotagesThatAreTriedTogether(t *testing.T) {
	about := func(id string, concerned claim.Claim, where mutation.Where) Sabotage {
		return Sabotage{ID: id, How: Admission, Kills: map[string]string{concerned.ID: "x"}, Rules: []mutation.Rule{{Where: where, Writable: true}}}
	}
	one, two := claims.EmptyDirLostWithPod, claims.EmptyDirStartsEmpty
	var broken []string
	breaks := func(what string) held.Change {
		return func(context.Context, held.Cluster) (*held.Changed, error) {
			broken = append(broken, what)
			return &held.Changed{Undo: func(context.Context) error { return nil }}, nil
		}
	}
	all := []Sabotage{
		about("narrow", one, of(one)),
		about("broad", two, mutation.Where{}),
		about("also-narrow", two, of(two)),
		{ID: "also-before-runc", How: Node, Runc: "false", Reach: ItsClaims, Kills: map[string]string{claims.GitContentNotAutoSynced.ID: "x"}},
		about("the-same-claim", one, of(one)),
		about("another's-claim", claims.InitRunsInOrder, of(one)),
		{ID: "on-nodes", How: Node, Break: oneDisk},
		{ID: "before-runc", How: Node, Runc: "true", Reach: ItsClaims, Kills: map[string]string{claims.EmptyDirMode0777.ID: "x"}},
		{ID: "narrow-on-nodes", How: Node, Break: breaks("a node"), Reach: ItsClaims, Kills: map[string]string{claims.GitRepoGateLocked.ID: "x"}},
		{ID: "so-is-this", How: Node, Break: breaks("another"), Reach: ItsClaims, Kills: map[string]string{claims.HostPathTypeChecks.ID: "x"}},
		{ID: "its-run", How: Node, Runc: "true", Reach: ItsRun, Kills: map[string]string{claims.EmptyDirSharedWithinPod.ID: "x"}},
	}
	var got [][]string
	for _, together := range grouped(all) {
		var ids []string
		for _, s := range together {
			ids = append(ids, s.ID)
		}
		got = append(got, ids)
	}
	assert.Equal(t, [][]string{
		{"narrow", "also-narrow", "also-before-runc", "before-runc", "narrow-on-nodes", "so-is-this"},
		{"broad"},
		{"the-same-claim"},
		{"another's-claim"},
		{"on-nodes"},
		{"its-run"},
	}, got)

	first := attempt{sabotages: grouped(all)[0]}
	assert.Len(t, first.rules(), 2)
	assert.Equal(t, []string{"false", "true"}, strings.Fields(first.runc()))
	_, err := held.All(first.breaks()...)(t.Context(), held.Cluster{})
	require.NoError(t, err)
	assert.Equal(t, []string{"a node", "another"}, broken)
	assert.Equal(t, ItsClaims, first.reach())
	assert.Equal(t, Everybody, attempt{sabotages: []Sabotage{all[0], all[6]}}.reach())
	assert.True(t, first.leaves(all[0], two.ID))
	assert.False(t, first.leaves(all[0], one.ID))
}

// No attempt at the catalogue judges one claim twice.
func TestAttemptsAtTheCatalogue(t *testing.T) {
	n := 0
	for _, together := range grouped(All()) {
		concerned := map[string]bool{}
		for _, s := range together {
			n++
			for _, id := range s.Concerns() {
				assert.Falsef(t, concerned[id], "%s in two sabotages of one attempt", id)
				concerned[id] = true
			}
		}
	}
	assert.Len(t, All(), n)
}

// TestOnlyWhatKeepsToItsRunIsTriedBesideOthers: a lie on a node, or a claim that
// disturbs one, would reach the other lanes.
func TestOnlyWhatKeepsToItsRunIsTriedBesideOthers(t *testing.T) {
	attempts := Plan{Sabotages: All()}.attempts()
	require.True(t, attempts[0].beside)
	assert.Positivef(t, attempts[0].slow(), "what takes longest begins first")
	count, alone := 0, false
	for _, a := range attempts {
		count += len(a.sabotages)
		if !a.beside {
			alone = true
			continue
		}
		assert.Falsef(t, alone, "%s comes after what is tried alone", a.id)
		assert.GreaterOrEqualf(t, a.reach(), ItsRun, a.id)
		assert.Falsef(t, disturb(a.claims), a.id)
	}
	assert.True(t, alone)
	assert.Len(t, All(), count)
	for _, a := range (Plan{Sabotages: All(), Full: true}).attempts() {
		assert.Falsef(t, a.beside, "every claim, and so those that disturb a node, is run with %s", a.id)
	}
}

func TestClaimsUnderSabotages(t *testing.T) {
	one, two := claims.InitRunsInOrder.ID, claims.GitRepoGateLocked.ID
	kills := Sabotage{Kills: map[string]string{one: "x"}, Further: map[string]string{two: "x"}}
	errs := Sabotage{Errors: []string{claims.HostPathTypeChecks.ID}}
	for name, tt := range map[string]struct {
		plan  Plan
		under []Sabotage
		first []string
		count int
	}{
		"what it concerns and the sample": {Plan{}, []Sabotage{kills}, []string{one}, 1 + len(Sample())},
		"of two together":                 {Plan{}, []Sabotage{kills, errs}, []string{claims.HostPathTypeChecks.ID, one}, 2 + len(Sample())},
		"only chosen ones":                {Plan{Claims: []string{one}}, []Sabotage{kills, errs}, []string{one}, 1},
		"a full run, further ones first":  {Plan{Full: true}, []Sabotage{kills}, []string{one, two}, len(idsOf(func(c claim.Claim) bool { return c.Speed != claim.Slow }))},
	} {
		t.Run(name, func(t *testing.T) {
			got := tt.plan.claimsUnder(tt.under)
			assert.Equal(t, tt.first, got[:len(tt.first)])
			assert.Len(t, got, tt.count)
		})
	}
	features := map[claim.Feature]bool{}
	for _, id := range (Plan{}).claimsUnder([]Sabotage{{How: Timing}}) {
		c, _ := claims.ByID(id)
		features[c.Feature] = true
	}
	assert.Lenf(t, features, len(claim.Features())-1, "all but subpath, whose one claim is slow")
}

func TestTrialsKeepTheOrderOfTheSabotages(t *testing.T) {
	order := []Sabotage{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	proof := &Proof{}
	proof.add(order, []Trial{{Sabotage: "c"}})
	proof.add(order, []Trial{{Sabotage: "a"}, {Sabotage: "b"}})
	assert.Equal(t, []Trial{{Sabotage: "a"}, {Sabotage: "b"}, {Sabotage: "c"}}, proof.Trials)
}
