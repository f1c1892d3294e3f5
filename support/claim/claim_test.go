package claim

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRegisterRefuses(t *testing.T) {
	good := Claim{
		ID: "some-claim", Feature: EmptyDir, Statement: Text{En: "It is so", Ko: "그렇다"},
		Source:   Source{Kind: Sentence, Section: "emptydir"},
		Standing: Holds, Speed: Ordinary, Disruption: NoDisruption,
	}
	require.NoError(t, good.validate())
	for name, spoil := range map[string]func(*Claim){
		"an ID of one word":        func(c *Claim) { c.ID = "claim" },
		"an ID in upper case":      func(c *Claim) { c.ID = "Some-Claim" },
		"an unknown feature":       func(c *Claim) { c.Feature = "cephfs" },
		"no Korean":                func(c *Claim) { c.Statement.Ko = "" },
		"no English":               func(c *Claim) { c.Statement.En = "" },
		"no section":               func(c *Claim) { c.Source.Section = "" },
		"an unknown kind":          func(c *Claim) { c.Source.Kind = "rumour" },
		"an unknown standing":      func(c *Claim) { c.Standing = "maybe"; c.Remark = Text{En: "a", Ko: "b"} },
		"wrong without a remark":   func(c *Claim) { c.Standing = Wrong },
		"a bound that is no minor": func(c *Claim) { c.Versions.Since = "latest" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			spoil(&bad)
			require.Error(t, bad.validate())
		})
	}
	assert.Panicsf(t, func() { register(All()[0]) }, "an ID that is taken")
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
	require.ErrorContains(t, CheckLabels(map[string][]string{"feature": {"emptyDir"}}), "the values are")
}

func TestMatches(t *testing.T) {
	for _, tc := range []struct {
		filter map[string][]string
		is     bool
	}{
		{nil, true},
		{map[string][]string{"feature": {"emptydir"}}, true},
		{map[string][]string{"feature": {"hostpath", "emptydir"}}, true},
		{map[string][]string{"feature": {"hostpath"}}, false},
		{map[string][]string{"feature": {"emptydir"}, "speed": {"slow"}}, false},
	} {
		assert.Equalf(t, tc.is, EmptyDirLostWithPod.Matches(tc.filter), "%v", tc.filter)
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
