package habitat

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"
)

// configure writes the kind configuration of a habitat, and makes on this machine
// what its nodes mount.
func (r Runner) configure(ctx context.Context, h Habitat) (config []byte, undo func(context.Context) error, err error) {
	var undos []func(context.Context) error
	undo = func(ctx context.Context) error {
		var errs []error
		for _, one := range slices.Backward(undos) {
			errs = append(errs, one(ctx))
		}
		return errors.Join(errs...)
	}
	var cluster v1alpha4.Cluster
	if err := yaml.NewDecoder(bytes.NewReader(r.Base)).Decode(&cluster); err != nil {
		return nil, undo, fmt.Errorf("reading the kind configuration: %w", err)
	}
	if h.Kind != nil {
		h.Kind(&cluster)
	}
	if len(h.Files) > 0 {
		folder, err := os.MkdirTemp("", "volconf-habitat-")
		if err != nil {
			return nil, undo, fmt.Errorf("making a folder of files for the nodes: %w", err)
		}
		undos = append(undos, func(context.Context) error { return os.RemoveAll(folder) })
		if err := writeFiles(folder, h.Files); err != nil {
			return nil, undo, err
		}
		for i := range cluster.Nodes {
			cluster.Nodes[i].ExtraMounts = append(cluster.Nodes[i].ExtraMounts, v1alpha4.Mount{HostPath: folder, ContainerPath: FilesAt, Readonly: true})
		}
	}
	if err := r.olderImages(&cluster); err != nil {
		return nil, undo, err
	}
	for _, name := range h.Programs {
		folder, err := r.Programs(name)
		if err != nil {
			return nil, undo, err
		}
		for i := range cluster.Nodes {
			cluster.Nodes[i].ExtraMounts = append(cluster.Nodes[i].ExtraMounts,
				v1alpha4.Mount{HostPath: folder, ContainerPath: ProgramsAt + "/" + name, Readonly: true})
		}
	}
	workers := 0
	for i := range cluster.Nodes {
		if cluster.Nodes[i].Role != v1alpha4.WorkerRole || workers >= len(h.Disks) {
			continue
		}
		folder, remove, err := r.Disk(ctx, h.Disks[workers])
		if err != nil {
			return nil, undo, err
		}
		workers++
		undos = append(undos, remove)
		cluster.Nodes[i].ExtraMounts = append(cluster.Nodes[i].ExtraMounts, v1alpha4.Mount{HostPath: folder, ContainerPath: "/var/lib/kubelet"})
	}
	config, err = yaml.Marshal(cluster)
	if err != nil {
		return nil, undo, fmt.Errorf("writing the kind configuration: %w", err)
	}
	return config, undo, nil
}

func writeFiles(folder string, files map[string]string) error {
	if err := os.Chmod(folder, 0o755); err != nil {
		return fmt.Errorf("opening a folder of files to the nodes: %w", err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return fmt.Errorf("writing a file for the nodes: %w", err)
		}
	}
	return nil
}

// olderImages names the images of nodes that ask for those of another minor.
func (r Runner) olderImages(cluster *v1alpha4.Cluster) error {
	for i := range cluster.Nodes {
		minor, older := strings.CutPrefix(cluster.Nodes[i].Image, minorImage)
		if !older {
			continue
		}
		image, err := r.NodeImage(minor)
		if err != nil {
			return err
		}
		cluster.Nodes[i].Image = image
	}
	return nil
}
