package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/cluster"
)

func (a app) imagesLoad() *cobra.Command {
	var flags engineFlags
	var into string
	cmd := &cobra.Command{
		Use:     "load --cluster NAME",
		Short:   "Load the fixture images into all nodes of a kind cluster",
		Example: "  kind create cluster --name mine\n  volconf images load --cluster mine",
		Args:    cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	cmd.Flags().StringVar(&into, "cluster", "kind", "name of the kind cluster, whoever made it")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		place, err := flags.find(cmd.Context(), a, false)
		if err != nil {
			return err
		}
		images, err := a.fixtures()
		if err != nil {
			return err
		}
		return environment(cluster.Load(cmd.Context(), place.engine, into, images.Archive))
	}
	return cmd
}

func (a app) imagesPush() *cobra.Command {
	return &cobra.Command{
		Use:   "push REGISTRY",
		Short: "Push the fixture images to a registry that the nodes can pull from",
		Long: `Push the fixture images to a registry, with the credentials that docker login or
podman login left. A run then takes them from there with -image-registry REGISTRY.`,
		Example: "  volconf images push registry.example/volconf\n  volconf run -- -kubeconfig KUBECONFIG -image-registry registry.example/volconf",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			images, err := a.fixtures()
			if err != nil {
				return err
			}
			for _, image := range slices.Sorted(maps.Keys(images.Refs)) {
				to, err := push(cmd.Context(), images.Archive, images.Refs[image], args[0])
				if err != nil {
					return environment(err)
				}
				fmt.Fprintln(a.out, to)
			}
			return nil
		},
	}
}

func (a app) fixtures() (cluster.Images, error) {
	cache, err := cluster.CacheDir(a.getenv)
	if err != nil {
		return cluster.Images{}, environment(err)
	}
	images, err := cluster.LoadFixtures(cache)
	return images, environment(err)
}

// push copies one image of an archive to a registry under its own name and tag.
func push(ctx context.Context, archive, reference, registry string) (string, error) {
	tag, err := name.NewTag(reference)
	if err != nil {
		return "", fmt.Errorf("reading the name of an image: %w", err)
	}
	image, err := tarball.ImageFromPath(archive, &tag)
	if err != nil {
		return "", fmt.Errorf("reading %s out of %s: %w", reference, filepath.Base(archive), err)
	}
	to, err := name.NewTag(strings.TrimSuffix(registry, "/") + "/" + reference[strings.LastIndexByte(reference, '/')+1:])
	if err != nil {
		return "", fmt.Errorf("%q is not a registry: %w", registry, err)
	}
	if err := remote.Write(to, image, remote.WithContext(ctx), remote.WithAuthFromKeychain(authn.DefaultKeychain)); err != nil {
		return "", fmt.Errorf("pushing %s: %w", to, err)
	}
	return to.String(), nil
}
