package probe

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/streaming/pkg/httpstream"
	"k8s.io/streaming/pkg/httpstream/spdy"
)

// onlySPDY refuses every upgrade to a WebSocket, as API servers before 1.29 and some
// proxies do, and answers one to SPDY.
func onlySPDY(t *testing.T, upgraded *atomic.Int32, protocol string, serve func(streams map[string]io.Writer)) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			refuse(w, apierrors.NewBadRequest("you must specify at least 1 of stdin, stdout, stderr"))
			return
		}
		upgraded.Add(1)
		if _, err := httpstream.Handshake(r, w, []string{protocol}); err != nil {
			t.Error(err)
			return
		}
		opened := make(chan httpstream.Stream, 4)
		connection := spdy.NewResponseUpgrader().UpgradeResponse(w, r, func(s httpstream.Stream, _ <-chan struct{}) error {
			opened <- s
			return nil
		})
		if connection == nil {
			return
		}
		defer connection.Close()
		if serve == nil {
			return
		}
		streams := map[string]io.Writer{}
		for range 3 {
			s := <-opened
			streams[s.Headers().Get(corev1.StreamType)] = s
		}
		serve(streams)
	}
}

// An API server that speaks no WebSocket is spoken to by SPDY: the errors by which the
// refusal is known come from k8s.io/streaming, and those of an older module are others.
func TestACommandFallsBackToSPDY(t *testing.T) {
	var upgraded atomic.Int32
	scene := sceneOf(t, onlySPDY(t, &upgraded, "v4.channel.k8s.io", func(streams map[string]io.Writer) {
		_, _ = fmt.Fprint(streams[corev1.StreamTypeStdout], "hello")
		_, _ = fmt.Fprint(streams[corev1.StreamTypeError], `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success"}`)
	}))
	out, err := scene.Exec(t.Context(), Container{Namespace: "one", Pod: "web", Container: "main"}, "true")
	require.NoError(t, err)
	assert.Equal(t, Output{Stdout: "hello"}, out)
	assert.EqualValues(t, 1, upgraded.Load())
}

func TestAForwardedPortFallsBackToSPDY(t *testing.T) {
	var upgraded atomic.Int32
	scene := sceneOf(t, onlySPDY(t, &upgraded, "portforward.k8s.io", nil))
	dialer, err := scene.forwardDialer(Container{Namespace: "one", Pod: "web"})
	require.NoError(t, err)
	connection, protocol, err := dialer.Dial("portforward.k8s.io")
	require.NoError(t, err)
	defer connection.Close()
	assert.Equal(t, "portforward.k8s.io", protocol)
	assert.EqualValues(t, 1, upgraded.Load())
}
