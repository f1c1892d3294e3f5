package habitat

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
)

// TestCatalogueAgreesWithRegister: what a habitat names is there, and nothing is
// listed without a word.
func TestCatalogueAgreesWithRegister(t *testing.T) {
	known := map[string]bool{ownID: true}
	for _, h := range All() {
		assert.Falsef(t, known[h.ID], "two habitats %s", h.ID)
		known[h.ID] = true
		assert.NotEmptyf(t, h.Is.En, h.ID)
		assert.NotEmptyf(t, h.Is.Ko, h.ID)
		for id, words := range h.NotApplicable {
			_, ok := claims.ByID(id)
			assert.Truef(t, ok, "%s names %s, which is no claim", h.ID, id)
			assert.NotEmptyf(t, words, "%s names no words for %s", h.ID, id)
			assert.NotContainsf(t, h.Fails, id, "%s lists %s twice", h.ID, id)
		}
		for id, why := range h.Fails {
			_, ok := claims.ByID(id)
			assert.Truef(t, ok, "%s names %s, which is no claim", h.ID, id)
			assert.NotEmptyf(t, why, "%s gives no reason for %s", h.ID, id)
		}
	}
}

// TestAGroundHasOneAnswer: habitats that share a cluster do not contradict each other.
func TestAGroundHasOneAnswer(t *testing.T) {
	for _, g := range grounds(All()) {
		visits, disks := 0, 0
		for _, h := range g {
			if len(h.Visits) > 0 {
				visits++
			}
			if len(h.Disks) > 0 {
				disks++
			}
			assert.Equalf(t, g[0].Minor, h.Minor, "%s and %s want two minors", g[0].ID, h.ID)
		}
		assert.LessOrEqualf(t, visits, 1, "habitats of ground %s with visits of their own", g[0].Ground)
		assert.LessOrEqualf(t, disks, 1, "habitats of ground %s with disks of their own", g[0].Ground)
	}
}

func TestGroundsMergeWhatTheirHabitatsAre(t *testing.T) {
	all := grounds([]Habitat{
		{ID: "a", Ground: "g", NotApplicable: map[string]string{"x": "no x"}, Kind: func(c *v1alpha4.Cluster) { c.Name += "a" }},
		{ID: "alone"},
		{ID: "b", Ground: "g", Fails: map[string]string{"y": "so"}, Kind: func(c *v1alpha4.Cluster) { c.Name += "b" }, Files: map[string]string{"f": "1"}},
		{ID: "alone-too"},
	})
	require.Len(t, all, 3)
	merged := all[0].merged()
	assert.Equal(t, "a+b", merged.ID)
	assert.Equal(t, map[string]string{"x": "no x"}, merged.NotApplicable)
	assert.Equal(t, map[string]string{"y": "so"}, merged.Fails)
	assert.Equal(t, map[string]string{"f": "1"}, merged.Files)
	var config v1alpha4.Cluster
	merged.Kind(&config)
	assert.Equal(t, "ab", config.Name)
	assert.Equal(t, "alone", all[1].merged().ID)
}

// TestShardsHaveEachHabitatOnce, and those of a ground together.
func TestShardsHaveEachHabitatOnce(t *testing.T) {
	seen := map[string]int{}
	for i := range 3 {
		grounds := map[string]bool{}
		for _, h := range Shard(All(), i+1, 3) {
			seen[h.ID]++
			grounds[h.Ground] = true
		}
		for ground := range grounds {
			if ground == "" {
				continue
			}
			for _, h := range All() {
				if h.Ground == ground {
					assert.Equalf(t, 1, seen[h.ID], "%s is apart from its ground", h.ID)
				}
			}
		}
	}
	for _, h := range All() {
		assert.Equalf(t, 1, seen[h.ID], h.ID)
	}
}

// TestDockerNeedsDocker, and where there is none says what brings it.
func TestDockerNeedsDocker(t *testing.T) {
	some, err := ByID([]string{"docker"})
	require.NoError(t, err)
	require.Len(t, some, 1)
	assert.Empty(t, some[0].Needs(Machine{Engine: "docker"}))
	assert.Contains(t, some[0].Needs(Machine{Engine: "podman"}), "scripts/docker-habitat.sh")
	require.Len(t, some[0].visits(), 1)
	assert.True(t, some[0].visits()[0].Whole)
	proven := slices.DeleteFunc(claims.All(), func(c claim.Claim) bool { return c.Unlied })
	assert.Len(t, some[0].visits()[0].due(), len(proven))
}

func TestByIDRefusesWhatItDoesNotKnow(t *testing.T) {
	_, err := ByID([]string{"crowded", "no-such"})
	require.ErrorContains(t, err, `unknown habitat "no-such"`)
	some, err := ByID([]string{"far", "crowded"})
	require.NoError(t, err)
	assert.Len(t, some, 2)
}

// TestObjectsNameImagesThatAreThere: no reference is left open.
func TestObjectsNameImagesThatAreThere(t *testing.T) {
	files, err := objectFiles.ReadDir("objects")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		text, err := readObjects(f.Name(), map[string]string{"shell": "registry.example/shell:1"})
		require.NoError(t, err)
		assert.NotContainsf(t, text, "$(", f.Name())
	}
}

func TestTheCrowdNeedsPoliciesThatMutate(t *testing.T) {
	assert.Empty(t, mutatesByPolicy(Machine{Kubernetes: "v1.36.3"}))
	assert.Contains(t, mutatesByPolicy(Machine{Kubernetes: "v1.35.4"}), "v1.35.4")
	assert.NotEmpty(t, mutatesByPolicy(Machine{}))
}
