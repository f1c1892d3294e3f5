package namespace

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"

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

func TestEveryModeOfPodSecurityIsSaid(t *testing.T) {
	assert.Equal(t, map[string]string{
		"pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/enforce-version": "latest",
		"pod-security.kubernetes.io/warn": "baseline", "pod-security.kubernetes.io/warn-version": "latest",
		"pod-security.kubernetes.io/audit": "baseline", "pod-security.kubernetes.io/audit-version": "latest",
	}, PodSecurity("baseline"))
}

func TestAPolicyMayComeToAdmitAPod(t *testing.T) {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "new", Name: "p"}}
	refused := apierrors.NewForbidden(corev1.Resource("pods"), "p", errors.New("failed quota: compute: must specify limits.cpu for: c"))
	for name, tc := range map[string]struct {
		refusals int
		err      error
		want     string // of the error
	}{
		"at once":           {refusals: 0},
		"a LimitRange came": {refusals: 2, err: refused},
		"none comes":        {refusals: 1000, err: refused, want: "the ResourceQuota compute refuses it"},
		"a broken API":      {refusals: 1, err: errors.New("no such host"), want: "no such host"},
	} {
		t.Run(name, func(t *testing.T) {
			kube := fake.NewClientset()
			asked := 0
			kube.PrependReactor("create", "pods", func(clienttesting.Action) (bool, runtime.Object, error) {
				asked++
				if asked <= tc.refusals {
					return true, nil, tc.err
				}
				return false, nil, nil
			})
			made, err := Admits(t.Context(), kube, pod, time.Second)
			if tc.want != "" {
				require.ErrorContains(t, err, tc.want)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, "p", made.Name)
		})
	}
}
