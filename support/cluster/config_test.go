package cluster

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

func TestDefaultConfigIsTheOneAtTheTopOfTheRepository(t *testing.T) {
	top, err := os.ReadFile("../../kind-config.yaml")
	require.NoError(t, err)
	assert.Equalf(t, string(top), string(DefaultConfig()), "run `go generate ./support/cluster`")
}

func TestDefaultConfigCanShowWhatIsNotOnAnotherNode(t *testing.T) {
	var config v1alpha4.Cluster
	require.NoError(t, yaml.Unmarshal(DefaultConfig(), &config))
	require.Len(t, config.Nodes, 3)
	for _, node := range config.Nodes {
		assert.Emptyf(t, node.ExtraMounts, "a folder of the host in two nodes would falsify the claims about other nodes")
	}
	assert.Emptyf(t, config.KubeadmConfigPatches, "patches depend on the host and belong to patches()")
}

// healthy is a host that lacks nothing.
var healthy = Host{SysResource: true, InotifyInstances: 8192}

func TestEachPatchIsThereIfAndOnlyIfItIsNeeded(t *testing.T) {
	const (
		cgroup = "kind: KubeletConfiguration\nfailCgroupV1: false\n"
		driver = "kind: KubeletConfiguration\ncgroupDriver: cgroupfs\n"
		runc   = "[plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.runc.options]\n  SystemdCgroup = false\n"
		oom    = "[plugins.\"io.containerd.grpc.v1.cri\"]\n  restrict_oom_score_adj = true\n"
	)
	v1, noCap := healthy, healthy
	v1.CgroupV1 = true
	noCap.SysResource = false
	for _, test := range []struct {
		name       string
		host       Host
		image      NodeImage
		kubeadm    []string
		containerd []string
	}{
		{"nothing is lacking", healthy, NodeImage{Kubernetes: "v1.37.1"}, nil, nil},
		{"cgroup v1", v1, NodeImage{Kubernetes: "v1.37.1"}, []string{cgroup, driver}, []string{runc}},
		{"cgroup v1, first kubelet that refuses it", v1, NodeImage{Kubernetes: "v1.35.0"}, []string{cgroup, driver}, []string{runc}},
		{"cgroup v1, last kubelet that starts on it", v1, NodeImage{Kubernetes: "v1.34.4"}, []string{driver}, []string{runc}},
		{"no CAP_SYS_RESOURCE", noCap, NodeImage{Kubernetes: "v1.34.4"}, nil, []string{oom}},
		{
			"other etcd and CoreDNS", healthy,
			NodeImage{Kubernetes: "v1.37.1", EtcdTag: "3.7.0-0", CoreDNSTag: "v1.14.6"},
			[]string{"kind: ClusterConfiguration\ndns:\n  imageTag: \"v1.14.6\"\netcd:\n  local:\n    imageTag: \"3.7.0-0\"\n"},
			nil,
		},
		{
			"other etcd only", healthy,
			NodeImage{Kubernetes: "v1.37.1", EtcdTag: "3.7.0-0"},
			[]string{"kind: ClusterConfiguration\netcd:\n  local:\n    imageTag: \"3.7.0-0\"\n"},
			nil,
		},
		{
			"everything",
			Host{CgroupV1: true},
			NodeImage{Kubernetes: "v1.37.1", CoreDNSTag: "v1"},
			[]string{cgroup, driver, "kind: ClusterConfiguration\ndns:\n  imageTag: \"v1\"\n"},
			[]string{runc, oom},
		},
		{
			"an image that asks for gates", healthy,
			NodeImage{Kubernetes: "v1.33.13", FeatureGates: map[string]bool{"GitRepoVolumeDriver": true}},
			nil, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			needed, err := patches(test.host, test.image)
			require.NoError(t, err)
			raw, nodes, err := patchConfig(DefaultConfig(), "volconf-1", needed)
			require.NoError(t, err)
			var config v1alpha4.Cluster
			require.NoError(t, yaml.Unmarshal(raw, &config))
			assert.Equal(t, test.kubeadm, config.KubeadmConfigPatches)
			assert.Equal(t, test.containerd, config.ContainerdConfigPatches)
			assert.Equal(t, test.image.FeatureGates, config.FeatureGates)
			assert.Equal(t, nodesOf("volconf-1"), nodes)
			for _, p := range needed {
				assert.NotEmpty(t, p.reason)
				assert.NotContains(t, p.reason, "\n")
			}
		})
	}
}

func TestPatchesNeedToKnowTheVersion(t *testing.T) {
	_, err := patches(Host{CgroupV1: true, SysResource: true}, NodeImage{Kubernetes: "latest", Image: "an/image"})
	assert.ErrorContains(t, err, "version of the node image an/image")
}

func TestPatchConfigKeepsWhatTheUserWrote(t *testing.T) {
	raw, nodes, err := patchConfig([]byte(`
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches: ["kind: KubeletConfiguration\nmaxPods: 50\n"]
networking: {podSubnet: 10.10.0.0/16}
nodes: [{role: control-plane}, {role: worker, labels: {tier: a}}]
`), "volconf-1", []patch{{kubeadm: "ours"}})
	require.NoError(t, err)
	var config v1alpha4.Cluster
	require.NoError(t, yaml.Unmarshal(raw, &config))
	assert.Equal(t, []string{"kind: KubeletConfiguration\nmaxPods: 50\n", "ours"}, config.KubeadmConfigPatches)
	assert.Equal(t, "10.10.0.0/16", config.Networking.PodSubnet)
	assert.Equal(t, map[string]string{"tier": "a"}, config.Nodes[1].Labels)
	assert.Equal(t, []string{"volconf-1-control-plane", "volconf-1-worker"}, nodes)
}

func TestPatchConfigRefuses(t *testing.T) {
	for name, test := range map[string]struct{ config, says string }{
		"a misspelt field": {"kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnode: []\n", "node"},
		"another kind":     {"kind: Pod\napiVersion: v1\n", "is not Cluster"},
		"an old version":   {"kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha3\n", "is not Cluster"},
		"nothing":          {"", "EOF"},
		"what is not YAML": {"{", "reading the kind configuration"},
	} {
		_, _, err := patchConfig([]byte(test.config), "volconf-1", nil)
		assert.ErrorContainsf(t, err, test.says, "%s", name)
	}
}
