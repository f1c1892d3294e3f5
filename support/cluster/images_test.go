package cluster

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	nodeIndex = `{"schema":1,"minor":"1.37","kubernetes":"v1.37.1","image":"volconf.local/node:v1.37.1-abc","implementation":"built",
		"coreDNSTag":"v1.14.6","etcdTag":"3.7.0-0","versions":{"containerd":"v2.4.2"}}`
	fixturesIndex = `{"schema":1,"archive":"fixtures.tar","images":{"nginx":"volconf.local/nginx:abc"},
		"digests":{"nginx":"sha256:1"},"implementations":{"git-sync":"stand-in"}}`
)

// cacheWith writes the files of an image cache; empty content leaves one out.
func cacheWith(t *testing.T, node, fixtures, archive string) string {
	t.Helper()
	cache := t.TempDir()
	for path, content := range map[string]string{"nodes/1.37.json": node, "fixtures/index.json": fixtures, "fixtures/fixtures.tar": archive} {
		file := filepath.Join(cache, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		if content != "" {
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		}
	}
	return cache
}

func TestLoadImages(t *testing.T) {
	cache := cacheWith(t, nodeIndex, fixturesIndex, "tar")
	images, err := LoadImages(cache, "1.37")
	require.NoError(t, err)
	assert.Equal(t, "volconf.local/node:v1.37.1-abc", images.Node.Image)
	assert.Equal(t, "v1.37.1", images.Node.Kubernetes)
	assert.Equal(t, "3.7.0-0", images.Node.EtcdTag)
	assert.Equal(t, filepath.Join(cache, "fixtures", "fixtures.tar"), images.Archive)
	assert.Equal(t, map[string]string{"nginx": "volconf.local/nginx:abc"}, images.Refs)
	assert.Equal(t, map[string]string{"nginx": "sha256:1"}, images.Digests)
	assert.Equal(t, map[string]string{"git-sync": "stand-in"}, images.Implementations)
}

func TestLoadImagesNamesTheCure(t *testing.T) {
	const nodeCure, fixturesCure = "run `make node-image K8S=1.37`", "run `make fixture-images`"
	for _, test := range []struct {
		name                    string
		node, fixtures, archive string
		says, cure              string
	}{
		{"no node image", "", fixturesIndex, "tar", "not built yet", nodeCure},
		{"truncated node index", nodeIndex[:40], fixturesIndex, "tar", "unexpected end", nodeCure},
		{"node index of another schema", `{"schema":2,"image":"a","kubernetes":"v1.37.1"}`, fixturesIndex, "tar", "has schema 2, this program reads 1", nodeCure},
		{"node index without an image", `{"schema":1,"kubernetes":"v1.37.1"}`, fixturesIndex, "tar", "names no image", nodeCure},
		{"no fixtures", nodeIndex, "", "tar", "not built yet", fixturesCure},
		{"truncated fixture index", nodeIndex, fixturesIndex[:30], "tar", "unexpected end", fixturesCure},
		{"fixture index of another schema", nodeIndex, `{"schema":7}`, "tar", "has schema 7", fixturesCure},
		{"fixture index without images", nodeIndex, `{"schema":1,"archive":"fixtures.tar"}`, "tar", "names no images", fixturesCure},
		{"no archive", nodeIndex, fixturesIndex, "", "is missing", fixturesCure},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := LoadImages(cacheWith(t, test.node, test.fixtures, test.archive), "1.37")
			require.Error(t, err)
			assert.ErrorContains(t, err, test.says)
			assert.ErrorContains(t, err, test.cure)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestCacheDir(t *testing.T) {
	set := t.TempDir()
	dir, err := CacheDir(func(string) string { return set })
	require.NoError(t, err)
	assert.Equal(t, set, dir)

	t.Setenv("XDG_CACHE_HOME", set)
	dir, err = CacheDir(func(string) string { return "" })
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(set, "volconf"), dir)
}
