package probe

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// said is an answer as it comes from the wire.
func said(code int32, reason metav1.StatusReason, message string, causes ...metav1.StatusCause) error {
	return &apierrors.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: code, Reason: reason, Message: message, Details: &metav1.StatusDetails{Causes: causes},
	}}
}

func TestOnlyTheServersValidationRefusesForItself(t *testing.T) {
	pod := schema.GroupKind{Kind: "Pod"}
	for name, err := range map[string]error{
		"an invalid field": apierrors.NewInvalid(pod, "p", field.ErrorList{
			field.NotFound(field.NewPath("spec", "containers").Index(0).Child("volumeMounts").Index(0).Child("name"), "data"),
		}),
		"several": apierrors.NewInvalid(pod, "p", field.ErrorList{
			field.Required(field.NewPath("spec"), ""), field.Forbidden(field.NewPath("spec"), "pod updates may not change fields other than"),
		}),
		"an immutable ConfigMap": apierrors.NewInvalid(schema.GroupKind{Kind: "ConfigMap"}, "fixed", field.ErrorList{
			field.Forbidden(field.NewPath("data"), "field is immutable when `immutable` is set"),
		}),
		"strict decoding": said(400, metav1.StatusReasonBadRequest,
			`Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.volumes[0].nosuch"`),
		"a wrong type": said(400, metav1.StatusReasonBadRequest,
			`Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSpec.spec.volumes of type []v1.Volume`),
		"a strict patch": said(400, metav1.StatusReasonBadRequest, `error strict decoding patch: unknown field "spec.x"`),
	} {
		refused := RefusalOf(fmt.Errorf("creating: %w", err))
		require.NotNilf(t, refused, name)
		assert.Emptyf(t, refused.By, name)
	}
}

func TestWordsAreThoseOfWhoRefused(t *testing.T) {
	for message, want := range map[string]string{
		`pods "p" is forbidden: ValidatingAdmissionPolicy 'x' with binding 'y' denied request: no gitRepo`: "the ValidatingAdmissionPolicy 'x' refuses it: no gitRepo",
		"admission webhook \"v.example.com\" denied the request: \n\nnot\nhere":                            `the admission webhook "v.example.com" refuses it: not here`,
		`admission webhook "v.example.com" denied the request without explanation`:                         `the admission webhook "v.example.com" refuses it: admission webhook "v.example.com" denied the request without explanation`,
		`pods "p" is forbidden: exceeded quota: q, requested: pods=1`:                                      `the ResourceQuota q refuses it: pods "p" is forbidden: exceeded quota: q, requested: pods=1`,
	} {
		assert.Equal(t, want, RefusalOf(said(403, metav1.StatusReasonForbidden, message)).Words())
	}
	assert.Contains(t, RefusalOf(said(400, metav1.StatusReasonBadRequest, "strict decoding error")).Words(), "the API server's validation")
}

func TestWhoRefused(t *testing.T) {
	forbidden := func(format string, args ...any) error {
		return apierrors.NewForbidden(schema.GroupResource{Resource: "pods"}, "p", fmt.Errorf(format, args...))
	}
	policy := `pods "p" is forbidden: ValidatingAdmissionPolicy 'no-gitrepo' with binding 'everywhere' denied request: no gitRepo volumes`
	for name, tc := range map[string]struct {
		err error
		by  string
	}{
		"ValidatingAdmissionPolicy": {
			said(422, metav1.StatusReasonInvalid, policy, metav1.StatusCause{Message: policy}), "the ValidatingAdmissionPolicy 'no-gitrepo'",
		},
		"one that says forbidden": {
			said(403, metav1.StatusReasonForbidden, policy, metav1.StatusCause{Message: policy}), "the ValidatingAdmissionPolicy 'no-gitrepo'",
		},
		"Kyverno": {
			said(400, "", "admission webhook \"validate.kyverno.svc-fail\" denied the request: \n\nresource Pod/ns/p was blocked due to the following policies \n\nrestrict-volume-types:\n  restricted-volumes: 'validation error: rule failed at path /spec/volumes/0/gitRepo/'"),
			`the admission webhook "validate.kyverno.svc-fail"`,
		},
		"Gatekeeper": {
			said(403, "Forbidden", `admission webhook "validation.gatekeeper.sh" denied the request: [psp-volume-types] The volume type gitRepo is not allowed`),
			`the admission webhook "validation.gatekeeper.sh"`,
		},
		"a webhook that speaks as validation does": {
			said(422, metav1.StatusReasonInvalid, `admission webhook "v.example.com" denied the request: Pod "p" is invalid: spec.volumes[0]: Forbidden`,
				metav1.StatusCause{Field: "spec.volumes[0]", Type: metav1.CauseTypeForbidden}),
			`the admission webhook "v.example.com"`,
		},
		"a webhook without dry run": {
			said(400, metav1.StatusReasonBadRequest, `admission webhook "old.example.com" does not support dry run`), `the admission webhook "old.example.com"`,
		},
		"a policy in words of its own": {said(422, metav1.StatusReasonInvalid, "not here"), "a policy of the cluster"},
		"Pod Security": {
			forbidden(`violates PodSecurity "baseline:latest": hostPath volumes (volume "data")`), `Pod Security "baseline:latest"`,
		},
		"a quota":              {forbidden("exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5"), "the ResourceQuota pods"},
		"a quota that must be": {forbidden("failed quota: compute: must specify limits.cpu for: c"), "the ResourceQuota compute"},
		"a LimitRange":         {forbidden("maximum memory usage per Container is 1Gi, but limit is 2Gi"), "a LimitRange"},
		"two of its limits":    {forbidden("[minimum cpu usage per Pod is 1.  No request is specified, maximum cpu usage per Pod is 2]"), "a LimitRange"},
		"its ratio":            {forbidden("cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000"), "a LimitRange"},
		"OpenShift":            {forbidden("unable to validate against any security context constraint: [provider \"anyuid\": Forbidden]"), "OpenShift's SecurityContextConstraints"},
		"the ServiceAccount":   {forbidden(`error looking up service account ns/default: serviceaccount "default" not found`), "the ServiceAccount admission"},
		"another plug-in":      {forbidden("pod rejected: RuntimeClass %q not found", "x"), "an admission plug-in of the API server"},
		"RBAC": {
			said(403, metav1.StatusReasonForbidden, `pods is forbidden: User "ci" cannot create resource "pods" in API group "" in the namespace "ns"`),
			"RBAC or another authorizer",
		},
		"a namespace that goes": {
			said(403, metav1.StatusReasonForbidden, `pods "p" is forbidden: unable to create new content in namespace ns because it is being terminated`,
				metav1.StatusCause{Type: "NamespaceTerminating", Field: "metadata.namespace"}),
			"the namespace, which is being deleted,",
		},
		"an expired token": {apierrors.NewUnauthorized("Unauthorized"), "the API server's authentication"},
		"no namespace":     {apierrors.NewNotFound(schema.GroupResource{Resource: "namespaces"}, "ns"), byCode[404]},
		"there already":    {apierrors.NewAlreadyExists(schema.GroupResource{Resource: "pods"}, "p"), byCode[409]},
		"a conflict":       {apierrors.NewConflict(schema.GroupResource{Resource: "pods"}, "p", errors.New("modified")), byCode[409]},
		"too large":        {apierrors.NewRequestEntityTooLargeError("limit is 3145728"), byCode[413]},
		"a bad request":    {apierrors.NewBadRequest("the namespace of the provided object does not match"), "the API server"},
	} {
		refused := RefusalOf(tc.err)
		require.NotNilf(t, refused, name)
		assert.Equalf(t, tc.by, refused.By, name)
		assert.NotContainsf(t, refused.Words(), "\n", name)
	}
}
