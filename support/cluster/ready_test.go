package cluster

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/version"
	discovery "k8s.io/client-go/discovery/fake"
	"k8s.io/client-go/kubernetes/fake"
)

func node(name string, ready corev1.ConditionStatus, taints ...corev1.Taint) *corev1.Node {
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{}},
		Spec:       corev1.NodeSpec{Taints: taints},
		Status: corev1.NodeStatus{Conditions: []corev1.NodeCondition{
			{Type: corev1.NodeMemoryPressure, Status: corev1.ConditionTrue},
			{Type: corev1.NodeReady, Status: ready, Reason: "KubeletNotReady", Message: "cni plugin not initialized"},
		}},
	}
}

func taint(key string, effect corev1.TaintEffect) corev1.Taint {
	return corev1.Taint{Key: key, Effect: effect}
}

func coredns(available corev1.ConditionStatus, observed int64) *appsv1.Deployment {
	return &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Namespace: "kube-system", Name: "coredns", Generation: 2},
		Status: appsv1.DeploymentStatus{
			ObservedGeneration: observed, Replicas: 2, AvailableReplicas: 1,
			Conditions: []appsv1.DeploymentCondition{{Type: appsv1.DeploymentAvailable, Status: available}},
		},
	}
}

func TestClusterReady(t *testing.T) {
	account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Namespace: "default", Name: "default"}}
	good := node("a", corev1.ConditionTrue)
	controlPlane := node("c", corev1.ConditionTrue, taint("node-role.kubernetes.io/control-plane", corev1.TaintEffectNoSchedule))
	for _, test := range []struct {
		name    string
		objects []runtime.Object
		missing string // empty: ready
	}{
		{"all is there", []runtime.Object{good, controlPlane, coredns(corev1.ConditionTrue, 2), account}, ""},
		{"a node has not joined", []runtime.Object{good, coredns(corev1.ConditionTrue, 2), account}, "1 of 2 nodes have joined"},
		{"a node is not ready", []runtime.Object{good, node("b", corev1.ConditionFalse), coredns(corev1.ConditionTrue, 2), account}, "b: not Ready (KubeletNotReady: cni plugin not initialized)"},
		{"a node has said nothing", []runtime.Object{good, &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "b"}}, coredns(corev1.ConditionTrue, 2), account}, "b: no Ready condition yet"},
		{
			"a Ready node is still tainted",
			[]runtime.Object{good, node("b", corev1.ConditionTrue, taint(corev1.TaintNodeNotReady, corev1.TaintEffectNoSchedule)), coredns(corev1.ConditionTrue, 2), account},
			"b: tainted node.kubernetes.io/not-ready",
		},
		{"no CoreDNS", []runtime.Object{good, controlPlane, account}, "no Deployment coredns"},
		{"CoreDNS does not serve", []runtime.Object{good, controlPlane, coredns(corev1.ConditionFalse, 2), account}, "coredns: 1 of 2 replicas available"},
		{"CoreDNS served before it was changed", []runtime.Object{good, controlPlane, coredns(corev1.ConditionTrue, 1), account}, "coredns: 1 of 2 replicas available"},
		{"no ServiceAccount", []runtime.Object{good, controlPlane, coredns(corev1.ConditionTrue, 2)}, "no default ServiceAccount"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ready, missing, err := clusterReady(t.Context(), fake.NewClientset(test.objects...), 2)
			require.NoError(t, err)
			assert.Equal(t, test.missing, missing)
			assert.Equal(t, test.missing == "", ready)
		})
	}
}

func TestReadFacts(t *testing.T) {
	worker := node("b", corev1.ConditionTrue)
	worker.Status.NodeInfo = corev1.NodeSystemInfo{
		KubeletVersion: "v1.37.1", ContainerRuntimeVersion: "containerd://2.4.2", KernelVersion: "6.18", OSImage: "Debian", Architecture: "amd64",
	}
	controlPlane := node("a", corev1.ConditionTrue, taint("node-role.kubernetes.io/control-plane", corev1.TaintEffectNoSchedule))
	controlPlane.Labels["node-role.kubernetes.io/control-plane"] = ""
	cordoned := node("c", corev1.ConditionTrue)
	cordoned.Spec.Unschedulable = true
	classes := []runtime.Object{
		&storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{Name: "slow"}, Provisioner: "x"},
		&storagev1.StorageClass{
			ObjectMeta:  metav1.ObjectMeta{Name: "standard", Annotations: map[string]string{"storageclass.kubernetes.io/is-default-class": "true"}},
			Provisioner: "rancher.io/local-path",
		},
	}
	client := fake.NewClientset(append(classes, worker, cordoned, node("d", corev1.ConditionUnknown),
		node("e", corev1.ConditionTrue, taint("x", corev1.TaintEffectPreferNoSchedule)), controlPlane)...)
	client.Discovery().(*discovery.FakeDiscovery).FakedServerVersion = &version.Info{GitVersion: "v1.37.1"}

	facts, err := ReadFacts(t.Context(), client, "amd64")
	require.NoError(t, err)
	assert.Equal(t, "v1.37.1", facts.Server)
	assert.Equal(t, "standard", facts.DefaultStorageClass)
	assert.Equal(t, "rancher.io/local-path", facts.Provisioner)
	require.Len(t, facts.Nodes, 5)
	assert.Equal(t, NodeFacts{Name: "a", Roles: []string{"control-plane"}, Unfit: "tainted node-role.kubernetes.io/control-plane:NoSchedule"}, facts.Nodes[0])
	assert.Equal(t, NodeFacts{
		Name: "b", Kubelet: "v1.37.1", Runtime: "containerd://2.4.2", Kernel: "6.18", OSImage: "Debian", Architecture: "amd64",
	}, facts.Nodes[1])
	var workers []string
	for _, n := range facts.Workers() {
		workers = append(workers, n.Name)
	}
	assert.Equal(t, []string{"b", "e"}, workers)
}

func TestWhyNotRunning(t *testing.T) {
	status := func(s corev1.ContainerState, ready bool) *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{ContainerStatuses: []corev1.ContainerStatus{{Name: "c", State: s, Ready: ready}}}}
	}
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	for name, test := range map[string]struct {
		pod  *corev1.Pod
		want string
	}{
		"ready":     {status(running, true), ""},
		"not ready": {status(running, false), "container c runs and is not ready"},
		"waits":     {status(corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "ErrImagePull", Message: "no"}}, false), "container c waits: ErrImagePull no"},
		"ended":     {status(corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 2, Reason: "Error", Message: "m"}}, false), "container c ended with 2: Error m"},
		"unschedulable": {
			&corev1.Pod{Status: corev1.PodStatus{Conditions: []corev1.PodCondition{{Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Message: "0/3 nodes"}}}},
			"0/3 nodes",
		},
	} {
		assert.Equalf(t, test.want, whyNotRunning(test.pod), "%s", name)
	}
}
