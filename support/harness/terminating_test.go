package harness

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/volconf/volconf/support/await"
)

func TestWhyTerminating(t *testing.T) {
	with := func(kind corev1.NamespaceConditionType, status corev1.ConditionStatus, message string) []corev1.Namespace {
		return []corev1.Namespace{{Status: corev1.NamespaceStatus{Conditions: []corev1.NamespaceCondition{{Type: kind, Status: status, Message: message}}}}}
	}
	const stale = "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: " +
		"custom.metrics.example/v1beta1: stale GroupVersion discovery: custom.metrics.example/v1beta1"
	for name, tc := range map[string]struct {
		namespaces []corev1.Namespace
		contains   string
		lacks      string
	}{
		"an aggregated API is away": {
			with(corev1.NamespaceDeletionDiscoveryFailure, corev1.ConditionTrue, stale), "kubectl delete apiservice v1beta1.custom.metrics.example", "Discovery failed",
		},
		"it was away": {with(corev1.NamespaceDeletionDiscoveryFailure, corev1.ConditionFalse, stale), "", "APIService"},
		"a finalizer": {
			with(corev1.NamespaceFinalizersRemaining, corev1.ConditionTrue, "Some content has finalizers remaining: x.example/keep in 1 resource instances"),
			"x.example/keep", "APIService",
		},
	} {
		t.Run(name, func(t *testing.T) {
			why := whyTerminating(tc.namespaces)
			assert.Contains(t, why, tc.contains)
			assert.NotContains(t, why, tc.lacks)
		})
	}
	twice := with(corev1.NamespaceDeletionDiscoveryFailure, corev1.ConditionTrue, stale)
	assert.Equalf(t, whyTerminating(twice), whyTerminating(append(twice, twice...)), "said once")
}

// TestTheCleanUpGetsThroughABadWay, and ends at what will not go away by itself.
func TestTheCleanUpGetsThroughABadWay(t *testing.T) {
	r := &run{timeouts: await.Default()}
	tries := 0
	require.NoError(t, r.seeThrough(t.Context(), func(context.Context) error {
		if tries++; tries < 3 {
			return errors.Join(apierrors.NewInternalError(errors.New("the way is bad")), nil)
		}
		return nil
	}))
	assert.Equal(t, 3, tries)
	synctest.Test(t, func(t *testing.T) {
		err := r.seeThrough(t.Context(), func(ctx context.Context) error {
			return await.For(ctx, "the run's namespaces to be gone", r.timeouts.NamespaceGone, func(context.Context) (bool, string, error) {
				return false, "still there: a", nil
			})
		})
		require.ErrorContains(t, err, "last seen: still there: a")
	})
	refused := apierrors.NewForbidden(schema.GroupResource{Resource: "namespaces"}, "x", nil)
	require.ErrorIs(t, r.seeThrough(t.Context(), func(context.Context) error { return refused }), refused)
}
