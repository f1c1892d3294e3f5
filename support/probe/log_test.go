package probe

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
)

// TestLogs answers as an API server does, and the kubelets behind it.
func TestLogs(t *testing.T) {
	pods := schema.GroupResource{Resource: "pods"}
	unknownToKubelet := apierrors.NewGenericServerResponse(http.StatusNotFound, "", schema.GroupResource{Resource: "pods/log"}, "web", `pod "web" does not exist`, 0, false)
	unknown := apierrors.NewNotFound(pods, "web")
	waiting := apierrors.NewBadRequest(`container "main" in pod "web" is waiting to start: ContainerCreating`)
	tests := map[string]struct {
		refusals []*apierrors.StatusError
		want     string
	}{
		"a log":                                  {want: ""},
		"the kubelet comes to know the Pod":      {refusals: []*apierrors.StatusError{unknownToKubelet, unknownToKubelet}, want: ""},
		"the kubelet never knows the Pod":        {refusals: repeated(unknownToKubelet, 99), want: "could not find the requested resource"},
		"the API server does not know the Pod":   {refusals: []*apierrors.StatusError{unknown}, want: `pods "web" not found`},
		"the container has not been made":        {refusals: []*apierrors.StatusError{waiting}, want: "is waiting to start"},
		"the kubelet's own error goes by itself": {refusals: []*apierrors.StatusError{apierrors.NewInternalError(assert.AnError)}, want: ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log, err := sceneThatRefuses(t, test.refusals).Logs(t.Context(), Container{Namespace: "one", Pod: "web", Container: "main"})
			if test.want == "" {
				require.NoError(t, err)
				assert.Equal(t, "a line\n", log)
				return
			}
			require.ErrorContains(t, err, test.want)
			assert.Empty(t, log)
		})
	}
}

func repeated(err *apierrors.StatusError, times int) []*apierrors.StatusError {
	out := make([]*apierrors.StatusError, times)
	for i := range out {
		out[i] = err
	}
	return out
}

// sceneThatRefuses is a scene whose API server has a log after it has answered with
// the refusals, one after the other.
func sceneThatRefuses(t *testing.T, refusals []*apierrors.StatusError) *Scene {
	t.Helper()
	return sceneOf(t, func(w http.ResponseWriter, _ *http.Request) {
		if len(refusals) == 0 {
			_, _ = w.Write([]byte("a line\n"))
			return
		}
		refuse(w, refusals[0])
		refusals = refusals[1:]
	})
}

// sceneOf is a scene with an API server. Its patience is twelve looks, for a busy machine.
func sceneOf(t *testing.T, answer http.HandlerFunc) *Scene {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	config := &rest.Config{Host: server.URL}
	client, err := kubernetes.NewForConfig(config)
	require.NoError(t, err)
	return &Scene{Kube: client, REST: config, Timeouts: await.Timeouts{API: time.Second, Exec: 12 * await.Interval}}
}

func refuse(w http.ResponseWriter, refusal *apierrors.StatusError) {
	status := refusal.Status()
	status.Kind, status.APIVersion = "Status", "v1"
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(int(status.Code))
	_ = json.NewEncoder(w).Encode(status)
}
