package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

// What an earlier volconf wrote is read as a report of today's.
func TestReadOfSchema1(t *testing.T) {
	r, err := Read("testdata/report-schema1.json")
	require.NoErrorf(t, err, "reading")
	assert.Equal(t, Schema, r.Schema)
	assert.Equal(t, "r7f3c", r.Run.ID)
	require.Len(t, r.Claims, 4)
	dated := r.Claims[1]
	assert.Equal(t, "gitrepo-admitted-but-never-runs", dated.ID)
	assert.Equal(t, Fail, dated.Verdict)
	assert.Equal(t, claim.Dated, dated.Standing)
	assert.Equal(t, []string{"dated"}, dated.Labels["standing"])
	require.Len(t, dated.Sources, 1)
	home := dated.Sources[0]
	assert.Equal(t, claim.Article, home.Document)
	assert.Equal(t, "gitrepo-example", home.Section)
	assert.Equal(t, "245", home.Lines)
	assert.Equal(t, []string{"95e5658528a56fc1"}, home.Sentences)
	assert.Equal(t, claim.Dated, home.Standing)
	assert.Truef(t, home.Remark.Complete(), "the remark goes along")

	again := bytes.Buffer{}
	require.NoErrorf(t, r.WriteJSON(&again), "writing it anew")
	assert.NotContains(t, again.String(), `"source"`)
	read, err := decode(&again)
	require.NoErrorf(t, err, "reading it anew")
	assert.Equal(t, r, read)
}

func TestSchema1IsComparedWithToday(t *testing.T) {
	old, err := Read("testdata/report-schema1.json")
	require.NoErrorf(t, err, "reading")
	now := New(Run{ID: "now"})
	now.Cluster = &Cluster{Kubernetes: "v1.37.1", Engine: "podman 4.3.1"}
	mended := sampleResult("gitrepo-admitted-but-never-runs", claim.GitRepo, Pass)
	mended.Sources = append(mended.Sources, claim.Source{Document: "volumes", Section: "gitrepo", Standing: claim.Imprecise})
	now.Claims = []Result{mended}
	changes := map[string]Change{}
	for _, d := range Diff(old, now) {
		changes[d.Claim] = d.Change
	}
	assert.Equal(t, Mended, changes[mended.ID])
	assert.Equal(t, GoneClaim, changes["emptydir-lost-with-pod"])

	m, err := NewMatrix([]Input{{"old", old}, {"now", now}})
	require.NoErrorf(t, err, "making a matrix")
	earlier, err := ReadMatrix("testdata/matrix-schema1.json")
	require.NoErrorf(t, err, "reading a matrix")
	m.Against(earlier)
	for _, lang := range []Lang{English, Korean} {
		require.NoErrorf(t, m.WriteHTML(&bytes.Buffer{}, lang), "its page")
		require.NoErrorf(t, earlier.WriteHTML(&bytes.Buffer{}, lang), "the page of the old one")
	}
}
