package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"
)

func TestNewKeyPair(t *testing.T) {
	one, err := newKeyPair()
	require.NoError(t, err)
	other, err := newKeyPair()
	require.NoError(t, err)
	assert.NotEqual(t, one, other)
	signer, err := ssh.ParsePrivateKey([]byte(one.private))
	require.NoError(t, err)
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(one.public))
	require.NoError(t, err)
	assert.Equalf(t, signer.PublicKey().Marshal(), public.Marshal(), "the halves belong together")
}
