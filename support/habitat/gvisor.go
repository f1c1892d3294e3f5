package habitat

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	nodev1 "k8s.io/api/node/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
)

// gvisor is the habitat of nodes whose Pods have a kernel of their own.
func gvisor() Habitat {
	return Habitat{
		ID: "gvisor",
		Is: claim.Text{
			En: "gVisor is the default runtime of the workers, and there is a RuntimeClass for it; it is told to ignore control groups",
			Ko: "워커의 기본 런타임이 gVisor이고 RuntimeClass도 있다. 컨트롤 그룹은 무시하도록 설정되어 있다",
		},
		Programs: []string{"gvisor"},
		Kind: func(config *v1alpha4.Cluster) {
			config.ContainerdConfigPatches = append(config.ContainerdConfigPatches, runsc)
		},
		Files: map[string]string{"runsc.toml": "[runsc_config]\nignore-cgroups = \"true\"\n"},
		Enter: runscByDefault,
		NotApplicable: map[string]string{
			claims.EmptyDirMemoryMediumCountsAgainstMemory.ID:        "keeps Pods out of their control groups",
			claims.EmptyDirSingleContainerScratchLargerThanMemory.ID: "keeps Pods out of their control groups",
			claims.PodContainersShareCompute.ID:                      "keeps Pods out of their control groups",
			claims.FortuneServedThroughPortForward.ID:                "port-forward",
			// The observer has that kernel too, and it connects to no socket of the node.
			claims.HostPathExposesPrivilegedInterfaces.ID: "a container runtime's socket that takes connections",
		},
		Fails: map[string]string{
			claims.PodLevelLimitIsOneBudget.ID: "the runtime is told to ignore control groups: nothing holds the Pod to its limit",
		},
		// A Pod there costs several times what it costs elsewhere: fewer claims at once.
		Visits: []Visit{{Exit: 1, Flags: []string{"-parallel=4"}}},
	}
}

// runsc makes gVisor known to containerd (gvisor.dev, containerd configuration).
const runsc = `[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runsc]
  runtime_type = "io.containerd.runsc.v1"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runsc.options]
  TypeUrl = "io.containerd.runsc.v1.options"
  ConfigPath = "` + FilesAt + `/runsc.toml"
`

// runscByDefault has the workers run what names no RuntimeClass with gVisor, and
// makes a RuntimeClass. Pods that run stay what they are.
func runscByDefault(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	const restart = `cp "$1"/* /usr/local/bin/
sed -i 's/default_runtime_name = .*/default_runtime_name = "runsc"/' /etc/containerd/config.toml
systemctl restart containerd`
	if err := c.Everywhere(ctx, restart, ProgramsAt+"/gvisor"); err != nil {
		return nil, err
	}
	class := &nodev1.RuntimeClass{ObjectMeta: metav1.ObjectMeta{Name: "gvisor"}, Handler: "runsc"}
	if _, err := c.Kube.NodeV1().RuntimeClasses().Create(ctx, class, metav1.CreateOptions{}); err != nil {
		return nil, fmt.Errorf("making a RuntimeClass: %w", err)
	}
	err := await.For(ctx, "the nodes to tell their runtime again", await.Default().NodesReady, func(ctx context.Context) (bool, string, error) {
		nodes, err := c.Kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
		if err != nil {
			return false, "", err
		}
		silent := withoutRuntime(nodes.Items)
		return len(silent) == 0, "not yet: " + strings.Join(silent, ", "), nil
	})
	if err != nil {
		return nil, err
	}
	undo := func(ctx context.Context) error {
		return c.Kube.NodeV1().RuntimeClasses().Delete(ctx, class.Name, metav1.DeleteOptions{})
	}
	return &held.Changed{Undo: undo}, c.Ready(ctx, await.Default())
}

// withoutRuntime names the nodes whose kubelet has not heard of its runtime since that
// was started anew: it says Unknown then.
func withoutRuntime(nodes []corev1.Node) []string {
	var silent []string
	for i := range nodes {
		if strings.Contains(nodes[i].Status.NodeInfo.ContainerRuntimeVersion, "Unknown") {
			silent = append(silent, nodes[i].Name)
		}
	}
	return silent
}
