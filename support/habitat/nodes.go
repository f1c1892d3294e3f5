package habitat

import (
	"slices"

	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/claim"
)

// nodes are the habitats whose nodes are other ones.
func nodes() []Habitat {
	return []Habitat{
		rootElsewhere(),
		mixedNodes(),
		gvisor(),
		{
			ID: "disks", Ground: "disks",
			Is: claim.Text{
				En: "The kubelets' folders are on xfs, on btrfs and in memory",
				Ko: "kubelet의 폴더가 xfs, btrfs, 메모리에 있다",
			},
			Kind:  func(config *v1alpha4.Cluster) { addWorkers(config, 1) },
			Disks: []string{"xfs", "btrfs", "tmpfs"},
			Needs: func(m Machine) string {
				for _, fileSystem := range []string{"xfs", "btrfs"} {
					if !slices.Contains(m.FileSystems, fileSystem) {
						return "the kernel has no " + fileSystem
					}
				}
				return ""
			},
		},
		{
			ID: "skew", Ground: "older",
			Is: claim.Text{
				En: "The kubelets are one and two minors older than the API server",
				Ko: "kubelet이 API 서버보다 한두 마이너 버전 오래되었다",
			},
			Kind: func(config *v1alpha4.Cluster) { olderWorkers(config, "1.36", "1.35") },
		},
		{
			ID: "no-system-pods", Ground: "moved",
			Is: claim.Text{
				En: "No Pod of kube-system has a folder of its node: what the cluster runs is in a namespace of another name",
				Ko: "kube-system의 어떤 파드도 노드의 폴더를 갖지 않는다: 클러스터가 실행하는 것은 다른 이름의 네임스페이스에 있다",
			},
			Enter: platform,
		},
	}
}

// addWorkers adds workers like those that are there.
func addWorkers(config *v1alpha4.Cluster, count int) {
	for range count {
		config.Nodes = append(config.Nodes, v1alpha4.Node{Role: v1alpha4.WorkerRole})
	}
}

// minorImage marks an image of a kind configuration as that of a Kubernetes minor.
const minorImage = "minor:"

// olderWorkers gives the workers the node images of other minors, in turn.
func olderWorkers(config *v1alpha4.Cluster, minors ...string) {
	next := 0
	for i := range config.Nodes {
		if config.Nodes[i].Role == v1alpha4.WorkerRole && next < len(minors) {
			config.Nodes[i].Image = minorImage + minors[next]
			next++
		}
	}
}
