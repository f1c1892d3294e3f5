package cluster

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/util/version"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

//go:generate cp ../../kind-config.yaml kind-config.yaml

//go:embed kind-config.yaml
var defaultConfig []byte

// DefaultConfig is kind-config.yaml from the top of the repository.
func DefaultConfig() []byte { return bytes.Clone(defaultConfig) }

// patch is one change to the kind configuration that a lack of the host, or an
// image that is not what kubeadm expects, makes necessary, or that saves a wait.
type patch struct {
	reason     string // one line for the log; empty where the patch before it says it
	kubeadm    string // a merge patch, matched by its kind
	json6902   []v1alpha4.PatchJSON6902
	containerd string
	gates      map[string]bool
}

// The first minor whose kubelet does not start on cgroup v1 unless it is told
// to (failCgroupV1, KEP-5573).
const failsOnCgroupV1 = "1.35"

// patches lists what must be changed for this host and node image. What other
// images the nodes have on top is in mixed: a patch that such a node may need is
// given to all, and what says something of the image to a control plane of that
// image alone. Every kubelet that we know of takes failCgroupV1, which came with 1.31
// (k8s.io/kubelet/config/v1beta1).
func patches(host Host, image NodeImage, mixed imageMix) ([]patch, error) {
	var needed []patch
	if host.CgroupV1 {
		kubernetes, err := version.ParseGeneric(image.Kubernetes)
		if err != nil {
			return nil, fmt.Errorf("version of the node image %s: %w", image.Image, err)
		}
		if mixed.any || kubernetes.AtLeast(version.MustParseGeneric(failsOnCgroupV1)) {
			needed = append(needed, patch{
				reason:  "the host has cgroup v1: the kubelet is told to start all the same (failCgroupV1: false)",
				kubeadm: "kind: KubeletConfiguration\nfailCgroupV1: false\n",
			})
		}
		// By way of systemd, runc freezes a control group before each change of it
		// (opencontainers/cgroups systemd/v1.go). On a busy machine that fails now and
		// then, and the container is not started: "unable to freeze" (seen).
		needed = append(needed, patch{
			reason:     "the host has cgroup v1: the nodes make control groups themselves and do not ask systemd (cgroupDriver: cgroupfs)",
			kubeadm:    "kind: KubeletConfiguration\ncgroupDriver: cgroupfs\n",
			containerd: "[plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.runc.options]\n  SystemdCgroup = false\n",
		})
	}
	if !host.SysResource {
		needed = append(needed, patch{
			reason:     "the host withholds CAP_SYS_RESOURCE: containerd is told not to lower oom_score_adj (restrict_oom_score_adj)",
			containerd: "[plugins.\"io.containerd.grpc.v1.cri\"]\n  restrict_oom_score_adj = true\n",
		})
	}
	if tags := imageTags(image); tags != "" && !mixed.controlPlane {
		needed = append(needed, patch{
			reason:  fmt.Sprintf("the node image holds versions that kubeadm does not expect: it is told (etcd %s, CoreDNS %s)", orDefault(image.EtcdTag), orDefault(image.CoreDNSTag)),
			kubeadm: tags,
		})
	}
	if len(image.FeatureGates) > 0 {
		needed = append(needed, patch{
			reason: fmt.Sprintf("the node image asks for feature gates: %v", image.FeatureGates),
			gates:  image.FeatureGates,
		})
	}
	if image.FitsHost && !mixed.any {
		leaveContainerd(needed)
	}
	return needed, nil
}

// leaveContainerd takes out what the nodes do themselves before containerd starts:
// kind, which comes later, has to restart it.
func leaveContainerd(needed []patch) {
	for i := range needed {
		needed[i].containerd = ""
	}
}

func imageTags(image NodeImage) string {
	var patch strings.Builder
	if image.CoreDNSTag != "" {
		fmt.Fprintf(&patch, "dns:\n  imageTag: %q\n", image.CoreDNSTag)
	}
	if image.EtcdTag != "" {
		fmt.Fprintf(&patch, "etcd:\n  local:\n    imageTag: %q\n", image.EtcdTag)
	}
	if patch.Len() == 0 {
		return ""
	}
	return "kind: ClusterConfiguration\n" + patch.String()
}

func orDefault(tag string) string {
	if tag == "" {
		return "as expected"
	}
	return tag
}

// imageMix says which nodes of a configuration name an image of their own.
type imageMix struct{ any, controlPlane bool }

func mixOf(cluster *v1alpha4.Cluster) imageMix {
	var mixed imageMix
	for _, node := range cluster.Nodes {
		if node.Image != "" {
			mixed.any = true
			mixed.controlPlane = mixed.controlPlane || node.Role != v1alpha4.WorkerRole
		}
	}
	return mixed
}

// patchConfig returns a kind configuration with the patches behind its own and an
// image for each node that names none, and the nodes that kind will make.
func patchConfig(cluster *v1alpha4.Cluster, name, image string, needed []patch) (config []byte, nodes []plannedNode, err error) {
	if len(cluster.Nodes) == 0 {
		cluster.Nodes = []v1alpha4.Node{{Role: v1alpha4.ControlPlaneRole}} // kind's default
	}
	for i := range cluster.Nodes {
		if cluster.Nodes[i].Image == "" {
			cluster.Nodes[i].Image = image
		}
	}
	for _, p := range needed {
		if p.kubeadm != "" {
			cluster.KubeadmConfigPatches = append(cluster.KubeadmConfigPatches, p.kubeadm)
		}
		cluster.KubeadmConfigPatchesJSON6902 = append(cluster.KubeadmConfigPatchesJSON6902, p.json6902...)
		for gate, on := range p.gates {
			if cluster.FeatureGates == nil {
				cluster.FeatureGates = map[string]bool{}
			}
			cluster.FeatureGates[gate] = on
		}
		if p.containerd != "" {
			cluster.ContainerdConfigPatches = append(cluster.ContainerdConfigPatches, p.containerd)
		}
	}
	config, err = yaml.Marshal(cluster)
	if err != nil {
		return nil, nil, fmt.Errorf("writing the kind configuration: %w", err)
	}
	return config, nodesNamed(name, cluster.Nodes), nil
}

// plannedNode is a node that kind will make.
type plannedNode struct {
	name, image  string
	controlPlane bool
}

// nodesNamed follows kind: the role behind the cluster's name, and a number from
// the second node of a role on.
func nodesNamed(cluster string, configured []v1alpha4.Node) []plannedNode {
	count := map[v1alpha4.NodeRole]int{}
	var nodes []plannedNode
	for _, n := range configured {
		role := n.Role
		if role == "" {
			role = v1alpha4.ControlPlaneRole
		}
		count[role]++
		name := cluster + "-" + string(role)
		if count[role] > 1 {
			name += fmt.Sprint(count[role])
		}
		nodes = append(nodes, plannedNode{name: name, image: n.Image, controlPlane: role == v1alpha4.ControlPlaneRole})
	}
	return nodes
}

func namesOf(nodes []plannedNode) []string {
	var names []string
	for _, n := range nodes {
		names = append(names, n.name)
	}
	return names
}
