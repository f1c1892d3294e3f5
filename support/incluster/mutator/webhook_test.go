package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	admissionv1 "k8s.io/api/admission/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

func review(t *testing.T, h webhook, kind, object string) *admissionv1.AdmissionResponse {
	t.Helper()
	raw, err := json.Marshal(admissionv1.AdmissionReview{Request: &admissionv1.AdmissionRequest{
		UID: "some-uid", Namespace: "ns", Kind: metav1.GroupVersionKind{Version: "v1", Kind: kind},
		Object: runtime.RawExtension{Raw: []byte(object)},
	}})
	require.NoError(t, err)
	answer, err := h.answer(raw)
	require.NoError(t, err)
	var got admissionv1.AdmissionReview
	require.NoError(t, json.Unmarshal(answer, &got))
	require.NotNil(t, got.Response)
	assert.Truef(t, got.Response.Allowed, "nothing is ever refused")
	assert.EqualValues(t, "some-uid", got.Response.UID)
	return got.Response
}

func TestWebhook(t *testing.T) {
	h := webhook{mutation.Set{ID: "lie", Relax: true, Spare: []string{"about-policy"}, Rules: []mutation.Rule{{Mount: []string{"/tmp"}}}}}
	const (
		pod       = `{"metadata":{"name":"p","labels":{"volconf.dev/claim":"%s"}},"spec":{"containers":[{"name":"c","aNewerField":1}]}}`
		namespace = `{"metadata":{"name":"n","labels":{"volconf.dev/claim":"%s","pod-security.kubernetes.io/enforce":"restricted"}}}`
	)
	for name, tc := range map[string]struct {
		kind, object    string
		contains, lacks string
		patched         bool
	}{
		"a Pod":             {kind: "Pod", object: pod, contains: `"mountPath":"/tmp"`, lacks: "aNewerField", patched: true},
		"a namespace":       {kind: "Namespace", object: namespace, contains: `"privileged"`, patched: true},
		"another kind":      {kind: "ConfigMap", object: `{"metadata":{"name":"%s"}}`},
		"a Pod of a spared": {kind: "Pod", object: `{"metadata":{"labels":{"volconf.dev/claim":"about-policy"}},"spec":{"containers":[{"name":"%s"}]}}`},
	} {
		t.Run(name, func(t *testing.T) {
			response := review(t, h, tc.kind, tc.object)
			assert.Equal(t, tc.patched, len(response.Patch) > 0)
			assert.Contains(t, string(response.Patch), tc.contains)
			if tc.lacks != "" {
				assert.NotContains(t, string(response.Patch), tc.lacks)
			}
		})
	}
}

func TestWebhookRefusesWhatIsNoReview(t *testing.T) {
	for _, raw := range []string{"", "{}", "[]", `{"request":{"kind":{"kind":"Pod"},"object":"text"}}`} {
		_, err := webhook{}.answer([]byte(raw))
		assert.Errorf(t, err, raw)
	}
}

// TestNamespaceOfASparedClaimKeepsItsLevel: a claim about Pod Security would be
// broken by lifting it.
func TestNamespaceOfASparedClaimKeepsItsLevel(t *testing.T) {
	h := webhook{mutation.Set{ID: "lie", Relax: true, Spare: []string{"about-policy"}}}
	response := review(t, h, "Namespace", `{"metadata":{"labels":{"volconf.dev/claim":"about-policy","pod-security.kubernetes.io/enforce":"restricted"}}}`)
	assert.NotContains(t, string(response.Patch), "privileged")
	assert.Containsf(t, string(response.Patch), "lie", "it is marked all the same")
}
