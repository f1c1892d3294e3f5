package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	nodev1 "k8s.io/api/node/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/probe"
)

func TestWishFlagsRefuse(t *testing.T) {
	for _, value := range []string{"team", "=x", "te am=x", "team=a b", "volconf.dev/run=x"} {
		require.Errorf(t, labelPairs{}.Set(value), "%s", value)
	}
	twice := labelPairs{}
	require.NoError(t, twice.Set("team=a"))
	require.NoError(t, twice.Set("example.com/cost="))
	require.ErrorContains(t, twice.Set("team=b"), "team is both")
	assert.Equal(t, "example.com/cost=,team=a", twice.String())

	for _, value := range []string{"pull", "/pull", "ns/", "Ns/pull", "ns/a/b"} {
		require.Errorf(t, new(secretRef).Set(value), "%s", value)
	}
	var ref secretRef
	require.NoError(t, ref.Set("ns/pull"))
	assert.Equal(t, "ns/pull", ref.String())
}

func TestWishesThatTheClusterDoesNotHave(t *testing.T) {
	for name, tc := range map[string]struct {
		flags wishFlags
		says  string
	}{
		"a runtime":       {wishFlags{runtimeClass: "kata"}, "-runtime-class kata: the cluster has no such RuntimeClass; it has gvisor"},
		"a class":         {wishFlags{storageClass: "slow"}, "-storage-class slow: the cluster has no such StorageClass; it has fast"},
		"a secret":        {wishFlags{pullSecret: secretRef{"ns", "none"}}, "-pull-secret ns/none"},
		"no pull secret":  {wishFlags{pullSecret: secretRef{"ns", "opaque"}}, "its type is Opaque"},
		"two at the same": {wishFlags{runtimeClass: "kata", storageClass: "slow"}, "kata"},
	} {
		r, kube := wishingRun(t, tc.flags)
		err := r.findWishes(t.Context())
		require.ErrorIsf(t, err, errUsage, name)
		require.ErrorContainsf(t, err, tc.says, name)
		assert.NotContainsf(t, err.Error(), "\n", name)
		for _, action := range kube() {
			assert.NotEqualf(t, "create", action, name)
		}
	}
}

func TestWishesOfACluster(t *testing.T) {
	r, _ := wishingRun(t, wishFlags{
		runtimeClass: "gvisor", storageClass: "fast", pullSecret: secretRef{"ns", "pull"},
		nodeSelector: labelPairs{"disk": "ssd"}, podLabels: labelPairs{"team": "storage"},
	})
	require.NoError(t, r.findWishes(t.Context()))
	assert.Equal(t, probe.Wishes{
		PodLabels: map[string]string{"team": "storage"}, NodeSelector: map[string]string{"disk": "ssd", "sandbox": "gvisor"},
		PullSecret: probe.PullSecretName, RuntimeClass: "gvisor", StorageClass: "fast",
	}, r.env.wishes)
	assert.Equal(t, "fast", r.env.facts.DefaultStorageClass)
	assert.Equal(t, labelPairs{"disk": "ssd"}, r.options.wishes.nodeSelector)

	chosen, err := r.chosenNodes(t.Context())
	require.NoError(t, err)
	assert.True(t, chosen("both"))
	assert.False(t, chosen("one"))

	require.NoError(t, r.copyPullSecret(t.Context(), "claims", map[string]string{probe.RunLabel: "ci42"}))
	copied, err := r.env.kube.CoreV1().Secrets("claims").Get(t.Context(), probe.PullSecretName, metav1.GetOptions{})
	require.NoError(t, err)
	assert.Equal(t, "ci42", copied.Labels[probe.RunLabel])
	assert.Equal(t, []byte("x"), copied.Data[corev1.DockerConfigJsonKey])

	scene, err := r.newScene("a-claim", "", "claims", "", nil)
	require.NoError(t, err)
	assert.Equal(t, "gvisor", scene.Wishes.RuntimeClass)
	scene, err = r.newScene("", "", r.env.instruments, "", nil)
	require.NoError(t, err)
	assert.Emptyf(t, scene.Wishes.RuntimeClass, "an instrument looks at the node itself")
	assert.Equal(t, "storage", scene.Wishes.PodLabels["team"])
}

func TestANodeSelectorThatNoNodeHas(t *testing.T) {
	r, _ := wishingRun(t, wishFlags{nodeSelector: labelPairs{"disk": "tape"}})
	require.NoError(t, r.findWishes(t.Context()))
	_, err := r.chosenNodes(t.Context())
	require.ErrorContains(t, err, "disk=tape")
}

// wishingRun is on a cluster with one thing of each kind that can be wished for.
func wishingRun(t *testing.T, flags wishFlags) (*run, func() []string) {
	t.Helper()
	secret := func(name string, kind corev1.SecretType) *corev1.Secret {
		return &corev1.Secret{
			ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: name}, Type: kind, Data: map[string][]byte{corev1.DockerConfigJsonKey: []byte("x")},
		}
	}
	node := func(name string, labels map[string]string) *corev1.Node {
		return &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
	}
	r, kube := runOn(t,
		&nodev1.RuntimeClass{
			ObjectMeta: metav1.ObjectMeta{Name: "gvisor"}, Handler: "runsc",
			Scheduling: &nodev1.Scheduling{NodeSelector: map[string]string{"sandbox": "gvisor"}},
		},
		&storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{Name: "fast"}, Provisioner: "example.com/fast"},
		secret("pull", corev1.SecretTypeDockerConfigJson), secret("opaque", corev1.SecretTypeOpaque),
		node("both", map[string]string{"disk": "ssd", "sandbox": "gvisor"}), node("one", map[string]string{"disk": "ssd"}),
	)
	r.options.wishes = flags
	return r, func() []string {
		var verbs []string
		for _, action := range kube.Actions() {
			verbs = append(verbs, action.GetVerb())
		}
		return verbs
	}
}
