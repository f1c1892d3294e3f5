package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	k8stesting "k8s.io/client-go/testing"

	"github.com/volconf/volconf/support/report"
)

func namespace(name string, age time.Duration, labels map[string]string) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels, CreationTimestamp: metav1.NewTime(time.Now().Add(-age))}}
}

func TestCleanNamespaces(t *testing.T) {
	ours := map[string]string{runLabel: "7f3c"}
	for name, tc := range map[string]struct {
		yes  bool
		stay []string
	}{
		"only listed": {false, []string{"default", "new", "old", "older"}},
		"removed":     {true, []string{"default", "new"}},
	} {
		t.Run(name, func(t *testing.T) {
			kube := fake.NewClientset(namespace("default", 99*time.Hour, nil), namespace("old", 2*time.Hour, ours),
				namespace("older", 9*time.Hour, ours), namespace("new", time.Minute, ours))
			var out, log bytes.Buffer
			a := app{out: &out, err: &log}
			require.NoErrorf(t, a.cleanNamespaces(context.Background(), kube, time.Hour, tc.yes, asText), "cleaning")
			list, err := kube.CoreV1().Namespaces().List(context.Background(), metav1.ListOptions{})
			require.NoErrorf(t, err, "listing")
			var there []string
			for _, ns := range list.Items {
				there = append(there, ns.Name)
			}
			assert.ElementsMatchf(t, tc.stay, there, "what is there afterwards; it said %s", log.String())
			assert.Containsf(t, out.String(), "may be in use", "the young one is told apart")
			assert.NotContainsf(t, out.String(), "default", "what is not ours is not listed")
		})
	}
}

func TestCleanNamespacesSaysWhatCouldNotBeRemoved(t *testing.T) {
	kube := fake.NewClientset(namespace("old", 2*time.Hour, map[string]string{runLabel: "x"}))
	kube.PrependReactor("delete", "namespaces", func(k8stesting.Action) (bool, runtime.Object, error) {
		return true, nil, errors.New("forbidden")
	})
	a := app{out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	err := a.cleanNamespaces(context.Background(), kube, time.Hour, true, asJSON)
	require.ErrorContains(t, err, "removing namespace old: forbidden")
}

func TestCleanupInAClusterThatCannotBeReached(t *testing.T) {
	code, _, stderr := call(t, "cleanup", "--kubeconfig", filepath.Join(t.TempDir(), "none"))
	assert.Equal(t, report.ExitEnvironment, code)
	assert.Contains(t, stderr, "reading the kubeconfig")
}
