package sabotage

import (
	"io"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRelayDelaysAnswersAndLosesNone against a server that echoes.
func TestRelayDelaysAnswersAndLosesNone(t *testing.T) {
	server, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer server.Close()
	go func() {
		for {
			c, err := server.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(c, c) }()
		}
	}()
	r := &relay{delay: 50 * time.Millisecond}
	address, err := r.listen(t.Context(), server.Addr().String())
	require.NoError(t, err)
	client, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	require.NoError(t, err)
	defer client.Close()

	for range 2 {
		start := time.Now()
		_, err = client.Write([]byte("hello"))
		require.NoError(t, err)
		answer := make([]byte, 5)
		_, err = io.ReadFull(client, answer)
		require.NoError(t, err)
		assert.Equal(t, "hello", string(answer))
		assert.GreaterOrEqual(t, time.Since(start), r.delay)
	}
	require.NoErrorf(t, r.close(), "it ends although a client is connected")
	_, err = client.Read(make([]byte, 1))
	require.Error(t, err)
}
