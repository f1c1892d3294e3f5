package probe

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestAFailedRequestIsNoRefusal(t *testing.T) {
	pods := schema.GroupResource{Resource: "pods"}
	answer, err := refusal(Answer{}, "/x", apierrors.NewForbidden(pods, "p", errors.New("violates")))
	require.NoError(t, err)
	assert.Equal(t, 403, answer.Code)
	assert.Contains(t, answer.Refused.Message, "violates")
	for name, err := range map[string]error{
		"no connection":   errors.New("connection refused"),
		"internal error":  apierrors.NewInternalError(errors.New("failed calling webhook \"x\"")),
		"too many":        apierrors.NewTooManyRequests("later", 1),
		"not available":   apierrors.NewServiceUnavailable("starting"),
		"a server's wait": apierrors.NewServerTimeout(pods, "create", 1),
	} {
		_, err := refusal(Answer{}, "/x", err)
		require.Errorf(t, err, name)
	}
}

func TestCollectionPath(t *testing.T) {
	for want, object := range map[string][3]string{
		"/api/v1/namespaces/n/pods":                                               {"v1", "Pod", "n"},
		"/apis/apps/v1/namespaces/n/deployments":                                  {"apps/v1", "Deployment", "n"},
		"/apis/storage.k8s.io/v1/storageclasses":                                  {"storage.k8s.io/v1", "StorageClass", ""},
		"/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies":       {"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", ""},
		"/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings": {"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", ""},
	} {
		u := &unstructured.Unstructured{}
		u.SetAPIVersion(object[0])
		u.SetKind(object[1])
		u.SetNamespace(object[2])
		assert.Equal(t, want, CollectionPath(u))
	}
}
