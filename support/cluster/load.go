package cluster

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/guard"
)

const (
	containerdWithin = 2 * time.Minute // from the start of kind until containerd of a node answers: 8 s
	importWithin     = 3 * time.Minute // the whole archive into one node: 10 s
)

// load puts the archive into the given nodes, all at once.
func (c *Cluster) load(ctx context.Context, archive string, nodes []string) error {
	group, loading := errgroup.WithContext(ctx)
	for _, node := range nodes {
		group.Go(guard.Func(func() error { return c.loadNode(loading, archive, node) }))
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("loading the fixture images: %w", err)
	}
	return nil
}

func (c *Cluster) loadNode(ctx context.Context, archive, node string) error {
	if err := c.awaitContainerd(ctx, node); err != nil {
		return err
	}
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = c.onNode(ctx, node, file, importWithin, "ctr", "--namespace=k8s.io", "images", "import", "--all-platforms", "--digests", "-")
	return err
}

func (c *Cluster) awaitContainerd(ctx context.Context, node string) error {
	return await.For(ctx, "containerd of "+node, containerdWithin, func(ctx context.Context) (bool, string, error) {
		if _, err := c.onNode(ctx, node, nil, infoWithin, "ctr", "version"); err != nil {
			return false, err.Error(), nil //nolint:nilerr // the container may not be there yet: that is what is waited for
		}
		return true, "", nil
	})
}

// onNode runs a program in the container of a node.
func (c *Cluster) onNode(ctx context.Context, node string, stdin *os.File, within time.Duration, program ...string) (string, error) {
	call := command{args: []string{"exec"}, within: within}
	if stdin != nil {
		call.args = append(call.args, "--interactive")
		call.stdin = stdin
	}
	call.args = append(append(call.args, node), program...)
	return c.engine.run(ctx, call)
}

// onNodeWithin bounds a program that a caller runs on a node.
const onNodeWithin = 2 * time.Minute

// RunOnNode runs a program in the container of one of the cluster's nodes and
// returns what it printed. It is for breaking clusters on purpose: what is to be
// found out about a node goes through the API.
func (c *Cluster) RunOnNode(ctx context.Context, node string, program ...string) (string, error) {
	if c.held == nil || !slices.Contains(c.state.Nodes, node) {
		return "", fmt.Errorf("%s is not a node of a cluster that this run holds", node)
	}
	return c.onNode(ctx, node, nil, onNodeWithin, program...)
}

// Load puts an archive into every node of a kind cluster of that name, whoever
// made it.
func Load(ctx context.Context, e *Engine, name, archive string) error {
	nodes, _, err := e.holdings(ctx, name)
	if err != nil {
		return err
	}
	if len(nodes) == 0 {
		return fmt.Errorf("%s has no kind cluster %q: `kind get clusters` lists those there are", e.name, name)
	}
	return (&Cluster{engine: e}).load(ctx, archive, nodes)
}
