package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// layerDir makes a folder with one of each kind of entry.
func layerDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "usr/bin"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "usr/bin/tool"), []byte("tool"), 0o755))
	require.NoError(t, os.Link(filepath.Join(dir, "usr/bin/tool"), filepath.Join(dir, "usr/bin/twin")))
	require.NoError(t, os.Symlink("usr/bin", filepath.Join(dir, "bin")))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "srv/git/site"), 0o755))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "tmp"), 0o755))
	require.NoError(t, os.Chmod(filepath.Join(dir, "tmp"), 0o777|os.ModeSticky))
	return dir
}

func planOf(dir string) Plan {
	return Plan{
		Architecture: "amd64",
		Layers: map[string]Layer{
			"base": {Dir: dir, Owners: map[string]string{"srv": "1:2", "srv/git": "1000:1001"}},
		},
		Images: []Image{
			{Names: []string{"volconf.local/shell"}, Layers: []string{"base"}, Config: Config{Cmd: []string{"sh"}}},
			{Names: []string{"volconf.local/a:1", "volconf.local/b:1"}, Layers: []string{"base"}, Config: Config{User: "65533"}},
		},
	}
}

func packed(t *testing.T, plan Plan) ([]byte, Packed) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	var out bytes.Buffer
	result, err := pack(plan, &out)
	require.NoError(t, err)
	return out.Bytes(), result
}

type entry struct {
	header  tar.Header
	content []byte
}

func entries(t *testing.T, archive []byte) map[string]entry {
	t.Helper()
	found := map[string]entry{}
	reader := tar.NewReader(bytes.NewReader(archive))
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		require.NoError(t, err)
		content, err := io.ReadAll(reader)
		require.NoError(t, err)
		found[header.Name] = entry{*header, content}
	}
}

// layers returns the content of the layers that a reference's manifest names.
func layers(t *testing.T, archive []byte, ref string) [][]byte {
	t.Helper()
	files := entries(t, archive)
	blob := func(digest string) []byte {
		content := files["blobs/sha256/"+digest[len("sha256:"):]].content
		sum := sha256.Sum256(content)
		require.Equalf(t, digest, "sha256:"+hex.EncodeToString(sum[:]), "a blob is what its name says")
		return content
	}
	var index struct{ Manifests []descriptor }
	require.NoError(t, json.Unmarshal(files["index.json"].content, &index))
	for _, manifest := range index.Manifests {
		if manifest.Annotations["io.containerd.image.name"] != ref {
			continue
		}
		var parsed struct {
			Config descriptor
			Layers []descriptor
		}
		require.NoError(t, json.Unmarshal(blob(manifest.Digest), &parsed))
		blob(parsed.Config.Digest)
		var contents [][]byte
		for _, layer := range parsed.Layers {
			contents = append(contents, blob(layer.Digest))
		}
		return contents
	}
	require.Failf(t, "no such image", "%s", ref)
	return nil
}

func TestLayerEntries(t *testing.T) {
	archive, _ := packed(t, planOf(layerDir(t)))
	files := entries(t, layers(t, archive, "volconf.local/a:1")[0])

	assert.Equal(t, "tool", string(files["usr/bin/tool"].content))
	assert.EqualValues(t, 0o755, files["usr/bin/tool"].header.Mode)
	assert.Equalf(t, byte(tar.TypeLink), files["usr/bin/twin"].header.Typeflag, "a hard link is not stored twice")
	assert.Equal(t, "usr/bin/tool", files["usr/bin/twin"].header.Linkname)
	assert.Equal(t, "usr/bin", files["bin"].header.Linkname)
	assert.EqualValues(t, 0o1777, files["tmp/"].header.Mode)

	for name, want := range map[string][2]int{
		"usr/": {0, 0}, "srv/": {1, 2}, "srv/git/": {1000, 1001}, "srv/git/site/": {1000, 1001},
	} {
		assert.Equalf(t, want, [2]int{files[name].header.Uid, files[name].header.Gid}, name)
	}
}

func TestTheSameContentGivesTheSameBytes(t *testing.T) {
	first, result := packed(t, planOf(layerDir(t)))
	dir := layerDir(t)
	require.NoError(t, os.Chtimes(filepath.Join(dir, "usr/bin/tool"), time.Now(), time.Now().Add(-time.Hour)))
	second, again := packed(t, planOf(dir))
	assert.Truef(t, bytes.Equal(first, second), "two archives of equal folders differ")
	assert.Equal(t, result, again)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "usr/bin/tool"), []byte("tool 2"), 0o755))
	_, changed := packed(t, planOf(dir))
	assert.NotEqual(t, result, changed)
}

func TestNames(t *testing.T) {
	archive, result := packed(t, planOf(layerDir(t)))
	require.Len(t, result.Digests, 3)
	assert.Equal(t, result.Digests["volconf.local/a:1"], result.Digests["volconf.local/b:1"])
	for ref := range result.Digests {
		layers(t, archive, ref)
		if ref != "volconf.local/a:1" && ref != "volconf.local/b:1" {
			assert.Regexp(t, `^volconf\.local/shell:[0-9a-f]{12}$`, ref)
		}
	}
}

func TestSharedLayersAreStoredOnce(t *testing.T) {
	archive, _ := packed(t, planOf(layerDir(t)))
	// The marker, the index, one layer, and a configuration and a manifest for each of two images.
	assert.Len(t, entries(t, archive), 7)
}

func TestZstd(t *testing.T) {
	plan := planOf(layerDir(t))
	plain, _ := packed(t, plan)
	base := plan.Layers["base"]
	base.Zstd = true
	plan.Layers["base"] = base
	compressed, _ := packed(t, plan)

	reader, err := zstd.NewReader(bytes.NewReader(layers(t, compressed, "volconf.local/a:1")[0]))
	require.NoError(t, err)
	defer reader.Close()
	content, err := io.ReadAll(reader)
	require.NoError(t, err)
	assert.Equal(t, layers(t, plain, "volconf.local/a:1")[0], content)
}

func TestReference(t *testing.T) {
	digest := "sha256:0123456789abcdef0123456789abcdef"
	for name, want := range map[string]string{
		"volconf.local/shell":        "volconf.local/shell:0123456789ab",
		"volconf.local/shell:v1":     "volconf.local/shell:v1",
		"registry.local:5000/shell":  "registry.local:5000/shell:0123456789ab",
		"registry.local:5000/shell:": "registry.local:5000/shell:",
	} {
		assert.Equal(t, want, reference(name, digest))
	}
}

func TestRun(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dir := t.TempDir()
	planFile, output := filepath.Join(dir, "plan.json"), filepath.Join(dir, "images.tar")
	write := func(plan Plan) {
		data, err := json.Marshal(plan)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(planFile, data, 0o644))
	}

	write(planOf(layerDir(t)))
	var stdout bytes.Buffer
	require.NoError(t, run(planFile, output, &stdout))
	assert.Contains(t, stdout.String(), "volconf.local/a:1")
	good, err := os.ReadFile(output)
	require.NoError(t, err)

	// A failure leaves the old archive, and nothing else.
	write(planOf(filepath.Join(dir, "none")))
	require.Error(t, run(planFile, output, &stdout))
	after, err := os.ReadFile(output)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(good, after))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 2)
}

func TestPlansRejected(t *testing.T) {
	cases := map[string]struct{ plan, wants string }{
		"not JSON":        {`{`, "parse"},
		"misspelt":        {`{"architecture":"amd64","layer":{}}`, "layer"},
		"no architecture": {`{"images":[{"names":["a"],"layers":["x"]}],"layers":{"x":{"dir":"/"}}}`, "architecture"},
		"no images":       {`{"architecture":"amd64"}`, "no images"},
		"no name":         {`{"architecture":"amd64","images":[{"layers":["x"]}],"layers":{"x":{"dir":"/"}}}`, "no name"},
		"no layers":       {`{"architecture":"amd64","images":[{"names":["a"]}]}`, "a has no layers"},
		"unknown layer":   {`{"architecture":"amd64","images":[{"names":["a"],"layers":["y"]}],"layers":{"x":{"dir":"/"}}}`, `"y"`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "plan.json")
			require.NoError(t, os.WriteFile(file, []byte(c.plan), 0o644))
			_, err := readPlan(file)
			require.ErrorContains(t, err, c.wants)
		})
	}
	_, err := readPlan(filepath.Join(t.TempDir(), "none"))
	require.Error(t, err)
}

func TestOwnersRejected(t *testing.T) {
	for _, ids := range []string{"", "1000", "git:git", "1:", ":1"} {
		_, err := parseOwners(map[string]string{"srv": ids})
		require.ErrorContainsf(t, err, "uid:gid", ids)
	}
}
