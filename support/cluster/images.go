package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// imagesSchema is the version of the two index files that LoadImages reads.
const imagesSchema = 1

// Images is what the image scripts built: the image of the nodes and the
// archive of the images that the claims' Pods run.
type Images struct {
	Node            NodeImage
	Archive         string            // file of the fixture images
	Refs            map[string]string // "nginx" to its reference
	Digests         map[string]string // "nginx" to its content digest
	Implementations map[string]string // "git-sync" to "stand-in"
	Architecture    string            // that the fixture images are for: "amd64"; empty in indexes that do not say
}

// NodeImage is what a kind node runs: $cache/nodes/<minor>.json.
type NodeImage struct {
	Schema         int    `json:"schema"`
	Minor          string `json:"minor"`      // "1.36"
	Kubernetes     string `json:"kubernetes"` // "v1.36.3"
	Image          string `json:"image"`
	Implementation string `json:"implementation"` // "built" from our Dockerfile, or "kind", pulled
	// FitsHost says that the nodes see to what the host decides of containerd's
	// configuration (scripts/node-image/fit-containerd.sh).
	FitsHost bool `json:"fitsHost,omitempty"`
	// Tags of what the image really holds, where kubeadm might ask for another.
	// Empty leaves it to kubeadm.
	EtcdTag      string            `json:"etcdTag,omitempty"`
	CoreDNSTag   string            `json:"coreDNSTag,omitempty"`
	FeatureGates map[string]bool   `json:"featureGates,omitempty"` // of a cluster that is to make use of the image
	Versions     map[string]string `json:"versions,omitempty"`     // of everything else in it
}

// fixtureIndex is $cache/fixtures/index.json.
type fixtureIndex struct {
	Schema          int               `json:"schema"`
	Archive         string            `json:"archive"` // beside the index, or absolute
	Images          map[string]string `json:"images"`  // name to reference
	Digests         map[string]string `json:"digests"`
	Implementations map[string]string `json:"implementations"`
	Architecture    string            `json:"architecture,omitempty"`
}

// CacheDir is where images, tools and the state of clusters are kept:
// $VOLCONF_CACHE, else volconf in the user's cache folder.
func CacheDir(getenv func(string) string) (string, error) {
	if dir := getenv("VOLCONF_CACHE"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("finding the cache folder: %w; set VOLCONF_CACHE", err)
	}
	return filepath.Join(dir, "volconf"), nil
}

// StateDir is the folder of the cache that keeps what is known of clusters that are up.
func StateDir(cache string) string { return filepath.Join(cache, "clusters") }

// LoadImages reads the indexes of the image scripts for one Kubernetes minor.
func LoadImages(cache, minor string) (Images, error) {
	var images Images
	nodeCure := "make node-image K8S=" + minor
	if err := readIndex(filepath.Join(cache, "nodes", minor+".json"), nodeCure, &images.Node, &images.Node.Schema); err != nil {
		return Images{}, fmt.Errorf("node image for Kubernetes %s: %w", minor, err)
	}
	if images.Node.Image == "" || images.Node.Kubernetes == "" {
		return Images{}, fmt.Errorf("node image for Kubernetes %s: the index names no image or version: run `%s`", minor, nodeCure)
	}
	if err := images.loadFixtures(cache); err != nil {
		return Images{}, err
	}
	return images, nil
}

// LoadFixtures reads the index of the fixture images alone: it is all that a
// run on somebody else's cluster needs.
func LoadFixtures(cache string) (Images, error) {
	var images Images
	err := images.loadFixtures(cache)
	return images, err
}

func (i *Images) loadFixtures(cache string) error {
	const cure = "make fixture-images"
	path := filepath.Join(cache, "fixtures", "index.json")
	var index fixtureIndex
	if err := readIndex(path, cure, &index, &index.Schema); err != nil {
		return fmt.Errorf("fixture images: %w", err)
	}
	i.Archive = index.Archive
	if !filepath.IsAbs(i.Archive) {
		i.Archive = filepath.Join(filepath.Dir(path), i.Archive)
	}
	if _, err := os.Stat(i.Archive); err != nil || len(index.Images) == 0 {
		return fmt.Errorf("fixture images: the index names no images, or its archive %s is missing: run `%s`", i.Archive, cure)
	}
	i.Refs, i.Digests, i.Implementations = index.Images, index.Digests, index.Implementations
	i.Architecture = index.Architecture
	return nil
}

// readIndex reads a JSON file into index, whose schema must be ours. Each error
// names the command that makes the file anew.
func readIndex(path, cure string, index any, schema *int) error {
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("not built yet (no %s): run `%s`", path, cure)
	case err != nil:
		return fmt.Errorf("reading the index: %w", err)
	}
	if err := json.Unmarshal(content, index); err != nil {
		return fmt.Errorf("reading %s: %w: run `%s`", path, err, cure)
	}
	if *schema != 0 && *schema != imagesSchema { // the first indexes did not say
		return fmt.Errorf("%s has schema %d, this program reads %d: run `%s`", path, *schema, imagesSchema, cure)
	}
	return nil
}
