package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
)

func TestWhatAClusterLacks(t *testing.T) {
	runtime := func(version string) []cluster.NodeFacts { return []cluster.NodeFacts{{Name: "n", Runtime: version}} }
	server := map[string]string{"nfs-server": "x"}
	for name, has := range map[string]string{
		"images in containerd":    withoutImageVolumes(runtime("containerd://2.1.0")),
		"images in a later major": withoutImageVolumes(runtime("containerd://3.0.0")),
		"images elsewhere":        withoutImageVolumes(runtime("cri-o://1.33.0")),
		"a StorageClass":          withoutStorageClass("standard"),
		"NFS":                     withoutNFS("n", []string{"ext4", "nfs4"}, server),
	} {
		assert.Emptyf(t, has, name)
	}
	for name, lacks := range map[string]string{
		"images in 1.7":        withoutImageVolumes(runtime("containerd://1.7.24")),
		"images in 2.0":        withoutImageVolumes(runtime("containerd://2.0.11")),
		"a StorageClass":       withoutStorageClass(""),
		"an NFS client":        withoutNFS("n", []string{"ext4", "nfsd"}, server),
		"an image of a server": withoutNFS("n", []string{"nfs"}, nil),
	} {
		assert.NotEmptyf(t, lacks, name)
	}
}

func TestAPolicyAgainstGitRepoTellsNothingOfItsDriver(t *testing.T) {
	lacking := func(off *bool) map[string]string {
		found := map[string]string{}
		lackGitRepo(off, func(capability, why string) { found[capability] = why })
		return found
	}
	assert.Empty(t, lacking(nil))
	assert.Contains(t, lacking(new(true))[claim.GitRepoVolumes], "disabled")
	assert.NotContains(t, lacking(new(true)), claim.GitRepoDriverOff)
	assert.Contains(t, lacking(new(false))[claim.GitRepoDriverOff], "enabled")
}
