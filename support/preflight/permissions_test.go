package preflight

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	authorizationv1 "k8s.io/api/authorization/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
)

func TestAllMissingPermissionsAreNamedInOrder(t *testing.T) {
	kube := fake.NewClientset()
	kube.PrependReactor("create", "selfsubjectaccessreviews", func(a clienttesting.Action) (bool, runtime.Object, error) {
		review := a.(clienttesting.CreateAction).GetObject().(*authorizationv1.SelfSubjectAccessReview).DeepCopy()
		asked := review.Spec.ResourceAttributes
		review.Status.Allowed = asked.Verb == "list" && asked.Subresource == ""
		return true, review, nil
	})
	missing, err := Missing(t.Context(), kube, []Permission{
		{Resource: "pods", Verb: "list"}, {Resource: "pods", Verb: "create"}, {Resource: "pods/exec", Verb: "list"}, {Group: "apps", Resource: "daemonsets", Verb: "list"},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"create pods", "list pods/exec"}, missing)
}

func TestAClusterThatDoesNotAnswerRefusesNothing(t *testing.T) {
	kube := fake.NewClientset()
	kube.PrependReactor("create", "selfsubjectaccessreviews", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, errors.New("connection refused")
	})
	missing, err := Missing(t.Context(), kube, []Permission{{Resource: "pods", Verb: "list"}})
	require.ErrorContains(t, err, "connection refused")
	assert.Empty(t, missing)
}
