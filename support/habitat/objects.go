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
