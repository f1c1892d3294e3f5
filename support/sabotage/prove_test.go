package sabotage

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/report"
)

// healthy writes the report of a run in which every claim holds.
func healthy(_ context.Context, run SuiteRun) error {
	written := report.Report{Schema: report.Schema, Suite: report.Suite}
	for _, id := range run.Claims {
		result := report.NewResult(claim.Claim{ID: id})
		result.Verdict = report.Pass
		written.Claims = append(written.Claims, result)
	}
	return written.Write(run.ReportDir)
}

func TestProveEndsWhereTheClusterIsNotMended(t *testing.T) {
	lost := errors.New("the node is gone")
	for name, site := range map[string]struct{ mend, ready error }{
		"the sabotage stays":        {mend: lost},
		"a node does not come back": {ready: lost},
	} {
		t.Run(name, func(t *testing.T) {
			var runs []string
			tried := func(id string) Sabotage {
				return Sabotage{ID: id, How: Node, Break: func(context.Context, held.Cluster) (*held.Changed, error) {
					runs = append(runs, id)
					return &held.Changed{Undo: func(context.Context) error { return site.mend }}, nil
				}}
			}
			runner := Runner{
				Dir: t.TempDir(), Suite: healthy, Log: t.Logf,
				Site: held.Cluster{Ready: func(context.Context, await.Timeouts) error { return site.ready }},
			}
			proof, err := runner.Prove(t.Context(), Plan{Sabotages: []Sabotage{tried("first"), tried("second")}})
			require.ErrorIs(t, err, errNotMended)
			require.ErrorIs(t, err, lost)
			assert.Equal(t, []string{"first"}, runs)
			require.Len(t, proof.Trials, 1)
			assert.Contains(t, proof.Trials[0].Problem, "the node is gone")
			assert.Nil(t, proof.Afterwards)
		})
	}
}

func TestProveRefusesAClaimThatNobodyKnows(t *testing.T) {
	plan := Plan{Sabotages: []Sabotage{{ID: "lie", Kills: map[string]string{"no-claim": "x"}}}}
	_, err := Runner{Suite: healthy, Log: t.Logf}.Prove(t.Context(), plan)
	require.ErrorContains(t, err, "no-claim")
}
