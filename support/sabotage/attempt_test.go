package sabotage

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

// Sabotages may share a run of the suite only if none can reach the claims of
// another.
func TestSabotagesThatAreTriedTogether(t *testing.T) {
	about := func(id, concerned string, where mutation.Where) Sabotage {
		return Sabotage{ID: id, How: Admission, Kills: map[string]string{concerned: "x"}, Rules: []mutation.Rule{{Where: where, Writable: true}}}
	}
	of := func(id string) mutation.Where { return mutation.Where{Claims: []string{id}} }
	const one, two = "claim-one", "claim-two"
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
		{ID: "also-before-runc", How: Node, Runc: "false", Reach: ItsClaims, Kills: map[string]string{"claim-three": "x"}},
		about("the-same-claim", one, of(one)),
		about("another's-claim", "claim-four", of(one)),
		{ID: "on-nodes", How: Node, Break: breaks("all nodes")},
		{ID: "before-runc", How: Node, Runc: "true", Reach: ItsClaims, Kills: map[string]string{"claim-five": "x"}},
		{ID: "narrow-on-nodes", How: Node, Break: breaks("a node"), Reach: ItsClaims, Kills: map[string]string{"claim-six": "x"}},
		{ID: "so-is-this", How: Node, Break: breaks("another"), Reach: ItsClaims, Kills: map[string]string{"claim-seven": "x"}},
		{ID: "its-run", How: Node, Runc: "true", Reach: ItsRun, Kills: map[string]string{"claim-eight": "x"}},
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
	assert.True(t, first.leaves(all[0], two))
	assert.False(t, first.leaves(all[0], one))
}

// register is one of made-up claims.
func register() []claim.Claim {
	return []claim.Claim{
		{ID: "pod-slow", Feature: claim.Pod, Speed: claim.Slow},
		{ID: "pod-quick", Feature: claim.Pod},
		{ID: "pod-other", Feature: claim.Pod},
		{ID: "gitsync-watches", Feature: claim.GitSync, WatchesLong: true},
		{ID: "gitsync-quick", Feature: claim.GitSync},
		{ID: "hostpath-disturbs", Feature: claim.HostPath, Disruption: claim.NodeDisruption},
		{ID: "subpath-slow", Feature: claim.SubPath, Speed: claim.Slow},
	}
}

func TestClaimsUnderSabotages(t *testing.T) {
	kills := Sabotage{Kills: map[string]string{"gitsync-watches": "x"}, Further: map[string]string{"pod-other": "x"}}
	errs := Sabotage{Errors: []string{"hostpath-disturbs"}}
	for name, tt := range map[string]struct {
		plan  Plan
		under []Sabotage
		want  []string
	}{
		"what it concerns and the sample":                {Plan{}, []Sabotage{kills}, []string{"gitsync-watches", "pod-quick"}},
		"of two together":                                {Plan{}, []Sabotage{kills, errs}, []string{"gitsync-watches", "hostpath-disturbs", "pod-quick"}},
		"only chosen ones":                               {Plan{Claims: []string{"gitsync-watches"}}, []Sabotage{kills, errs}, []string{"gitsync-watches"}},
		"a full run, further ones first":                 {Plan{Full: true}, []Sabotage{kills}, []string{"gitsync-watches", "pod-other", "gitsync-quick", "hostpath-disturbs", "pod-quick"}},
		"where all is slow, a quick one of each feature": {Plan{}, []Sabotage{{How: Timing}}, []string{"gitsync-quick", "hostpath-disturbs", "pod-quick"}},
	} {
		t.Run(name, func(t *testing.T) {
			tt.plan.Register, tt.plan.Sample = register(), []string{"pod-quick"}
			assert.Equal(t, tt.want, tt.plan.claimsUnder(tt.under))
		})
	}
}

// TestWhatDisturbsANodeIsTriedAlone: nothing may be tried beside it.
func TestWhatDisturbsANodeIsTriedAlone(t *testing.T) {
	narrow := func(id string) Sabotage {
		return Sabotage{ID: "lie-about-" + id, Kills: map[string]string{id: "x"}, Rules: []mutation.Rule{{Writable: true}}}
	}
	plan := Plan{Sabotages: []Sabotage{narrow("hostpath-disturbs"), narrow("gitsync-quick")}, Register: register()}
	attempts := plan.attempts()
	require.Len(t, attempts, 2)
	assert.Equal(t, []string{"gitsync-quick"}, attempts[0].claims)
	assert.True(t, attempts[0].beside)
	assert.False(t, attempts[1].beside)
}

func TestSparedClaimsAreToldToTheWebhook(t *testing.T) {
	plan := Plan{Sabotages: []Sabotage{{ID: "lie", Rules: []mutation.Rule{{Writable: true}}}}, Spared: []string{"hostpath-disturbs"}}
	told := plan.attempts()[0].told(held.Cluster{Images: map[string]string{"shell": "shell:1"}, Workers: []string{"worker"}})
	assert.Equal(t, mutation.Set{
		ID: "lie", Helper: "shell:1", Images: map[string]string{"shell": "shell:1"}, Relax: true,
		Spare: []string{"hostpath-disturbs"}, Nodes: []string{"worker"}, Rules: []mutation.Rule{{Writable: true}},
	}, told)
}

func TestTrialsKeepTheOrderOfTheSabotages(t *testing.T) {
	order := []Sabotage{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	proof := &Proof{}
	proof.add(order, []Trial{{Sabotage: "c"}})
	proof.add(order, []Trial{{Sabotage: "a"}, {Sabotage: "b"}})
	assert.Equal(t, []Trial{{Sabotage: "a"}, {Sabotage: "b"}, {Sabotage: "c"}}, proof.Trials)
}
