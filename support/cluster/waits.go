package cluster

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/version"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

// The versions of kubeadm's configuration, and the first Kubernetes that kind
// v0.33.0 writes the newer one for (pkg/cluster/internal/kubeadm/config.go).
const (
	kubeadmV1beta3 = "v1beta3"
	kubeadmV1beta4 = "v1beta4"
	takesTheNewer  = "1.36"
)

const (
	// certificateRestart is the phase of `kubeadm init` that restarts the kubelet of
	// the control plane, to have it renew its certificate of a year.
	certificateRestart = "kubelet-finalize/enable-client-cert-rotation"
	// The first minor that calls that phase so: a name that kubeadm does not know is
	// an error.
	namesThePhaseSo = "1.31"
)

// argument is one of a control plane's program.
type argument struct{ name, value string }

// controllerArguments take two waits out of the start of the controllers, without
// which no node has Pod addresses, no DaemonSet has Pods and no worker can join.
//
// The lease: a controller manager that comes before the API server, as it does here,
// tries again after 2 to 4.4 s (RetryPeriod and JitterFactor of client-go's
// leaderelection). There is no second one that it could share the work with.
//
// The rate: each of the fifty controllers gets an account and a token of its own, by
// requests that are limited to 20 a second (kube-api-qps): 5.5 s. This many are
// never reached.
func controllerArguments() []argument {
	return []argument{{"leader-elect", "false"}, {"kube-api-qps", "200"}, {"kube-api-burst", "400"}}
}

// schedulerArguments take out the same wait for a lease.
func schedulerArguments() []argument { return []argument{{"leader-elect", "false"}} }

// waits lists the patches that take waiting out of the creation and nothing out of
// what a claim sees:
//
//   - The leases and the rate of requests: see controllerArguments.
//   - The disk under etcd. Before the API server answers for sound it has written some
//     150 roles and bindings one after the other, and each waits for a disk that nodes
//     and images are being unpacked on: 2.8 s, and 5 to 9 s where others build images.
//     What is lost without fsync is lost when the host fails, and the cluster with it.
//   - The restart of a kubelet that has just come up.
//   - Sixteen RSA keys, 0.07 s of a core each, one after the other.
//
// A cluster of several control planes gets none, for they need their leases; nor does
// one whose control plane has an image of its own, of which the version is not known;
// and what the user's own patches speak of is the user's.
func waits(cluster *v1alpha4.Cluster, image NodeImage) ([]patch, error) {
	if controlPlanes(cluster) > 1 || mixOf(cluster).controlPlane {
		return nil, nil
	}
	kubernetes, err := version.ParseGeneric(image.Kubernetes)
	if err != nil {
		return nil, fmt.Errorf("version of the node image %s: %w", image.Image, err)
	}
	f := kubeadmForm{version: kubeadmV1beta3}
	if kubernetes.AtLeast(version.MustParseGeneric(takesTheNewer)) {
		f.version = kubeadmV1beta4
	}
	var needed []patch
	var without []string
	for _, w := range []struct {
		field   string // of kubeadm's configuration
		since   string
		without string
		patch   patch
	}{
		{
			"controllerManager", "", "a lease and a pause between requests for the controllers (leader-elect, kube-api-qps, kube-api-burst)",
			patch{json6902: f.arguments("controllerManager", true, controllerArguments())},
		},
		{
			"scheduler", "", "a lease for the scheduler (leader-elect)",
			patch{json6902: f.arguments("scheduler", schedulerHasArguments(cluster, image), schedulerArguments())},
		},
		{
			"etcd", "", "the disk under etcd (unsafe-no-fsync)",
			patch{kubeadm: f.etcdArgument("unsafe-no-fsync", "true")},
		},
		{
			"skipPhases", namesThePhaseSo, "a restart of the first kubelet (" + certificateRestart + ")",
			patch{json6902: f.patch("InitConfiguration", operation{"add", "/skipPhases/-", certificateRestart})},
		},
		{
			"encryptionAlgorithm", takesTheNewer, "RSA keys (encryptionAlgorithm)",
			patch{kubeadm: f.merge("encryptionAlgorithm: ECDSA-P256")},
		},
	} {
		if !speaksOf(cluster, w.field) && (w.since == "" || kubernetes.AtLeast(version.MustParseGeneric(w.since))) {
			needed, without = append(needed, w.patch), append(without, w.without)
		}
	}
	if len(needed) > 0 {
		needed[0].reason = "there is one control plane, and the cluster is not to outlive its host: it starts without waiting for " + strings.Join(without, ", ")
	}
	return needed, nil
}

func controlPlanes(cluster *v1alpha4.Cluster) int {
	n := 0
	for _, node := range cluster.Nodes {
		if node.Role != v1alpha4.WorkerRole {
			n++
		}
	}
	return n
}

// speaksOf tells whether a patch of the user's names a field, in whatever way.
func speaksOf(cluster *v1alpha4.Cluster, field string) bool {
	merged, applied := slices.Clone(cluster.KubeadmConfigPatches), slices.Clone(cluster.KubeadmConfigPatchesJSON6902)
	for _, node := range cluster.Nodes {
		merged = append(merged, node.KubeadmConfigPatches...)
		applied = append(applied, node.KubeadmConfigPatchesJSON6902...)
	}
	for _, p := range applied {
		merged = append(merged, p.Patch)
	}
	return slices.ContainsFunc(merged, func(text string) bool { return strings.Contains(text, field) })
}

// schedulerHasArguments tells whether kind gives the scheduler any: a JSON patch can
// add to a list only where there is one (the templates of
// pkg/cluster/internal/kubeadm/config.go, v0.33.0).
func schedulerHasArguments(cluster *v1alpha4.Cluster, image NodeImage) bool {
	return len(cluster.FeatureGates)+len(image.FeatureGates) > 0 || cluster.Networking.IPFamily == v1alpha4.IPv6Family
}

// kubeadmForm writes patches for one version of kubeadm's configuration.
type kubeadmForm struct{ version string }

// operation is one of a JSON patch (RFC 6902).
type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}

// arguments adds to those of a component: a list of names and values in the newer
// version, which may hold nothing yet, and a map in the older one.
func (f kubeadmForm) arguments(component string, some bool, added []argument) []v1alpha4.PatchJSON6902 {
	field := "/" + component + "/extraArgs"
	var operations []operation
	if !some {
		var empty any = map[string]string{}
		if f.version == kubeadmV1beta4 {
			empty = []string{}
		}
		operations = append(operations, operation{"add", field, empty})
	}
	for _, a := range added {
		if f.version == kubeadmV1beta4 {
			operations = append(operations, operation{"add", field + "/-", map[string]string{"name": a.name, "value": a.value}})
			continue
		}
		operations = append(operations, operation{"add", field + "/" + a.name, a.value})
	}
	return f.patch("ClusterConfiguration", operations...)
}

// etcdArgument adds one to those of etcd, to which kind gives none.
func (f kubeadmForm) etcdArgument(name, value string) string {
	text := fmt.Sprintf("%s: %q", name, value)
	if f.version == kubeadmV1beta4 {
		text = fmt.Sprintf("[{name: %s, value: %q}]", name, value)
	} else {
		text = "{" + text + "}"
	}
	return f.merge("etcd: {local: {extraArgs: " + text + "}}")
}

// merge writes a merge patch for nodes of this version alone: workers may be older.
func (f kubeadmForm) merge(fields string) string {
	return "kind: ClusterConfiguration\napiVersion: kubeadm.k8s.io/" + f.version + "\n" + fields + "\n"
}

func (f kubeadmForm) patch(kind string, operations ...operation) []v1alpha4.PatchJSON6902 {
	text, err := json.Marshal(operations)
	if err != nil {
		panic(err) // strings, lists and maps of them
	}
	return []v1alpha4.PatchJSON6902{{Group: "kubeadm.k8s.io", Version: f.version, Kind: kind, Patch: string(text)}}
}
