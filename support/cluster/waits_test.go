package cluster

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

const configHead = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n"

// waitsOf are the patches for a configuration, by what each is about.
func waitsOf(t *testing.T, config string, image NodeImage) map[string]patch {
	t.Helper()
	parsed, err := parseConfig([]byte(config))
	require.NoError(t, err)
	needed, err := waits(parsed, image)
	require.NoError(t, err)
	found := map[string]patch{}
	for i, p := range needed {
		assert.Equalf(t, i > 0, p.reason == "", "one line says it all")
		assert.NotContains(t, p.reason, "\n")
		what := "encryptionAlgorithm"
		if strings.Contains(p.kubeadm, "etcd:") {
			what = "etcd"
		}
		for _, applied := range p.json6902 {
			assert.Equal(t, "kubeadm.k8s.io", applied.Group)
			var operations []operation
			require.NoError(t, json.Unmarshal([]byte(applied.Patch), &operations))
			for _, o := range operations {
				assert.Equal(t, "add", o.Op)
			}
			what = operations[0].Path
		}
		found[what] = p
	}
	return found
}

func TestWaitsAreTakenOut(t *testing.T) {
	const (
		newController = "/controllerManager/extraArgs/-"
		oldController = "/controllerManager/extraArgs/leader-elect"
		noScheduler   = "/scheduler/extraArgs" // kind gives it no arguments
		newScheduler  = "/scheduler/extraArgs/-"
		oldScheduler  = "/scheduler/extraArgs/leader-elect"
		phases        = "/skipPhases/-"
		etcd          = "etcd"
		keys          = "encryptionAlgorithm"
	)
	v137, v135 := NodeImage{Kubernetes: "v1.37.1"}, NodeImage{Kubernetes: "v1.35.4"}
	gated := NodeImage{Kubernetes: "v1.33.13", FeatureGates: map[string]bool{"GitRepoVolumeDriver": true}}
	for name, test := range map[string]struct {
		config string
		image  NodeImage
		want   []string
	}{
		"the default":                    {string(DefaultConfig()), v137, []string{newController, noScheduler, etcd, phases, keys}},
		"the older configuration":        {string(DefaultConfig()), v135, []string{oldController, noScheduler, etcd, phases}},
		"before the phase was called so": {string(DefaultConfig()), NodeImage{Kubernetes: "v1.30.9"}, []string{oldController, noScheduler, etcd}},
		"no nodes are named":             {configHead, v137, []string{newController, noScheduler, etcd, phases, keys}},
		"gates of the image":             {configHead, gated, []string{oldController, oldScheduler, etcd, phases}},
		"gates of the user":              {configHead + "featureGates: {A: true}\n", v137, []string{newController, newScheduler, etcd, phases, keys}},
		"IPv6":                           {configHead + "networking: {ipFamily: ipv6}\n", v137, []string{newController, newScheduler, etcd, phases, keys}},
		"both families":                  {configHead + "networking: {ipFamily: dual}\n", v137, []string{newController, noScheduler, etcd, phases, keys}},
		"several control planes":         {configHead + "nodes: [{role: control-plane}, {role: control-plane}, {role: control-plane}]\n", v137, nil},
		"a control plane of another image": {
			configHead + "nodes: [{role: control-plane, image: other}]\n", v137, nil,
		},
		"a worker of another image": {
			configHead + "nodes: [{role: control-plane}, {role: worker, image: other}]\n", v137, []string{newController, noScheduler, etcd, phases, keys},
		},
		"the user speaks of the kubelet": {
			configHead + "kubeadmConfigPatches: ['{kind: KubeletConfiguration, maxPods: 50}']\n", v137, []string{newController, noScheduler, etcd, phases, keys},
		},
		"the user speaks of the scheduler": {
			configHead + "kubeadmConfigPatches: ['{kind: ClusterConfiguration, scheduler: {extraArgs: []}}']\n", v137, []string{newController, etcd, phases, keys},
		},
		"the user speaks of phases, for a node": {
			configHead + "nodes: [{role: control-plane, kubeadmConfigPatches: ['{kind: InitConfiguration, skipPhases: [preflight]}']}]\n",
			v137,
			[]string{newController, noScheduler, etcd, keys},
		},
		"the user speaks of etcd": {
			configHead + "kubeadmConfigPatches: ['{kind: ClusterConfiguration, etcd: {external: {}}}']\n", v137, []string{newController, noScheduler, phases, keys},
		},
		"the user speaks of the controllers, in a JSON patch": {
			configHead + `kubeadmConfigPatchesJSON6902: [{group: kubeadm.k8s.io, version: v1beta4, kind: ClusterConfiguration, patch: '[{"op": "remove", "path": "/controllerManager"}]'}]` + "\n",
			v137,
			[]string{noScheduler, etcd, phases, keys},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for what := range waitsOf(t, test.config, test.image) {
				got = append(got, what)
			}
			assert.ElementsMatch(t, test.want, got)
		})
	}
}

func TestWaitsInBothVersionsOfTheConfiguration(t *testing.T) {
	for kubernetes, want := range map[string]v1alpha4.PatchJSON6902{
		"v1.36.3": {
			Group: "kubeadm.k8s.io", Version: "v1beta4", Kind: "ClusterConfiguration",
			Patch: `[{"op":"add","path":"/scheduler/extraArgs","value":[]},{"op":"add","path":"/scheduler/extraArgs/-","value":{"name":"leader-elect","value":"false"}}]`,
		},
		"v1.35.4": {
			Group: "kubeadm.k8s.io", Version: "v1beta3", Kind: "ClusterConfiguration",
			Patch: `[{"op":"add","path":"/scheduler/extraArgs","value":{}},{"op":"add","path":"/scheduler/extraArgs/leader-elect","value":"false"}]`,
		},
	} {
		p := waitsOf(t, configHead, NodeImage{Kubernetes: kubernetes})["/scheduler/extraArgs"]
		assert.Equal(t, []v1alpha4.PatchJSON6902{want}, p.json6902)
	}
	for kubernetes, want := range map[string]struct {
		version   string
		arguments any
	}{
		"v1.36.3": {"kubeadm.k8s.io/v1beta4", []any{map[string]any{"name": "unsafe-no-fsync", "value": "true"}}},
		"v1.35.4": {"kubeadm.k8s.io/v1beta3", map[string]any{"unsafe-no-fsync": "true"}},
	} {
		var config struct {
			Kind       string
			APIVersion string `yaml:"apiVersion"`
			Etcd       struct {
				Local struct {
					ExtraArgs any `yaml:"extraArgs"`
				}
			}
		}
		require.NoError(t, yaml.Unmarshal([]byte(waitsOf(t, configHead, NodeImage{Kubernetes: kubernetes})["etcd"].kubeadm), &config))
		assert.Equal(t, "ClusterConfiguration", config.Kind)
		assert.Equalf(t, want.version, config.APIVersion, "a worker may be older")
		assert.Equal(t, want.arguments, config.Etcd.Local.ExtraArgs)
	}
}

func TestWaitsNeedToKnowTheVersion(t *testing.T) {
	parsed, err := parseConfig(DefaultConfig())
	require.NoError(t, err)
	_, err = waits(parsed, NodeImage{Kubernetes: "latest", Image: "an/image"})
	assert.ErrorContains(t, err, "version of the node image an/image")
}

func TestJSONPatchesComeBehindTheUsers(t *testing.T) {
	raw, _, err := patched(t, []byte(configHead+"kubeadmConfigPatchesJSON6902: [{group: a, version: b, kind: c, patch: '[]'}]\n"),
		[]patch{{json6902: []v1alpha4.PatchJSON6902{{Kind: "ours"}}}})
	require.NoError(t, err)
	var config v1alpha4.Cluster
	require.NoError(t, yaml.Unmarshal(raw, &config))
	assert.Equal(t, []v1alpha4.PatchJSON6902{{Group: "a", Version: "b", Kind: "c", Patch: "[]"}, {Kind: "ours"}}, config.KubeadmConfigPatchesJSON6902)
}
