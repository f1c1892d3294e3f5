package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

const (
	mediaTypeManifest  = "application/vnd.oci.image.manifest.v1+json"
	mediaTypeIndex     = "application/vnd.oci.image.index.v1+json"
	mediaTypeConfig    = "application/vnd.oci.image.config.v1+json"
	mediaTypeLayer     = "application/vnd.oci.image.layer.v1.tar"
	mediaTypeLayerZstd = mediaTypeLayer + "+zstd"
)

// descriptor is the OCI way to point at content.
type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int64             `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

// blob is a descriptor with the content that it points at, in memory or in a file.
type blob struct {
	descriptor
	diffID string // of a layer: the digest of its uncompressed form
	data   []byte
	file   string
}

// Packed tells what an archive holds: the digest of the manifest of each reference.
type Packed struct {
	Digests map[string]string `json:"digests"`
}

// pack writes the archive of a plan. Layers go through temporary files, since a tar
// header needs their size and their name is their digest.
func pack(plan Plan, out io.Writer) (Packed, error) {
	scratch, err := os.MkdirTemp("", "ociarchive")
	if err != nil {
		return Packed{}, fmt.Errorf("make a folder for layers: %w", err)
	}
	defer func() { _ = os.RemoveAll(scratch) }()

	layers := map[string]blob{}
	for _, name := range slices.Sorted(maps.Keys(plan.Layers)) {
		layer, err := packLayer(plan.Layers[name], scratch)
		if err != nil {
			return Packed{}, fmt.Errorf("layer %s: %w", name, err)
		}
		layers[name] = layer
	}

	blobs := map[string]blob{}
	packed := Packed{Digests: map[string]string{}}
	var manifests []descriptor
	for _, image := range plan.Images {
		config, manifest, err := packImage(plan.Architecture, image, layers)
		if err != nil {
			return Packed{}, fmt.Errorf("image %s: %w", image.Names[0], err)
		}
		blobs[config.Digest], blobs[manifest.Digest] = config, manifest
		for _, name := range image.Layers {
			blobs[layers[name].Digest] = layers[name]
		}
		for _, name := range image.Names {
			ref := reference(name, config.Digest)
			packed.Digests[ref] = manifest.Digest
			named := manifest.descriptor
			named.Annotations = map[string]string{
				"io.containerd.image.name":          ref,
				"org.opencontainers.image.ref.name": ref[strings.LastIndex(ref, ":")+1:],
			}
			manifests = append(manifests, named)
		}
	}
	return packed, writeLayout(out, blobs, manifests)
}

func packLayer(layer Layer, scratch string) (_ blob, err error) {
	file, err := os.CreateTemp(scratch, "layer")
	if err != nil {
		return blob{}, err
	}
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	stored, plain := sha256.New(), sha256.New()
	destination := io.MultiWriter(file, stored)
	mediaType := mediaTypeLayer
	var compressor *zstd.Encoder
	if layer.Zstd {
		mediaType = mediaTypeLayerZstd
		// One at a time: the order in which blocks end must not decide the bytes.
		if compressor, err = zstd.NewWriter(destination, zstd.WithEncoderConcurrency(1)); err != nil {
			return blob{}, err
		}
		destination = compressor
	}
	if err := writeLayer(layer, io.MultiWriter(destination, plain)); err != nil {
		return blob{}, err
	}
	if compressor != nil {
		if err := compressor.Close(); err != nil {
			return blob{}, err
		}
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return blob{}, err
	}
	return blob{
		descriptor: descriptor{MediaType: mediaType, Digest: digest(stored.Sum(nil)), Size: size},
		diffID:     digest(plain.Sum(nil)),
		file:       file.Name(),
	}, nil
}

func packImage(architecture string, image Image, layers map[string]blob) (config, manifest blob, err error) {
	var diffIDs []string
	var stack []descriptor
	for _, name := range image.Layers {
		diffIDs = append(diffIDs, layers[name].diffID)
		stack = append(stack, layers[name].descriptor)
	}
	config, err = jsonBlob(mediaTypeConfig, map[string]any{
		"architecture": architecture,
		"os":           "linux",
		"created":      "1970-01-01T00:00:00Z",
		"config":       image.Config,
		"rootfs":       map[string]any{"type": "layers", "diff_ids": diffIDs},
	})
	if err != nil {
		return blob{}, blob{}, err
	}
	manifest, err = jsonBlob(mediaTypeManifest, map[string]any{
		"schemaVersion": 2,
		"mediaType":     mediaTypeManifest,
		"config":        config.descriptor,
		"layers":        stack,
	})
	return config, manifest, err
}

func jsonBlob(mediaType string, value any) (blob, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return blob{}, err
	}
	sum := sha256.Sum256(data)
	return blob{
		descriptor: descriptor{MediaType: mediaType, Digest: digest(sum[:]), Size: int64(len(data))},
		data:       data,
	}, nil
}

func digest(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }

// writeLayout writes the OCI image layout: marker, index, and the blobs by digest.
func writeLayout(out io.Writer, blobs map[string]blob, manifests []descriptor) error {
	archive := tar.NewWriter(out)
	index, err := json.Marshal(map[string]any{
		"schemaVersion": 2, "mediaType": mediaTypeIndex, "manifests": manifests,
	})
	if err != nil {
		return err
	}
	small := []struct {
		name string
		data []byte
	}{
		{"oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`)},
		{"index.json", index},
	}
	for _, file := range small {
		if err := writeBlob(archive, file.name, int64(len(file.data)), bytes.NewReader(file.data)); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(blobs)) {
		if err := copyBlob(archive, blobs[key]); err != nil {
			return fmt.Errorf("store %s: %w", key, err)
		}
	}
	return archive.Close()
}

func copyBlob(archive *tar.Writer, b blob) error {
	name := "blobs/sha256/" + strings.TrimPrefix(b.Digest, "sha256:")
	if b.file == "" {
		return writeBlob(archive, name, b.Size, bytes.NewReader(b.data))
	}
	file, err := os.Open(b.file)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	return writeBlob(archive, name, b.Size, file)
}

func writeBlob(archive *tar.Writer, name string, size int64, content io.Reader) error {
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := io.Copy(archive, content)
	return err
}
