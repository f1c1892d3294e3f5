package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/guard"
)

const (
	// NamePrefix begins the name of every cluster of a run: volconf-<run-id>.
	NamePrefix = "volconf-"
	// ReuseName is the one cluster that Reuse keeps between runs.
	ReuseName = NamePrefix + "reuse"
)

const (
	// kind creates three nodes: 40 s. kubeadm gives a node that cannot join up after
	// five minutes (Timeouts.Discovery, cmd/kubeadm/app/apis/kubeadm/v1beta4), and
	// then says why.
	createWithin   = 7 * time.Minute
	logsWithin     = 2 * time.Minute
	rollBackWithin = 3 * time.Minute // removing what is half-made, after the caller's context has ended
)

// Options say which cluster to make.
type Options struct {
	Name     string // NamePrefix + RunID, or ReuseName
	RunID    string
	Images   Images
	Config   []byte // kind configuration; empty takes DefaultConfig
	State    string // folder of state files and locks, as a rule clusters in the cache folder
	Log      Logf   // takes progress; may be nil
	Timeouts await.Timeouts
}

// Cluster is a kind cluster that this process made or took over, and whose lock
// it holds.
type Cluster struct {
	engine *Engine
	dir    stateDir
	held   *lock // nil once it is let go
	state  state
	nodes  []plannedNode // as they were planned
	log    Logf
}

// Name is the name of the cluster, as kind knows it.
func (c *Cluster) Name() string { return c.state.Name }

// Kubeconfig is the path of a kubeconfig that holds this cluster alone. The
// user's own is never touched.
func (c *Cluster) Kubeconfig() string { return c.dir.kubeconfig(c.state.Name) }

// Nodes lists the names of the nodes, which are those of their containers too.
func (c *Cluster) Nodes() []string { return slices.Clone(c.state.Nodes) }

// Engine is the container engine that the nodes run in.
func (c *Cluster) Engine() *Engine { return c.engine }

// Create makes a cluster and returns when every node is Ready, CoreDNS is
// available, the default ServiceAccount exists and every node holds the fixture
// images. On an error, and when ctx ends, what is half-made is removed first.
func Create(ctx context.Context, e *Engine, o Options) (*Cluster, error) {
	c, config, err := plan(e, o)
	if err != nil {
		return nil, err
	}
	if err := c.take(); err != nil {
		return nil, err
	}
	if err := c.mustNotExist(ctx); err != nil {
		return nil, errors.Join(err, c.held.release())
	}
	if err := c.create(ctx, o, config); err != nil {
		return nil, c.rollBack(ctx, err)
	}
	return c, nil
}

// mustNotExist keeps Create, which removes what it made when it fails, away
// from a cluster that somebody else made.
func (c *Cluster) mustNotExist(ctx context.Context) error {
	containers, _, err := c.engine.holdings(ctx, c.state.Name)
	if err == nil && len(containers) > 0 {
		err = fmt.Errorf("cluster %s exists already: choose another name, or remove it with `volconf cleanup`", c.state.Name)
	}
	return err
}

// KindConfig is the kind configuration that Create would use for these options
// on this host, for those who make a cluster with kind itself.
func KindConfig(e *Engine, o Options) ([]byte, error) {
	_, config, err := plan(e, o)
	return config, err
}

// plan works out what is to be made, before anything is.
func plan(e *Engine, o Options) (*Cluster, []byte, error) {
	log := orDiscard(o.Log)
	raw := o.Config
	if len(raw) == 0 {
		raw = DefaultConfig()
	}
	parsed, err := parseConfig(raw)
	if err != nil {
		return nil, nil, err
	}
	needed, err := patches(e.host, o.Images.Node, mixOf(parsed))
	if err != nil {
		return nil, nil, err
	}
	saving, err := waits(parsed, o.Images.Node)
	if err != nil {
		return nil, nil, err
	}
	needed = append(needed, saving...)
	config, nodes, err := patchConfig(parsed, o.Name, o.Images.Node.Image, needed)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range needed {
		if p.reason != "" {
			log("%s", p.reason)
		}
	}
	return &Cluster{
		engine: e,
		dir:    stateDir(o.State),
		log:    log,
		nodes:  nodes,
		state: state{
			Name: o.Name, RunID: o.RunID, Engine: e.name, Image: o.Images.Node.Image,
			Config: digest(config), Nodes: namesOf(nodes), PID: os.Getpid(), Created: time.Now().UTC(),
		},
	}, config, nil
}

// digest tells one kind configuration from another.
func digest(config []byte) string {
	sum := sha256.Sum256(config)
	return hex.EncodeToString(sum[:])
}

// take takes the lock of the cluster.
func (c *Cluster) take() error {
	held, err := c.dir.lock(c.state.Name)
	c.held = held
	return err
}

// create makes the cluster, whose lock is held. Names are seen to and the fixture
// images go into the nodes while kubeadm is still at work, but not before kind has
// written the nodes' configuration: that restarts containerd.
func (c *Cluster) create(ctx context.Context, o Options, config []byte) error {
	if err := c.dir.write(c.state); err != nil {
		return err
	}
	start := time.Now()
	group, working := errgroup.WithContext(ctx)
	configured := newMilestone(nodesConfigured)
	group.Go(guard.Func(func() error {
		defer configured.reached()
		err := callKind(working, c.engine, c.held, createWithin, kindRequest{
			Engine: c.engine.name, Name: c.state.Name, Config: config, Kubeconfig: c.Kubeconfig(),
		}, configured.watching(c.log))
		if err != nil {
			c.logKubelets(working)
			return c.withoutSandbox(working, err)
		}
		c.log("kind is done after %s", since(start))
		if err := c.WaitReady(working, o.Timeouts); err != nil {
			return err
		}
		c.log("all %d nodes are Ready after %s", len(c.state.Nodes), since(start))
		return nil
	}))
	group.Go(guard.Func(func() error {
		if err := configured.wait(working); err != nil {
			return err
		}
		if err := c.ensureNames(working); err != nil {
			return err
		}
		if err := c.bringSystemImages(working); err != nil {
			return err
		}
		if err := c.load(working, o.Images.Archive, c.state.Nodes); err != nil {
			return err
		}
		c.log("the fixture images are loaded after %s", since(start))
		return nil
	}))
	if err := group.Wait(); err != nil {
		return c.withAdvice(fmt.Errorf("creating cluster %s: %w", c.state.Name, err))
	}
	return nil
}

func since(start time.Time) time.Duration { return time.Since(start).Round(100 * time.Millisecond) }

// rollBack removes a half-made cluster and keeps the reason.
func (c *Cluster) rollBack(ctx context.Context, reason error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollBackWithin)
	defer cancel()
	return errors.Join(reason, c.Delete(ctx))
}

// ExportLogs writes what kind collects of each node (journal, container logs,
// images) into a folder.
func (c *Cluster) ExportLogs(ctx context.Context, folder string) error {
	return ExportLogs(ctx, c.engine, c.state.Name, folder, c.log)
}

// ExportLogs does the same for a cluster by its name, whoever uses it: it only
// reads.
func ExportLogs(ctx context.Context, e *Engine, name, folder string, log func(format string, args ...any)) error {
	nodes, err := e.nodes(ctx)
	if err != nil {
		return err
	}
	if known := clustersOf(nodes); !slices.Contains(known, name) {
		return fmt.Errorf("%s has no cluster %s: it has %q", e.name, name, known)
	}
	return callKind(ctx, e, nil, logsWithin, kindRequest{Engine: e.name, Name: name, Logs: folder}, orDiscard(log))
}

// Keep lets go of the lock and leaves the cluster and its state, for the user
// to look at or for Reuse to find.
func (c *Cluster) Keep() error {
	if c.held == nil {
		return nil
	}
	c.state.Kept = true
	err := errors.Join(c.dir.write(c.state), c.held.release())
	c.held = nil
	return err
}

// Delete removes the cluster, its state and its lock, and makes sure that the
// engine holds nothing of it any more. Calling it again does nothing. After a
// Ctrl-C it needs a context of its own.
func (c *Cluster) Delete(ctx context.Context) error {
	if c.held == nil {
		return nil
	}
	if err := c.engine.removeCluster(ctx, c.state.Name); err != nil {
		// The state stays behind, and with it the way to find what is left.
		return fmt.Errorf("deleting cluster %s: %w", c.state.Name, err)
	}
	err := errors.Join(c.dir.remove(c.state.Name), c.held.remove())
	c.held = nil
	return err
}
