package habitat

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/volconf/volconf/support/held"
)

//go:embed objects/*.yaml
var objectFiles embed.FS

// objects applies a file of objects/ to the cluster, in which $(shell) is the
// reference of that fixture image, and deletes it when the habitat is left. Policies
// are in force a moment later: see refuses.
func objects(name string) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		text, err := readObjects(name, c.Images)
		if err != nil {
			return nil, err
		}
		undo := func(ctx context.Context) error {
			_, err := c.Script(ctx, c.ControlPlane, `printf %s "$1" | kubectl delete --ignore-not-found --wait --filename=-`, text)
			return err
		}
		if _, err := c.Script(ctx, c.ControlPlane, `printf %s "$1" | kubectl apply --server-side --filename=-`, text); err != nil {
			return nil, fmt.Errorf("applying %s: %w", name, err)
		}
		return &held.Changed{Undo: undo}, nil
	}
}

func readObjects(name string, images map[string]string) (string, error) {
	raw, err := fs.ReadFile(objectFiles, "objects/"+name)
	if err != nil {
		return "", fmt.Errorf("reading the objects of a habitat: %w", err)
	}
	text := string(raw)
	for image, reference := range images {
		text = strings.ReplaceAll(text, "$("+image+")", reference)
	}
	return text, nil
}

// script runs a script on a node when the habitat is entered, and another when it is
// left; an empty one is none.
func script(node func(held.Cluster) string, enter, leave string) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		undo := func(ctx context.Context) error {
			if leave == "" {
				return nil
			}
			_, err := c.Script(ctx, node(c), leave)
			return err
		}
		if _, err := c.Script(ctx, node(c), enter); err != nil {
			return nil, err
		}
		return &held.Changed{Undo: undo}, nil
	}
}

func controlPlane(c held.Cluster) string { return c.ControlPlane }

// worker names a worker by its place.
func worker(place int) func(held.Cluster) string {
	return func(c held.Cluster) string { return c.Workers[place] }
}
