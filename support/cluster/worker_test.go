package cluster

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
)

func TestUnfitNodes(t *testing.T) {
	fit := func(change func(*corev1.Node)) *corev1.Node {
		n := node("n", corev1.ConditionTrue)
		n.Labels = map[string]string{corev1.LabelOSStable: "linux", corev1.LabelArchStable: "amd64"}
		n.Status.NodeInfo = corev1.NodeSystemInfo{OperatingSystem: "linux", Architecture: "amd64"}
		n.Status.Allocatable = corev1.ResourceList{corev1.ResourcePods: resource.MustParse("20")}
		change(n)
		return n
	}
	for name, tc := range map[string]struct {
		change func(*corev1.Node)
		pods   int
		says   string // empty where claims' Pods run there
	}{
		"as it should be":           {func(*corev1.Node) {}, 9, ""},
		"one Pod too many":          {func(*corev1.Node) {}, 10, "full: it has 10 of the 20 Pods"},
		"takes few Pods":            {func(n *corev1.Node) { n.Status.Allocatable[corev1.ResourcePods] = resource.MustParse("6") }, 0, "full"},
		"says not how many":         {func(n *corev1.Node) { n.Status.Allocatable = nil }, 300, ""},
		"Windows":                   {func(n *corev1.Node) { n.Status.NodeInfo.OperatingSystem = "windows" }, 0, "operating system is windows"},
		"labelled Windows":          {func(n *corev1.Node) { n.Labels[corev1.LabelOSStable] = "windows" }, 0, "operating system is windows"},
		"arm64":                     {func(n *corev1.Node) { n.Status.NodeInfo.Architecture = "arm64" }, 0, "architecture is arm64, the images are for amd64"},
		"labelled arm64":            {func(n *corev1.Node) { n.Labels[corev1.LabelArchStable] = "arm64" }, 0, "architecture is arm64"},
		"without labels":            {func(n *corev1.Node) { n.Labels = nil }, 0, ""},
		"cordoned":                  {func(n *corev1.Node) { n.Spec.Unschedulable = true }, 0, "cordoned"},
		"tainted":                   {func(n *corev1.Node) { n.Spec.Taints = []corev1.Taint{taint("gpu", corev1.TaintEffectNoExecute)} }, 0, "tainted gpu:NoExecute"},
		"tainted without harm":      {func(n *corev1.Node) { n.Spec.Taints = []corev1.Taint{taint("gpu", corev1.TaintEffectPreferNoSchedule)} }, 0, ""},
		"not ready":                 {func(n *corev1.Node) { n.Status.Conditions[len(n.Status.Conditions)-1].Status = corev1.ConditionUnknown }, 0, "not Ready"},
		"not ready and of some age": {func(n *corev1.Node) { n.Status.Conditions = nil }, 0, "Ready"},
	} {
		t.Run(name, func(t *testing.T) {
			why := unfit(fit(tc.change), "amd64", tc.pods)
			if tc.says == "" {
				assert.Empty(t, why)
				return
			}
			assert.Contains(t, why, tc.says)
		})
	}
	assert.Emptyf(t, unfit(fit(func(n *corev1.Node) { n.Status.NodeInfo.Architecture = "arm64" }), "", 0), "images of no known architecture")
}

func TestFactsLeaveNodesOut(t *testing.T) {
	facts := Facts{Nodes: []NodeFacts{{Name: "a", Unfit: "cordoned"}, {Name: "b"}, {Name: "c"}}}
	facts.Leave("b", "no observer runs there")
	facts.Leave("a", "and here neither")
	require.Len(t, facts.Workers(), 1)
	assert.Equal(t, "c", facts.Workers()[0].Name)
	assert.Equalf(t, "a: cordoned; b: no observer runs there", facts.Unfit(), "the first reason stays")
}

func TestPodsOfCountsByNode(t *testing.T) {
	pod := func(name, node string) runtime.Object {
		return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "x"}, Spec: corev1.PodSpec{NodeName: node}}
	}
	count, err := podsOf(t.Context(), fake.NewClientset(pod("p", "a"), pod("q", "a"), pod("r", "b"), pod("waits", "")))
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"a": 2, "b": 1}, count)
}

func TestNodesNow(t *testing.T) {
	cordoned := node("cordoned", corev1.ConditionTrue)
	cordoned.Spec.Unschedulable = true
	renamed := node("renamed", corev1.ConditionTrue)
	renamed.Labels = map[string]string{corev1.LabelHostname: "other"}
	client := fake.NewClientset(renamed, cordoned, node("silent", corev1.ConditionUnknown), node("another", corev1.ConditionUnknown))
	now, err := NodesNow(t.Context(), client, []string{"renamed", "cordoned", "silent", "gone"})
	require.NoError(t, err)
	assert.Lenf(t, now, 4, "none that was not asked for")
	assert.Empty(t, now["renamed"].Unfit)
	assert.Equal(t, "other", now["renamed"].Hostname)
	assert.Equal(t, "it has left the cluster", now["gone"].Unfit)
	assert.Equal(t, "cordoned", now["cordoned"].Unfit)
	assert.Contains(t, now["silent"].Unfit, "not Ready")
}
