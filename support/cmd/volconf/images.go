package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/cluster"
)

func (a app) images() *cobra.Command {
	return group("images", "What the nodes and the claims' Pods run", a.imagesList(), a.imagesBuild(), a.imagesLoad(), a.imagesPush())
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

func (a app) imagesBuild() *cobra.Command {
	var minor string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the node image of one Kubernetes minor and the fixture images",
		Long: `Build what is not built yet, with make in the module that holds this program's
source: the working folder or one above it. This program becomes make.`,
		Example: "  volconf images build --k8s 1.36",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&minor, "k8s", a.getenv("VOLCONF_K8S"), "Kubernetes minor, such as 1.36 (default: the suite's own)")
	cmd.RunE = func(*cobra.Command, []string) error {
		here, err := os.Getwd()
		if err != nil {
			return environment(fmt.Errorf("finding the working folder: %w", err))
		}
		root, err := moduleRoot(here)
		if err != nil {
			return err
		}
		tool, err := exec.LookPath("make")
		if err != nil {
			return environment(fmt.Errorf("building the images: %w; install make", err))
		}
		args := []string{"make", "--no-print-directory", "-C", root, "images"}
		if minor != "" {
			args = append(args, "K8S="+minor)
		}
		return environment(fmt.Errorf("starting make: %w", syscall.Exec(tool, args, a.environ)))
	}
	return cmd
}

// moduleRoot finds the folder of this module, from a folder within it.
func moduleRoot(folder string) (string, error) {
	for dir := folder; ; dir = filepath.Dir(dir) {
		content, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		switch {
		case err == nil && bytes.HasPrefix(content, []byte("module github.com/volconf/volconf\n")):
			return dir, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("looking for the module: %w", err)
		case dir == filepath.Dir(dir):
			return "", fmt.Errorf("%s is not in the module of volconf, whose scripts build the images: call it from a checkout", folder)
		}
	}
}
