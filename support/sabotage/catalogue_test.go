package sabotage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/sabotage"
	"github.com/volconf/volconf/support/sabotages"
)

// whole is the plan of the whole catalogue.
func whole() sabotage.Plan {
	return sabotage.Plan{Sabotages: sabotages.All(), Register: claims.All(), Sample: sabotages.Sample(), Spared: sabotages.Spared()}
}

// No attempt at the catalogue judges one claim twice.
func TestAttemptsAtTheCatalogue(t *testing.T) {
	n := 0
	for _, a := range whole().Attempts() {
		concerned := map[string]bool{}
		for _, s := range a.Sabotages {
			n++
			for _, id := range s.Concerns() {
				assert.Falsef(t, concerned[id], "%s in two sabotages of one attempt", id)
				concerned[id] = true
			}
		}
	}
	assert.Len(t, sabotages.All(), n)
}

// TestOnlyWhatKeepsToItsRunIsTriedBesideOthers: a lie on a node, or a claim that
// disturbs one, would reach the other lanes.
func TestOnlyWhatKeepsToItsRunIsTriedBesideOthers(t *testing.T) {
	attempts := whole().Attempts()
	require.True(t, attempts[0].Beside)
	assert.Positivef(t, attempts[0].Slow, "what takes longest begins first")
	count, alone := 0, false
	for _, a := range attempts {
		count += len(a.Sabotages)
		if !a.Beside {
			alone = true
			continue
		}
		assert.Falsef(t, alone, "%s comes after what is tried alone", a.ID)
		assert.GreaterOrEqualf(t, a.Reach, sabotage.ItsRun, a.ID)
		assert.Falsef(t, slices.ContainsFunc(a.Claims, disturbs), a.ID)
	}
	assert.True(t, alone)
	assert.Len(t, sabotages.All(), count)
	full := whole()
	full.Full = true
	for _, a := range full.Attempts() {
		assert.Falsef(t, a.Beside, "every claim, and so those that disturb a node, is run with %s", a.ID)
	}
}

func disturbs(id string) bool {
	c, _ := claims.ByID(id)
	return c.Disruption == claim.NodeDisruption
}

// TestWhatIsOnlySlowIsTriedWithEveryFeature that has a claim which is not slow itself.
func TestWhatIsOnlySlowIsTriedWithEveryFeature(t *testing.T) {
	want := map[claim.Feature]bool{}
	for _, c := range claims.All() {
		if c.Speed != claim.Slow && !c.WatchesLong {
			want[c.Feature] = true
		}
	}
	for _, a := range whole().Attempts() {
		if a.Sabotages[0].How != sabotage.Timing {
			continue
		}
		got := map[claim.Feature]bool{}
		for _, id := range a.Claims {
			c, _ := claims.ByID(id)
			got[c.Feature] = true
			assert.NotEqualf(t, claims.GitContentNotAutoSynced.ID, id, "%s is run with a claim that watches for long", a.ID)
		}
		assert.Equalf(t, want, got, "%s", a.ID)
	}
}
