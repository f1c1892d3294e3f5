package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/claim"
)

func TestCountsByReach(t *testing.T) {
	r := New(Run{ID: "x"})
	for _, c := range []struct {
		id      string
		reach   claim.Reach
		verdict Verdict
	}{
		{"a-a", claim.EveryCluster, Pass},
		{"b-b", claim.EveryCluster, Fail},
		{"c-c", claim.OneDistribution, NotApplicable},
		{"d-d", "", Pass}, // of a report that knew of no reach
	} {
		result := sampleResult(c.id, claim.EmptyDir, c.verdict)
		result.Reach, result.Reason = c.reach, Same("a reason")
		r.Claims = append(r.Claims, result)
	}
	r.Exit = r.Conclude()
	assert.Equal(t, []reachCount{
		{claim.EveryCluster, Counts{Pass: 1, Fail: 1}},
		{claim.OneDistribution, Counts{NotApplicable: 1}},
	}, r.reaches())
	var page, markdown bytes.Buffer
	require.NoErrorf(t, r.WriteHTML(&page, English, nil), "writing the page")
	require.NoErrorf(t, r.WriteMarkdown(&markdown, English), "writing Markdown")
	assert.Contains(t, markdown.String(), "| every cluster | 1 | 0 | 1 | 0 | 0 |\n| one distribution | 0 | 0 | 0 | 1 | 0 |\n")
	assert.Contains(t, page.String(), `<h2 id="reach">`)
}
