// Package sabotages is the catalogue of lies that the suite is proven with: one value
// for each way to break a cluster, a file per feature. It holds no more than the lies
// and how each is told; support/sabotage runs the suite under them.
package sabotages

import (
	"slices"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// byFeature has the lies about each feature. A lie about several stands with the one
// whose claims it kills.
var byFeature = map[claim.Feature][]sabotage.Sabotage{
	claim.Pod:         aboutPods,
	claim.Volume:      aboutVolumes,
	claim.ConfigMap:   aboutConfigMaps,
	claim.Secret:      aboutSecrets,
	claim.DownwardAPI: aboutDownwardAPI,
	claim.SubPath:     aboutSubPaths,
	claim.Image:       aboutImages,
	claim.PVC:         aboutPVCs,
	claim.InTree:      aboutInTree,
	claim.EmptyDir:    aboutEmptyDirs,
	claim.Fortune:     aboutFortune,
	claim.GitRepo:     aboutGitRepos,
	claim.Init:        aboutInit,
	claim.GitSync:     aboutGitSync,
	claim.Sidecar:     aboutSidecars,
	claim.HostPath:    aboutHostPaths,
	claim.Readiness:   aboutReadiness,
}

// All returns the catalogue: feature by feature in the order of claim.Features, each in
// the order of its file, and then what is about the cluster as a whole.
func All() []sabotage.Sabotage {
	var all []sabotage.Sabotage
	for _, feature := range claim.Features() {
		all = append(all, byFeature[feature]...)
	}
	return append(all, aboutCluster...)
}

// ByID finds a sabotage of the catalogue.
func ByID(id string) (sabotage.Sabotage, bool) {
	all := All()
	i := slices.IndexFunc(all, func(s sabotage.Sabotage) bool { return s.ID == id })
	if i < 0 {
		return sabotage.Sabotage{}, false
	}
	return all[i], true
}

// of narrows a rule to some Pods of one claim.
func of(c claim.Claim, pods ...string) mutation.Where {
	return mutation.Where{Claims: []string{c.ID}, Pods: pods}
}
