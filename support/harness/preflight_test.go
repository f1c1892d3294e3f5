package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/preflight"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
)

func TestPreflightShowsWhatARunWouldConclude(t *testing.T) {
	r, _ := runOn(t)
	r.env.facts = cluster.Facts{Server: "v1.37.1", Nodes: []cluster.NodeFacts{
		{Name: "a", OS: "linux", Kubelet: "v1.37.1"}, {Name: "w", OS: "windows", Unfit: "its operating system is windows"},
	}}
	r.env.workers = []string{"a"}
	r.env.lacking[claim.Admits("gitRepo")] = "the policy's words"
	result := &preflight.Result{}
	r.showNodes(result)
	r.showClaims(result)

	assert.Len(t, result.Nodes, 2)
	assert.Nil(t, result.Nodes[0].Learned)
	reasons := map[string]string{}
	for _, n := range result.NotApplicable {
		reasons[n.ID] = n.Reason.En
	}
	assert.Equal(t, "the policy's words", reasons[claims.GitRepoDeprecatedWarning.ID])
	assert.Contains(t, reasons[claims.HostPathOtherNodeHasDifferentData.ID], "needs 2 nodes")
	assert.NotContains(t, reasons, claims.EmptyDirStartsEmpty.ID)
	assert.Equal(t, len(claims.All()), result.Selected)
	assert.Contains(t, result.OnlyNodesTell, claims.EmptyDirLostWithPod.ID)

	r.env.observed = true
	r.env.nodes = map[string]probe.NodeFacts{"a": {Places: map[string]string{claim.KubeletRoot: "/data"}, FileSystems: []string{"nfs4"}, Cgroups: 2}}
	result = &preflight.Result{}
	r.showNodes(result)
	r.showClaims(result)
	assert.Equal(t, &preflight.Places{Found: map[string]string{claim.KubeletRoot: "/data"}, CgroupVersion: 2, NFS: true}, result.Nodes[0].Learned)
	assert.Empty(t, result.OnlyNodesTell)
}

func TestPreflightExit(t *testing.T) {
	r, _ := runOn(t)
	assert.Equal(t, report.ExitHolds, r.preflightExit(&preflight.Result{}))
	assert.Equal(t, report.ExitEnvironment, r.preflightExit(&preflight.Result{Problem: "no node"}))
	r.problem(report.LeftOver, "namespace volconf-x is still there", "")
	assert.Equal(t, report.ExitLeftOvers, r.preflightExit(&preflight.Result{}))
}
