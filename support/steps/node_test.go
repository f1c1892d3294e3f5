package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

func TestALookAtANodeMustSeeThePodsOwnFolder(t *testing.T) {
	there := func(path string) probe.NodeFile { return probe.NodeFile{Path: path, Exists: true} }
	lacking := func(path string) probe.NodeFile { return probe.NodeFile{Path: path} }

	require.NoError(t, canBeSeen(there("v"), there("pod"), "n"))
	require.NoErrorf(t, canBeSeen(lacking("v"), there("pod"), "n"), "the Pod's folder without the volume's is a fact")
	err := canBeSeen(lacking("v"), lacking("/elsewhere/pods/uid"), "n")
	require.ErrorContains(t, err, "/elsewhere/pods/uid")
	assert.Falsef(t, isBroken(err), "a blind look is none")

	gone, _, err := isGone(lacking("v"), there("pods"), "n")
	require.NoError(t, err)
	assert.True(t, gone)
	gone, state, err := isGone(there("v"), there("pods"), "n")
	require.NoError(t, err)
	assert.False(t, gone)
	assert.NotEmpty(t, state)
	_, _, err = isGone(lacking("v"), lacking("pods"), "n")
	require.Errorf(t, err, "where no Pod's folder is seen, that one is gone is not seen either")
}

func TestPinnedPodsFindTheNodesOwnPlaces(t *testing.T) {
	volume := func(path string) corev1.Volume {
		return corev1.Volume{Name: "v", VolumeSource: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: path}}}
	}
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "p"}, Spec: corev1.PodSpec{
		Volumes: []corev1.Volume{volume("/run/containerd/containerd.sock"), volume("/var/lib/volconf/x"), {Name: "e"}},
	}}
	scene := &probe.Scene{Workers: []string{"w"}, Nodes: map[string]probe.NodeFacts{
		"w": {Places: map[string]string{claim.RuntimeSocket: "/run/crio/crio.sock"}},
	}}
	require.NoError(t, Pod("another").PinnedTo(FirstWorker)(scene, pod))
	assert.Nil(t, pod.Spec.Affinity)
	require.NoError(t, Pod("p").PinnedTo(FirstWorker)(scene, pod))
	assert.Equal(t, "/run/crio/crio.sock", pod.Spec.Volumes[0].HostPath.Path)
	assert.Equal(t, "/var/lib/volconf/x", pod.Spec.Volumes[1].HostPath.Path)
	assert.Empty(t, pod.Spec.NodeSelector)
	required := pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution
	assert.Equal(t, []string{"w"}, required.NodeSelectorTerms[0].MatchFields[0].Values)

	scene.Nodes["w"] = probe.NodeFacts{Unknown: map[string]string{claim.RuntimeSocket: "not found"}}
	pod.Spec.Volumes = []corev1.Volume{volume("/run/containerd/containerd.sock")}
	require.ErrorContains(t, Pod("p").PinnedTo(FirstWorker)(scene, pod), "not found")
}

func TestAVolumeNamesItsNodeByTheLabelsValue(t *testing.T) {
	scene := &probe.Scene{Namespace: "ns", Workers: []string{"w"}, Nodes: map[string]probe.NodeFacts{"w": {Hostname: "ip-10-0-0-1"}}}
	pv := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Name: "ns-local"}}
	require.NoError(t, PersistentVolume("local").SaysItIsOn(FirstWorker)(scene, pv))
	assert.Equal(t, []string{"ip-10-0-0-1"}, pv.Spec.NodeAffinity.Required.NodeSelectorTerms[0].MatchExpressions[0].Values)
	scene.Nodes["w"] = probe.NodeFacts{}
	require.ErrorContains(t, PersistentVolume("local").SaysItIsOn(FirstWorker)(scene, pv), "no label kubernetes.io/hostname")
}
