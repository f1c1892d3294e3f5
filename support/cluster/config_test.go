package cluster

import (
	"os"
	"strings"
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
			"an image that fits itself to the host",
			Host{CgroupV1: true},
			NodeImage{Kubernetes: "v1.37.1", CoreDNSTag: "v1", FitsHost: true},
			[]string{cgroup, driver, "kind: ClusterConfiguration\ndns:\n  imageTag: \"v1\"\n"},
			nil,
		},
		{
			"an image that asks for gates", healthy,
			NodeImage{Kubernetes: "v1.33.13", FeatureGates: map[string]bool{"GitRepoVolumeDriver": true}},
			nil, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			needed, err := patches(test.host, test.image, imageMix{})
			require.NoError(t, err)
			raw, nodes, err := patched(t, DefaultConfig(), needed)
			require.NoError(t, err)
			var config v1alpha4.Cluster
			require.NoError(t, yaml.Unmarshal(raw, &config))
			assert.Equal(t, test.kubeadm, config.KubeadmConfigPatches)
			assert.Equal(t, test.containerd, config.ContainerdConfigPatches)
			assert.Equal(t, test.image.FeatureGates, config.FeatureGates)
			assert.Equal(t, nodesOf("volconf-1"), namesOf(nodes))
			for _, p := range needed {
				assert.NotEmpty(t, p.reason)
				assert.NotContains(t, p.reason, "\n")
			}
		})
	}
}

func TestPatchesNeedToKnowTheVersion(t *testing.T) {
	_, err := patches(Host{CgroupV1: true, SysResource: true}, NodeImage{Kubernetes: "latest", Image: "an/image"}, imageMix{})
	assert.ErrorContains(t, err, "version of the node image an/image")
}

func TestPatchConfigKeepsWhatTheUserWrote(t *testing.T) {
	raw, nodes, err := patched(t, []byte(`
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches: ["kind: KubeletConfiguration\nmaxPods: 50\n"]
networking: {podSubnet: 10.10.0.0/16}
nodes: [{role: control-plane}, {role: worker, labels: {tier: a}}]
`), []patch{{kubeadm: "ours"}})
	require.NoError(t, err)
	var config v1alpha4.Cluster
	require.NoError(t, yaml.Unmarshal(raw, &config))
	assert.Equal(t, []string{"kind: KubeletConfiguration\nmaxPods: 50\n", "ours"}, config.KubeadmConfigPatches)
	assert.Equal(t, "10.10.0.0/16", config.Networking.PodSubnet)
	assert.Equal(t, map[string]string{"tier": "a"}, config.Nodes[1].Labels)
	assert.Equal(t, []string{"volconf-1-control-plane", "volconf-1-worker"}, namesOf(nodes))
}

func patched(t *testing.T, raw []byte, needed []patch) ([]byte, []plannedNode, error) {
	t.Helper()
	parsed, err := parseConfig(raw)
	require.NoError(t, err)
	return patchConfig(parsed, "volconf-1", "ours:1", needed)
}

func TestNodesKeepTheirOwnImages(t *testing.T) {
	const mixed = `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{role: control-plane}, {role: worker, image: "older:1"}, {role: worker}]
`
	raw, nodes, err := patched(t, []byte(mixed), nil)
	require.NoError(t, err)
	assert.Equal(t, []plannedNode{
		{"volconf-1-control-plane", "ours:1", true}, {"volconf-1-worker", "older:1", false}, {"volconf-1-worker2", "ours:1", false},
	}, nodes)
	var config v1alpha4.Cluster
	require.NoError(t, yaml.Unmarshal(raw, &config))
	assert.Equal(t, "ours:1", config.Nodes[0].Image)
	assert.Equal(t, "older:1", config.Nodes[1].Image)

	raw, nodes, err = patched(t, []byte("kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n"), nil)
	require.NoError(t, err)
	assert.Equalf(t, []plannedNode{{"volconf-1-control-plane", "ours:1", true}}, nodes, "kind's default has our image too")
	assert.Contains(t, string(raw), "ours:1")
}

func TestPatchesOfMixedImages(t *testing.T) {
	v1 := healthy
	v1.CgroupV1 = true
	old := NodeImage{Kubernetes: "v1.34.4", EtcdTag: "3.6"}
	count := func(mixed imageMix, text string) int {
		needed, err := patches(v1, old, mixed)
		require.NoError(t, err)
		n := 0
		for _, p := range needed {
			n += strings.Count(p.kubeadm, text)
		}
		return n
	}
	assert.Equalf(t, 0, count(imageMix{}, "failCgroupV1"), "no kubelet refuses cgroup v1")
	assert.Equalf(t, 1, count(imageMix{any: true}, "failCgroupV1"), "one of the others may")
	assert.Equal(t, 1, count(imageMix{any: true}, "imageTag"))
	fitting := NodeImage{Kubernetes: "v1.37.1", FitsHost: true}
	needed, err := patches(v1, fitting, imageMix{any: true})
	require.NoError(t, err)
	assert.NotEmptyf(t, needed[1].containerd, "the others may not fit themselves to the host")
	assert.Equalf(t, 0, count(imageMix{any: true, controlPlane: true}, "imageTag"), "the tags are those of our image")
}

func TestCheckConfigNamesLineAndField(t *testing.T) {
	const head = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n"
	for name, test := range map[string]struct {
		config string
		says   []string
	}{
		"a misspelt field":          {head + "node: []\n", []string{"line 3", "node"}},
		"two misspelt fields":       {head + "node: []\nnodes: [{rol: worker}]\n", []string{"line 3", "line 4", "rol"}},
		"a value of another type":   {head + "nodes: 3\n", []string{"line 3"}},
		"another kind":              {"kind: Pod\napiVersion: v1\n", []string{"is not Cluster"}},
		"an old version":            {"kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha3\n", []string{"is not Cluster"}},
		"nothing":                   {"", []string{"EOF"}},
		"what is not YAML":          {"{", []string{"reading the kind configuration"}},
		"an unknown role":           {head + "nodes:\n- role: control-plane\n- role: wroker\n", []string{"line 5", "nodes.1.role", "wroker"}},
		"workers only":              {head + "nodes:\n- role: worker\n", []string{"line 4", "control-plane"}},
		"an unknown family":         {head + "networking:\n  ipFamily: ipv5\n", []string{"line 4", "networking.ipFamily"}},
		"an unknown proxy":          {head + "networking: {kubeProxyMode: ebpf}\n", []string{"line 3", "kubeProxyMode"}},
		"a patch that is no YAML":   {head + "kubeadmConfigPatches:\n- |\n  kind: [\n", []string{"line 4", "kubeadmConfigPatches.0"}},
		"a patch of no kind":        {head + "nodes:\n- kubeadmConfigPatches: ['maxPods: 5']\n", []string{"line 4", "names no kind"}},
		"a mistake of two lines on": {head + "featureGates: {A: maybe, B: 3}\n", []string{"line 3", "maybe"}},
	} {
		err := CheckConfig([]byte(test.config))
		if assert.Errorf(t, err, "%s", name) {
			for _, says := range test.says {
				assert.Containsf(t, err.Error(), says, "%s", name)
			}
			assert.NotContainsf(t, err.Error(), "\n", "%s", name)
		}
	}
	require.NoError(t, CheckConfig(DefaultConfig()))
	require.NoError(t, CheckConfig([]byte(head)))
}
