package claim

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func good() Claim {
	return Claim{
		ID: "some-claim", Feature: EmptyDir, Statement: Text{En: "It is so", Ko: "그렇다"},
		Sources: []Source{
			{Document: Article, Kind: Sentence, Section: "emptydir"},
			{Document: "volumes", Kind: Example, Section: "emptydir"},
		},
	}
}

func TestCompletedRefuses(t *testing.T) {
	_, err := good().Completed()
	require.NoError(t, err)
	for name, spoil := range map[string]func(*Claim){
		"an ID of one word":        func(c *Claim) { c.ID = "claim" },
		"an ID in upper case":      func(c *Claim) { c.ID = "Some-Claim" },
		"an unknown feature":       func(c *Claim) { c.Feature = "cephfs" },
		"no Korean":                func(c *Claim) { c.Statement.Ko = "" },
		"no English":               func(c *Claim) { c.Statement.En = "" },
		"no source":                func(c *Claim) { c.Sources = nil },
		"no section":               func(c *Claim) { c.Sources[0].Section = "" },
		"no document":              func(c *Claim) { c.Sources[1].Document = "" },
		"an unknown document":      func(c *Claim) { c.Sources[1].Document = "volume" },
		"an unknown kind":          func(c *Claim) { c.Sources[0].Kind = "rumour" },
		"an unknown standing":      func(c *Claim) { c.Sources[0].Standing = "maybe"; c.Sources[0].Remark = Text{En: "a", Ko: "b"} },
		"an unknown reach":         func(c *Claim) { c.Reach = "the-moon" },
		"wrong without a remark":   func(c *Claim) { c.Sources[1].Standing = Wrong },
		"one source twice":         func(c *Claim) { c.Sources[1] = c.Sources[0] },
		"a bound that is no minor": func(c *Claim) { c.Versions.Since = "latest" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := good()
			spoil(&bad)
			_, err := bad.Completed()
			require.Error(t, err)
		})
	}
}

func TestCompletedFillsIn(t *testing.T) {
	row := good()
	c, err := row.Completed()
	require.NoError(t, err)
	assert.Equal(t, Needs{Workers: 1, Level: Restricted}, c.Needs)
	assert.Equal(t, Ordinary, c.Speed)
	assert.Equal(t, EveryCluster, c.Reach)
	assert.Equal(t, Holds, c.Sources[1].Standing)
	assert.Emptyf(t, row.Sources[1].Standing, "the row stays as it is written")
	assert.Equalf(t, Article, c.Home().Document, "the first source is the home")
}

func TestStandingIsTheWorst(t *testing.T) {
	c := good()
	for _, tc := range []struct{ first, second, worst Standing }{
		{Holds, Holds, Holds},
		{Holds, Wrong, Wrong},
		{Dated, Imprecise, Dated},
		{Imprecise, Imprecise, Imprecise},
	} {
		c.Sources[0].Standing, c.Sources[1].Standing = tc.first, tc.second
		assert.Equalf(t, tc.worst, c.Standing(), "%s and %s", tc.first, tc.second)
	}
}

func TestReach(t *testing.T) {
	for name, tc := range map[string]struct {
		claim Claim
		want  Reach
	}{
		"nothing needed":            {Claim{}, EveryCluster},
		"what any cluster may have": {Claim{Needs: Needs{Level: Baseline, Capabilities: []string{DefaultStorageClass}}}, EveryCluster},
		"a look at a node":          {Claim{Needs: Needs{Capabilities: []string{NodeObserver}}}, NodeAccess},
		"a privileged Pod":          {Claim{Needs: Needs{Level: Privileged}}, NodeAccess},
		"a node that is disturbed":  {Claim{Disruption: NodeDisruption}, NodeAccess},
		"the kubelet's unit":        {Claim{Needs: Needs{Capabilities: []string{KubeletUnit, NodeObserver}}}, OneDistribution},
	} {
		assert.Equalf(t, tc.want, tc.claim.reach(), name)
	}
}

func TestDocument(t *testing.T) {
	d := Document{
		Sections: []Section{
			{Slug: "boxes", Title: Text{En: "Boxes", Ko: "상자"}, Units: []string{"a", "b"}},
			{Slug: "links", Units: []string{"b", "c"}, Reason: Text{En: "points elsewhere"}},
		},
		Reasoned: []Reasoned{{Reason: Text{En: "defines a word"}, Units: []string{"b"}}},
	}
	assert.Equal(t, "Boxes", d.SectionTitle("boxes").En)
	assert.Equalf(t, "links", d.SectionTitle("links").En, "a section without a title names itself")
	for hash, want := range map[string]string{"a": "", "b": "defines a word", "c": "points elsewhere", "d": ""} {
		reason, ok := d.Reason(hash)
		assert.Equalf(t, want, reason.En, hash)
		assert.Equalf(t, want != "", ok, hash)
	}
}

func TestSlugs(t *testing.T) {
	assert.Equal(t, Blog, Article.Collection())
	assert.Equal(t, K8sDocs, Slug("volumes").Collection())
	assert.Empty(t, Slug("no-such-page").Collection())
	seen := map[Slug]bool{}
	for _, slug := range Slugs() {
		assert.Falsef(t, seen[slug], "%s is there twice", slug)
		seen[slug] = true
	}
}

func TestRange(t *testing.T) {
	for _, tc := range []struct {
		r       Range
		version string
		in      bool
	}{
		{Range{}, "v1.37.1", true},
		{Range{Since: "1.33"}, "v1.33.13", true},
		{Range{Since: "1.33"}, "v1.32.2", false},
		{Range{Until: "1.32"}, "1.32", true},
		{Range{Until: "1.32"}, "v1.33.0-alpha.1", false},
		{Range{Since: "1.33", Until: "1.35"}, "v1.34.4-gke.100", true},
		{Range{Since: "1.33", Until: "1.35"}, "1.36+", false},
		{Range{Since: "1.9"}, "v1.37.1", true}, // numbers, not text
	} {
		in, err := tc.r.Contains(tc.version)
		require.NoError(t, err)
		assert.Equalf(t, tc.in, in, "%s in %s", tc.version, tc.r)
	}
	for _, version := range []string{"", "latest", "v2.0.1", "1", "1.x"} {
		_, err := Range{}.Contains(version)
		require.Errorf(t, err, version)
	}
}

func TestCheckLabels(t *testing.T) {
	require.NoError(t, CheckLabels(map[string][]string{"feature": {"emptydir", "hostpath"}, "speed": {"slow"}}))
	require.ErrorContains(t, CheckLabels(map[string][]string{"volume": {"emptydir"}}), "the keys are")
	require.NoError(t, CheckLabels(map[string][]string{"document": {"volumes"}, "collection": {"k8s-docs"}, "reach": {"node-access"}}))
	require.ErrorContains(t, CheckLabels(map[string][]string{"feature": {"emptyDir"}}), "the values are")
	require.ErrorContains(t, CheckLabels(map[string][]string{"document": {"volumes.md"}}), "the values are")
}

// TestFormerFeaturesAreRefused: who filters by a value of old is told where its claims are.
func TestFormerFeaturesAreRefused(t *testing.T) {
	for former, now := range map[string]string{
		"podfs": "pod",
		"types": "configmap, secret, downwardapi, subpath, image, pvc, nfs, intree, emptydir, hostpath, gitrepo",
	} {
		err := CheckLabels(map[string][]string{"feature": {"emptydir", former}})
		require.EqualErrorf(t, err, `the value "`+former+`" of label feature is gone; its claims are in `+now, former)
		assert.NotContainsf(t, words(Features()), former, "a value that is refused")
	}
	require.ErrorContainsf(t, CheckLabels(map[string][]string{"document": {"types"}}), "the values are", "only a feature was ever called so")
}

func TestMatches(t *testing.T) {
	c, err := good().Completed()
	require.NoError(t, err)
	for _, tc := range []struct {
		filter map[string][]string
		is     bool
	}{
		{nil, true},
		{map[string][]string{"feature": {"emptydir"}}, true},
		{map[string][]string{"feature": {"hostpath", "emptydir"}}, true},
		{map[string][]string{"feature": {"hostpath"}}, false},
		{map[string][]string{"feature": {"emptydir"}, "speed": {"slow"}}, false},
		{map[string][]string{"document": {"volumes"}}, true},
		{map[string][]string{"document": {"blog-ko"}}, true},
		{map[string][]string{"document": {"secret"}}, false},
		{map[string][]string{"document": {"secret", "volumes"}, "kind": {"example"}}, true},
		{map[string][]string{"collection": {"k8s-docs"}, "kind": {"figure"}}, false},
		{map[string][]string{"reach": {"every-cluster"}}, true},
	} {
		assert.Equalf(t, tc.is, c.Matches(tc.filter), "%v", tc.filter)
	}
}

func TestTestName(t *testing.T) {
	for id, want := range map[string]string{
		"emptydir-lost-with-pod":         "TestEmptyDirLostWithPod",
		"gitsync-needs-its-own-root":     "TestGitSyncNeedsItsOwnRoot",
		"readonly-mount-rejects-writes":  "TestReadOnlyMountRejectsWrites",
		"private-repo-ssh-sidecar-works": "TestPrivateRepoSSHSidecarWorks",
	} {
		assert.Equal(t, want, Claim{ID: id}.TestName())
	}
}
