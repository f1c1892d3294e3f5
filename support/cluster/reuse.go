package cluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/guard"
)

// Reuse takes over the cluster of that name if an earlier run left it and it is
// what a new one would be: same node image, same configuration, every node
// Ready. Only fixture images that it lacks are loaded. Otherwise it is removed
// and made anew. A cluster in use is a *LockedError.
func Reuse(ctx context.Context, e *Engine, o Options) (*Cluster, error) {
	c, config, err := plan(e, o)
	if err != nil {
		return nil, err
	}
	if err := c.take(); err != nil {
		return nil, err
	}
	old, known := c.dir.read(o.Name)
	if !known {
		if err := c.mustNotExist(ctx); err != nil {
			return nil, errors.Join(err, c.held.release())
		}
		return c.orNothing(ctx, c.create(ctx, o, config))
	}
	if old.Engine != "" && old.Engine != e.name {
		err := fmt.Errorf("cluster %s was made with %s: name that engine with -engine, or remove the cluster with `volconf cleanup`", o.Name, old.Engine)
		return nil, errors.Join(err, c.held.release())
	}
	if why := c.unfit(ctx, old, o.Timeouts); why != nil {
		if ctx.Err() != nil {
			return nil, errors.Join(context.Cause(ctx), c.held.release())
		}
		c.log("cluster %s is made anew: %v", o.Name, why)
		if err := e.removeCluster(ctx, o.Name); err != nil {
			return nil, errors.Join(fmt.Errorf("removing cluster %s to make it anew: %w", o.Name, err), c.held.release())
		}
		return c.orNothing(ctx, c.create(ctx, o, config))
	}
	c.log("cluster %s of %s is used again", o.Name, old.Created.Format(time.DateTime))
	c.state.Created = old.Created
	if err := errors.Join(c.dir.write(c.state), c.loadMissing(ctx, o.Images)); err != nil {
		return nil, errors.Join(err, c.Keep())
	}
	return c, nil
}

// orNothing removes what a failed creation left.
func (c *Cluster) orNothing(ctx context.Context, err error) (*Cluster, error) {
	if err != nil {
		return nil, c.rollBack(ctx, err)
	}
	return c, nil
}

// unfit says why a cluster of an earlier run cannot be used for this one. One
// whose API does not answer is typical of podman after a reboot: it still lists
// the nodes as running.
func (c *Cluster) unfit(ctx context.Context, old state, t await.Timeouts) error {
	switch {
	case old.Image != c.state.Image:
		return fmt.Errorf("its nodes run %s, not %s", orUnknown(old.Image), c.state.Image)
	case !slices.Equal(old.Nodes, c.state.Nodes):
		return fmt.Errorf("its nodes are %s, not %s", orUnknown(strings.Join(old.Nodes, ", ")), strings.Join(c.state.Nodes, ", "))
	case old.Config != c.state.Config:
		return errors.New("it was made from another configuration")
	}
	if _, err := os.Stat(c.Kubeconfig()); errors.Is(err, fs.ErrNotExist) {
		return errors.New("its kubeconfig is gone")
	}
	containers, _, err := c.engine.holdings(ctx, c.state.Name)
	if err != nil {
		return err
	}
	if len(containers) != len(c.state.Nodes) {
		return fmt.Errorf("%d of its %d nodes exist", len(containers), len(c.state.Nodes))
	}
	t.NodesReady = t.ClusterAnswers
	return c.WaitReady(ctx, t)
}

func orUnknown(what string) string {
	if what == "" {
		return "not known"
	}
	return what
}

// loadMissing loads the archive into the nodes that lack one of its images.
func (c *Cluster) loadMissing(ctx context.Context, images Images) error {
	var mu sync.Mutex
	var lacking []string
	group, looking := errgroup.WithContext(ctx)
	for _, node := range c.state.Nodes {
		group.Go(guard.Func(func() error {
			listed, err := c.onNode(looking, node, nil, infoWithin, "ctr", "--namespace=k8s.io", "images", "list", "--quiet")
			if err != nil {
				return err
			}
			if lacksImage(listed, images.Refs) {
				mu.Lock()
				defer mu.Unlock()
				lacking = append(lacking, node)
			}
			return nil
		}))
	}
	if err := group.Wait(); err != nil {
		return fmt.Errorf("listing the images of cluster %s: %w", c.state.Name, err)
	}
	if len(lacking) == 0 {
		return nil
	}
	c.log("loading the fixture images into %s", strings.Join(lacking, ", "))
	return c.load(ctx, images.Archive, lacking)
}

// lacksImage tells whether one of the references is not in a node's list.
func lacksImage(listed string, refs map[string]string) bool {
	there := strings.Fields(listed)
	for ref := range maps.Values(refs) {
		if !slices.Contains(there, ref) {
			return true
		}
	}
	return false
}
