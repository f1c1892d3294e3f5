package probe

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/volconf/volconf/support/shell"
)

func TestNeverBegan(t *testing.T) {
	for text, never := range map[string]bool{
		"error dialing backend: dial tcp 10.89.0.3:10250: connect: connection refused":                                      true,
		"unable to upgrade connection: pod does not exist":                                                                  true,
		"error executing command in container: failed to exec in container: failed to load task: context deadline exceeded": true,
		`pods "web" not found`: false,
		`unable to upgrade connection: container not found ("web")`: false,
		"error reading from error stream: read: connection reset":   false,
		"error sending request: lost connection to pod":             false,
	} {
		assert.Equalf(t, never, neverBegan(errors.New(text)), text)
	}
	assert.False(t, neverBegan(nil))
}

func TestBrokeOff(t *testing.T) {
	for text, broke := range map[string]bool{
		"error reading from error stream: next reader: websocket: close 1006 (abnormal closure): unexpected EOF": true,
		"read tcp 10.89.0.203:43584->10.89.0.204:10250: read: connection reset by peer":                          true,
		"error reading from error stream: next reader: websocket: close 1000 (normal)":                           false,
		"read tcp 127.0.0.1:33920->127.0.0.1:34815: use of closed network connection":                            true,
		`unable to upgrade connection: container not found ("web")`:                                              false,
		"context deadline exceeded": false,
	} {
		assert.Equalf(t, broke, brokeOff(errors.New(text)), text)
	}
	assert.True(t, brokeOff(fmt.Errorf("reading: %w", io.ErrUnexpectedEOF)))
	assert.True(t, brokeOff(fmt.Errorf("reading: %w", io.EOF)))
	assert.True(t, brokeOff(&net.OpError{Op: "read", Err: syscall.ECONNRESET}))
	assert.False(t, brokeOff(nil))
}

// TestWhatIsRunAgain: a command whose end is not known is run again only where that
// comes to the same.
func TestWhatIsRunAgain(t *testing.T) {
	for refusal, tc := range map[string]struct{ once, idempotent bool }{
		"error dialing backend: connect: connection refused":   {once: true, idempotent: true},
		"read tcp 10.89.0.203:43584: connection reset by peer": {once: false, idempotent: true},
		`container not found ("web")`:                          {once: false, idempotent: false},
	} {
		t.Run(refusal, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			scene := sceneOf(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost { // the WebSocket before it is a GET
					asked.Add(1)
				}
				refuse(w, apierrors.NewInternalError(errors.New(refusal)))
			})
			again := func(exec func() (Output, error)) bool {
				asked.Store(0)
				_, err := exec()
				require.Error(t, err)
				require.Positive(t, asked.Load())
				return asked.Load() > 1
			}
			main := Container{Namespace: "one", Pod: "web", Container: "main"}
			assert.Equalf(t, tc.once, again(func() (Output, error) { return scene.Exec(t.Context(), main, "true") }), "Exec")
			assert.Equalf(t, tc.idempotent, again(func() (Output, error) { return scene.ExecIdempotent(t.Context(), main, "true") }), "ExecIdempotent")
		})
	}
}

func TestWhatACommandPrintsIsBounded(t *testing.T) {
	var p printed
	chunk := make([]byte, shell.MaxPrinted-1)
	for range 2 {
		n, err := p.Write(chunk)
		require.NoError(t, err)
		assert.Lenf(t, chunk, n, "the command is not told to stop")
	}
	assert.Equal(t, shell.MaxPrinted, p.Len())
	assert.Equal(t, shell.MaxPrinted-2, p.more)
}
