package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// bringSystemImages gives each node of another image what the cluster's own Pods
// run, out of a control plane's store: kube-proxy on every node is of the API
// server's version (cmd/kubeadm/app/phases/addons/proxy, v1.37), and an older node
// image does not have it.
func (c *Cluster) bringSystemImages(ctx context.Context) error {
	from := slices.IndexFunc(c.nodes, func(n plannedNode) bool { return n.controlPlane })
	others := slices.DeleteFunc(slices.Clone(c.nodes), func(n plannedNode) bool { return from < 0 || n.image == c.nodes[from].image })
	if len(others) == 0 {
		return nil
	}
	source := c.nodes[from].name
	there, err := c.systemImages(ctx, source)
	if err != nil {
		return err
	}
	for _, n := range others {
		have, err := c.systemImages(ctx, n.name)
		if err != nil {
			return err
		}
		lacking := slices.DeleteFunc(slices.Clone(there), func(image string) bool { return slices.Contains(have, image) })
		if len(lacking) == 0 {
			continue
		}
		c.log("bringing %s from %s to %s, whose image has them not", strings.Join(lacking, ", "), source, n.name)
		if err := c.copyImages(ctx, source, n.name, lacking); err != nil {
			return fmt.Errorf("bringing images from node %s to node %s: %w", source, n.name, err)
		}
	}
	return nil
}

// systemImages lists the images of a node, by tag, that Pods on other nodes may
// run.
func (c *Cluster) systemImages(ctx context.Context, node string) ([]string, error) {
	if err := c.awaitContainerd(ctx, node); err != nil {
		return nil, err
	}
	listed, err := c.onNode(ctx, node, nil, infoWithin, "ctr", "--namespace=k8s.io", "images", "list", "--quiet")
	if err != nil {
		return nil, fmt.Errorf("listing the images of node %s: %w", node, err)
	}
	return slices.DeleteFunc(strings.Fields(listed), ofNoOtherNode), nil
}

// ofNoOtherNode tells names that are digests, and what a control plane runs as
// static Pods.
func ofNoOtherNode(image string) bool {
	if strings.HasPrefix(image, "sha256:") || strings.Contains(image, "@") {
		return true
	}
	for _, name := range []string{"/kube-apiserver:", "/kube-controller-manager:", "/kube-scheduler:", "/etcd:"} {
		if strings.Contains(image, name) {
			return true
		}
	}
	return false
}

// copyImages goes by way of a file: a stream from one program of the engine to the
// other would hang where one of them ends.
func (c *Cluster) copyImages(ctx context.Context, from, to string, images []string) (err error) {
	archive, err := os.CreateTemp("", "volconf-images-*.tar")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archive.Close(), os.Remove(archive.Name())) }()
	export := append([]string{"exec", from, "ctr", "--namespace=k8s.io", "images", "export", "-"}, images...)
	if _, err := c.engine.run(ctx, command{args: export, stdout: archive, within: importWithin}); err != nil {
		return err
	}
	return c.loadNode(ctx, archive.Name(), to)
}
