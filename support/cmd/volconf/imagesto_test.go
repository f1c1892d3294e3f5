package main

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPush(t *testing.T) {
	image, err := random.Image(64, 1)
	require.NoError(t, err)
	tag, err := name.NewTag("volconf.local/shell:abc")
	require.NoError(t, err)
	archive := filepath.Join(t.TempDir(), "images.tar")
	require.NoError(t, tarball.WriteToFile(archive, tag, image))
	server := httptest.NewServer(registry.New())
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")

	to, err := push(t.Context(), archive, "volconf.local/shell:abc", host+"/team/")
	require.NoError(t, err)
	assert.Equal(t, host+"/team/shell:abc", to)
	there, err := name.ParseReference(to)
	require.NoError(t, err)
	_, err = remote.Head(there)
	require.NoError(t, err)

	_, err = push(t.Context(), archive, "volconf.local/git:abc", host)
	require.ErrorContainsf(t, err, "volconf.local/git:abc", "an image that the archive lacks")
	_, err = push(t.Context(), archive, "volconf.local/shell:abc", "not a registry")
	require.ErrorContains(t, err, "is not a registry")
}
