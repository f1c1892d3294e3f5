package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/cluster"
)

func (a app) images() *cobra.Command {
	return group("images", "What the nodes and the claims' Pods run", a.imagesList())
}

// listedImage is how an image looks to a script.
type listedImage struct {
	Name           string `json:"name"`
	Reference      string `json:"reference"`
	Digest         string `json:"digest,omitempty"`
	Implementation string `json:"implementation,omitempty"`
	Kubernetes     string `json:"kubernetes,omitempty"` // of a node image
}

func (a app) imagesList() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the images that are built",
		Args:  cobra.NoArgs,
	}
	out := outputFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		cache, err := cluster.CacheDir(a.getenv)
		if err != nil {
			return environment(err)
		}
		images, err := builtImages(cache)
		if err != nil {
			return environment(err)
		}
		if *out == asJSON {
			return writeJSON(a.out, images)
		}
		table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
		for _, i := range images {
			fmt.Fprintf(table, "%s\t%s\t%s\n", i.Name, i.Reference, i.Implementation)
		}
		return table.Flush()
	}
	return cmd
}

// builtImages lists a node image for each minor that was built, and the fixture
// images, which are the same for all.
func builtImages(cache string) ([]listedImage, error) {
	indexes, err := filepath.Glob(filepath.Join(cache, "nodes", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("listing the node images: %w", err)
	}
	if len(indexes) == 0 {
		return nil, fmt.Errorf("no node image is built yet (none in %s): run `make images`", filepath.Join(cache, "nodes"))
	}
	var out []listedImage
	var fixtures cluster.Images
	for _, index := range indexes {
		minor := strings.TrimSuffix(filepath.Base(index), ".json")
		images, err := cluster.LoadImages(cache, minor)
		if err != nil {
			return nil, err
		}
		fixtures = images
		out = append(out, listedImage{Name: "node " + minor, Reference: images.Node.Image, Implementation: images.Node.Implementation, Kubernetes: images.Node.Kubernetes})
	}
	for _, name := range slices.Sorted(maps.Keys(fixtures.Refs)) {
		out = append(out, listedImage{name, fixtures.Refs[name], fixtures.Digests[name], fixtures.Implementations[name], ""})
	}
	return out, nil
}
