package probe

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"

	"github.com/volconf/volconf/support/await"
)

func nodeCordonedBy(manager, run string) *corev1.Node {
	n := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "worker"}}
	if run != "" {
		n.Labels = map[string]string{RunLabel: run}
	}
	if manager != "" {
		n.Spec.Unschedulable = true
		n.ManagedFields = []metav1.ManagedFieldsEntry{{
			Manager: manager, Operation: metav1.ManagedFieldsOperationUpdate, APIVersion: "v1",
			FieldsType: "FieldsV1", FieldsV1: metav1.NewFieldsV1(`{"f:spec":{"f:unschedulable":{}}}`),
		}}
	}
	return n
}

func TestOnlyACordonOfThisRunIsTakenBack(t *testing.T) {
	for name, tc := range map[string]struct {
		before   *corev1.Node
		cordoned bool
		label    string
	}{
		"ours":                       {before: nodeCordonedBy(cordonManager, "1a2b3c")},
		"of another run":             {before: nodeCordonedBy(cordonManager, "other"), cordoned: true, label: "other"},
		"of the owner":               {before: nodeCordonedBy("kubectl-cordon", ""), cordoned: true},
		"anew by the owner":          {before: nodeCordonedBy("kubectl-cordon", "1a2b3c"), cordoned: true},
		"uncordoned already":         {before: nodeCordonedBy("", "1a2b3c")},
		"uncordoned, without a mark": {before: nodeCordonedBy("", "")},
	} {
		kube := fake.NewClientset(tc.before)
		require.NoErrorf(t, Uncordon(t.Context(), kube, "worker", "1a2b3c", await.Default()), name)
		after, err := kube.CoreV1().Nodes().Get(t.Context(), "worker", metav1.GetOptions{})
		require.NoErrorf(t, err, name)
		assert.Equalf(t, tc.cordoned, after.Spec.Unschedulable, name)
		assert.Equalf(t, tc.label, after.Labels[RunLabel], name)
	}
}

func TestANodeThatItsOwnerCordonedIsNotCordonedByUs(t *testing.T) {
	kube := fake.NewClientset(nodeCordonedBy("kubectl-cordon", ""))
	s := &Scene{RunID: "1a2b3c", Kube: kube, Timeouts: await.Default()}
	require.ErrorContains(t, s.Cordon(t.Context(), "worker"), "somebody else has cordoned it")
	require.ErrorContains(t, s.Cordon(t.Context(), "none"), "no such node")
	after, err := kube.CoreV1().Nodes().Get(t.Context(), "worker", metav1.GetOptions{})
	require.NoError(t, err)
	assert.Empty(t, after.Labels)
}

func TestACordonIsTriedAgainWhereTheNodeHasChanged(t *testing.T) {
	kube := fake.NewClientset(nodeCordonedBy("", ""))
	conflicts := 0
	kube.PrependReactor("patch", "nodes", func(clienttesting.Action) (bool, runtime.Object, error) {
		if conflicts++; conflicts > 1 {
			return false, nil, nil
		}
		return true, nil, apierrors.NewConflict(schema.GroupResource{Resource: "nodes"}, "worker", nil)
	})
	s := &Scene{RunID: "1a2b3c", Kube: kube, Timeouts: await.Default()}
	started := time.Now()
	require.NoError(t, s.Cordon(t.Context(), "worker"))
	assert.Less(t, time.Since(started), 5*time.Second)
	after, err := kube.CoreV1().Nodes().Get(t.Context(), "worker", metav1.GetOptions{})
	require.NoError(t, err)
	assert.True(t, after.Spec.Unschedulable)
	assert.Equal(t, "1a2b3c", after.Labels[RunLabel])
}
