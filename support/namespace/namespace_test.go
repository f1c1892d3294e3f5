package namespace

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"github.com/volconf/volconf/support/await"
)

func TestMakeWaitsForTheServiceAccount(t *testing.T) {
	account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Namespace: "new", Name: "default"}}
	kube := fake.NewClientset(account)
	require.NoError(t, Make(t.Context(), kube, "new", map[string]string{"a": "b"}, time.Second))
	made, err := kube.CoreV1().Namespaces().Get(t.Context(), "new", metav1.GetOptions{})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"a": "b"}, made.Labels)

	err = Make(t.Context(), kube, "new", nil, time.Second)
	assert.Truef(t, apierrors.IsAlreadyExists(err), "got %v", err)

	err = Make(t.Context(), kube, "without", nil, 50*time.Millisecond)
	require.Error(t, err)
	assert.True(t, await.IsTimeout(err))
	assert.ErrorContains(t, err, "it is not there")
}
