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

func schedulerArguments() []argument { return []argument{{"leader-elect", "false"}} }

// waits lists the patches that take waiting out of the creation and nothing out of
// the cluster. A cluster of several control planes gets none, for they need their
// leases; nor does one whose control plane has an image of its own, of which the
// version is not known; and what the user's own patches speak of is the user's.
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
	for _, w := range []struct {
		field string // of kubeadm's configuration
		since string
		patch patch
	}{
		{"controllerManager", "", patch{
			reason:   "there is one control plane: its controllers wait for no lease (leader-elect: false), and make their accounts without a pause (kube-api-qps, kube-api-burst)",
			json6902: f.arguments("controllerManager", true, controllerArguments()),
		}},
		{"scheduler", "", patch{
			reason:   "there is one control plane: its scheduler waits for no lease (leader-elect: false)",
			json6902: f.arguments("scheduler", schedulerHasArguments(cluster, image), schedulerArguments()),
		}},
		{"skipPhases", namesThePhaseSo, patch{
			reason:   "the kubelet of the control plane is not restarted for a certificate that outlasts the cluster (skipPhases: " + certificateRestart + ")",
			json6902: f.patch("InitConfiguration", operation{"add", "/skipPhases/-", certificateRestart}),
		}},
		{"encryptionAlgorithm", takesTheNewer, patch{
			reason:  "the cluster's keys are made in no time (encryptionAlgorithm: ECDSA-P256)",
			kubeadm: "kind: ClusterConfiguration\nencryptionAlgorithm: ECDSA-P256\n",
		}},
	} {
		if !speaksOf(cluster, w.field) && (w.since == "" || kubernetes.AtLeast(version.MustParseGeneric(w.since))) {
			needed = append(needed, w.patch)
		}
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

// kubeadmForm writes JSON patches for one version of kubeadm's configuration.
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

func (f kubeadmForm) patch(kind string, operations ...operation) []v1alpha4.PatchJSON6902 {
	text, err := json.Marshal(operations)
	if err != nil {
		panic(err) // strings, lists and maps of them
	}
	return []v1alpha4.PatchJSON6902{{Group: "kubeadm.k8s.io", Version: f.version, Kind: kind, Patch: string(text)}}
}
