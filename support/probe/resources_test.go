package probe

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// TestAnAggregatedAPIThatIsAwayHidesOnlyItsOwn: a stale APIService is common, and the
// discovery of everything else is whole.
func TestAnAggregatedAPIThatIsAwayHidesOnlyItsOwn(t *testing.T) {
	group := func(name string) metav1.APIGroup {
		version := metav1.GroupVersionForDiscovery{GroupVersion: name + "/v1", Version: "v1"}
		return metav1.APIGroup{Name: name, Versions: []metav1.GroupVersionForDiscovery{version}, PreferredVersion: version}
	}
	resources := func(groupVersion, name string) metav1.APIResourceList {
		return metav1.APIResourceList{GroupVersion: groupVersion, APIResources: []metav1.APIResource{{Name: name}}}
	}
	answers := map[string]any{
		"/api":                  metav1.APIVersions{Versions: []string{"v1"}},
		"/api/v1":               resources("v1", "persistentvolumes"),
		"/apis":                 metav1.APIGroupList{Groups: []metav1.APIGroup{group("longhorn.io"), group("metrics.k8s.io")}},
		"/apis/longhorn.io/v1":  resources("longhorn.io/v1", "volumes"),
		"/apis/nothing.else/v1": nil,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer := answers[r.URL.Path]
		if answer == nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_ = json.NewEncoder(w).Encode(answer)
	}))
	defer server.Close()
	kube, err := kubernetes.NewForConfig(&rest.Config{Host: server.URL})
	require.NoError(t, err)

	all, missing, err := (&Scene{Kube: kube}).Resources()
	require.NoError(t, err)
	assert.ElementsMatch(t, []schema.GroupVersionResource{
		{Version: "v1", Resource: "persistentvolumes"}, {Group: "longhorn.io", Version: "v1", Resource: "volumes"},
	}, all)
	assert.Equal(t, []schema.GroupVersion{{Group: "metrics.k8s.io", Version: "v1"}}, missing)
}
