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
func TestBatches(t *testing.T) {
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
	for _, b := range batches(all) {
		var ids []string
		for _, s := range b {
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

	merged := batches(all)[0].merged()
	assert.Equal(t, map[string]string{
		one.ID: "x", two.ID: "x", claims.EmptyDirMode0777.ID: "x", claims.GitRepoGateLocked.ID: "x", claims.GitContentNotAutoSynced.ID: "x",
		claims.HostPathTypeChecks.ID: "x",
	}, merged.Kills)
	assert.Len(t, merged.Rules, 2)
	assert.Equal(t, []string{"false", "true"}, strings.Fields(merged.Runc))
	_, err := merged.Break(t.Context(), held.Cluster{})
	require.NoError(t, err)
	assert.Equal(t, []string{"a node", "another"}, broken)
	assert.Equal(t, ItsClaims, merged.reach())
	assert.True(t, batches(all)[0].leaveTo(all[0], two.ID))
	assert.False(t, batches(all)[0].leaveTo(all[0], one.ID))
}

// No batch of the catalogue judges one claim twice.
func TestBatchesOfTheCatalogue(t *testing.T) {
	n := 0
	for _, b := range batches(All()) {
		concerned := map[string]bool{}
		for _, s := range b {
			n++
			for _, id := range s.Concerns() {
				assert.Falsef(t, concerned[id], "%s in two sabotages of one batch", id)
				concerned[id] = true
			}
		}
	}
	assert.Len(t, All(), n)
}

// TestOnlyWhatKeepsToItsRunIsTriedBesideOthers: a lie on a node, or a claim that
// disturbs one, would reach the other lanes.
func TestOnlyWhatKeepsToItsRunIsTriedBesideOthers(t *testing.T) {
	plan := Plan{Sabotages: All()}
	beside, alone := plan.sorted()
	require.NotEmpty(t, beside)
	assert.Positivef(t, beside[0].merged().Slow, "what takes longest begins first")
	for _, together := range beside {
		for _, s := range together {
			assert.GreaterOrEqualf(t, s.reach(), ItsRun, s.ID)
		}
		for _, id := range plan.claimsOf(together.merged()) {
			c, _ := claims.ByID(id)
			assert.Equalf(t, claim.NoDisruption, c.Disruption, id)
		}
	}
	count := 0
	for _, together := range append(beside, alone...) {
		count += len(together)
	}
	assert.Len(t, All(), count)
	plan.Full = true
	beside, _ = plan.sorted()
	assert.Emptyf(t, beside, "every claim, and so those that disturb a node, is in each run")
}

func TestTrialsKeepTheOrderOfTheSabotages(t *testing.T) {
	order := []Sabotage{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	proof := &Proof{}
	proof.add(order, []Trial{{Sabotage: "c"}})
	proof.add(order, []Trial{{Sabotage: "a"}, {Sabotage: "b"}})
	assert.Equal(t, []Trial{{Sabotage: "a"}, {Sabotage: "b"}, {Sabotage: "c"}}, proof.Trials)
}
