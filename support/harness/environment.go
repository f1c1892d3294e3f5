package harness

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/e2e-framework/klient"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/cluster/versions"
	"github.com/volconf/volconf/support/preflight"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/report"
	"github.com/volconf/volconf/support/resend"
	"github.com/volconf/volconf/support/tally"
)

// environment is the cluster that the claims are tried on.
type environment struct {
	own    *cluster.Cluster // nil for a cluster of somebody else
	facts  cluster.Facts
	images imageSource

	rest    *rest.Config
	kube    kubernetes.Interface
	pods    corelisters.PodLister
	shells  probe.Shells                                // open in the claims' containers and in the instruments'
	made    func(attempt string) (pods, containers int) // by an attempt at a claim; nil before the run watches
	stop    context.CancelFunc                          // ends the watch
	workers []string
	restart func(ctx context.Context, node string) error // nil where nodes cannot be restarted

	wishes     probe.Wishes   // of the user, for Pods and PVCs
	pullSecret *corev1.Secret // of the user; nil if none was named

	touched     bool                         // something was made in the cluster
	observed    bool                         // an observer runs on every worker
	instruments string                       // namespace of the observer and the git server
	lacking     map[string]string            // capability that the cluster lacks, and why
	nodes       map[string]probe.NodeFacts   // what was learned of each worker
	lackingOn   map[string]map[string]string // capability that a node lacks, and why, by the node's name
	findings    preflight.Findings           // what the cluster admits
}

func newEnvironment(runID string) *environment {
	return &environment{
		lacking: map[string]string{}, nodes: map[string]probe.NodeFacts{}, lackingOn: map[string]map[string]string{},
		instruments: "volconf-" + runID + "-instruments",
	}
}

// prepare makes or finds the cluster and puts the instruments into it.
func (r *run) prepare(ctx context.Context) error {
	cacheDir, err := cluster.CacheDir(os.Getenv)
	if err != nil {
		return err
	}
	e := newEnvironment(r.id)
	r.env = e
	if r.options.existing() {
		err = r.joinCluster(ctx, cacheDir)
	} else {
		err = r.makeCluster(ctx, cacheDir)
	}
	if err != nil {
		return err
	}
	r.describeCluster()
	if err := r.findWhatIsLacking(ctx); err != nil {
		return err
	}
	if err := e.watchPods(ctx, r.id, r.timeouts.NodesReady); err != nil {
		return err
	}
	err = r.placeInstruments(ctx)
	r.describeCluster() // again: nodes may have been left out
	if err != nil {
		return fmt.Errorf("placing the instruments: %w", err)
	}
	if err := r.findCapabilities(ctx); err != nil {
		return err
	}
	r.schedule.apart = e.apart
	return nil
}

// makeCluster makes a kind cluster that this run owns.
func (r *run) makeCluster(ctx context.Context, cacheDir string) error {
	config, err := r.kindConfig()
	if err != nil {
		return err
	}
	minor, err := versions.Find(r.options.kubernetes)
	if err != nil {
		return err
	}
	images, err := cluster.LoadImages(cacheDir, minor.Name)
	if err != nil {
		return err
	}
	if err := checkReplacements(images.Refs, r.options.images); err != nil {
		return err
	}
	engine, err := cluster.FindEngine(ctx, cluster.EngineOptions{
		Name: r.options.engine, Image: images.Node.Image, Environ: os.Environ(), Cache: cacheDir, Log: r.progress.line,
		Pulls: r.options.imageRegistry != "" || len(r.options.images) > 0,
	})
	if err != nil {
		return withoutEngine(err, os.Getenv)
	}
	state := cluster.StateDir(cacheDir)
	r.removeLeftOvers(ctx, engine, state)
	o := cluster.Options{
		Name: cluster.NamePrefix + r.id, RunID: r.id, Images: images, Config: config, State: state,
		Log: r.progress.line, Timeouts: r.timeouts,
	}
	start := time.Now()
	makeIt := cluster.Create
	if r.options.reuse {
		o.Name, makeIt = cluster.ReuseName, cluster.Reuse
	}
	if r.env.own, err = makeIt(ctx, engine, o); err != nil {
		return err
	}
	r.progress.line("cluster %s is ready after %.1fs", r.env.own.Name(), time.Since(start).Seconds())
	r.env.images = loadedImages(images, r.options)
	r.env.restart = r.env.own.RestartNode
	if err := r.connect(ctx, cluster.Access{Kubeconfig: r.env.own.Kubeconfig()}); err != nil {
		return err
	}
	return r.readFacts(ctx)
}

// withoutEngine adds, where the run is in a Pod, what may have been meant.
func withoutEngine(err error, getenv func(string) string) error {
	if getenv("KUBERNETES_SERVICE_HOST") == "" {
		return err
	}
	return fmt.Errorf("%w; this is a Pod: -in-cluster takes the cluster around it", err)
}

// removeLeftOvers clears away clusters of runs that were killed. What cannot be
// removed does not keep this run from starting.
func (r *run) removeLeftOvers(ctx context.Context, engine *cluster.Engine, state string) {
	left, err := cluster.Leftovers(ctx, engine, state)
	if err != nil {
		r.progress.line("looking for left-overs of earlier runs: %v", err)
		return
	}
	for _, l := range left {
		if l.Kept || l.Unknown {
			continue
		}
		r.progress.line("removing cluster %s, which an earlier run left behind", l.Name)
		if err := l.Remove(ctx); err != nil {
			r.progress.line("removing cluster %s: %v", l.Name, err)
		}
	}
}

// kindConfig reads the user's kind configuration. A mistake in it ends the run
// before anything is made.
func (r *run) kindConfig() ([]byte, error) {
	if r.options.kindConfig == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(r.options.kindConfig)
	if err != nil {
		return nil, fmt.Errorf("%w: -kind-config: %w", errUsage, err)
	}
	if err := cluster.CheckConfig(raw); err != nil {
		return nil, fmt.Errorf("%w: -kind-config %s: %w", errUsage, r.options.kindConfig, err)
	}
	return raw, nil
}

// connect makes the clients. They are not throttled: client-go's default of 5
// requests a second would measure the suite, not the cluster.
func (r *run) connect(ctx context.Context, to cluster.Access) error {
	config, err := cluster.ClientConfig(to)
	if err != nil {
		return err
	}
	config.Wrap(resend.Once(probe.RunLabel))
	config.Wrap(tally.Counting) // the outer one: what is sent again counts once
	config.QPS = -1
	config.UserAgent = "volconf/" + r.id
	config.WarningHandler = rest.NoWarnings{}
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("making a client: %w", err)
	}
	r.env.rest, r.env.kube = config, kube
	return r.answers(ctx)
}

func (r *run) readFacts(ctx context.Context) error {
	facts, err := cluster.ReadFacts(ctx, r.env.kube, r.env.images.architecture)
	if err != nil {
		return err
	}
	r.env.facts = facts
	if err := r.findWishes(ctx); err != nil {
		return err
	}
	chosen, err := r.chosenNodes(ctx)
	if err != nil {
		return err
	}
	for _, node := range facts.Workers() {
		if !chosen(node.Name) {
			facts.Leave(node.Name, "not chosen by -node-selector")
			continue
		}
		r.env.workers = append(r.env.workers, node.Name)
	}
	return r.anyWorker()
}

// watchPods keeps a cache of the run's Pods, so that waiting costs the API
// server one watch and not a request for every look. It waits until the cache has
// been filled.
func (e *environment) watchPods(ctx context.Context, runID string, within time.Duration) error {
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	e.stop = stop
	pods, synced, err := newPodCache(watching, e.kube, runID)
	if err != nil {
		return err
	}
	e.pods, e.made = pods, pods.seen
	return await.For(ctx, "the run's Pods to be listed", within, func(context.Context) (bool, string, error) {
		return synced(), "", pods.blind()
	})
}

// newScene gives a claim its view of the cluster.
func (r *run) newScene(id, folder, namespace, level string, manifests fs.FS) (*probe.Scene, error) {
	client, err := klient.New(r.env.rest)
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	wishes := r.env.wishes
	if namespace == r.env.instruments {
		wishes.RuntimeClass = "" // an instrument looks at the node itself
	}
	return &probe.Scene{
		RunID: r.id, Wishes: wishes, ClaimID: id, Folder: folder, Namespace: namespace, Instruments: r.env.instruments,
		Workers: r.env.workers, Nodes: r.env.nodes, Manifests: manifests, Timeouts: r.timeouts, Level: level,
		RestartNode: r.env.restart,
		Kube:        r.env.kube, Client: client, REST: r.env.rest, Pods: r.env.pods, Shells: &r.env.shells, Image: r.env.images.resolve,
	}, nil
}

// describeCluster writes what the claims are tried on into the report.
func (r *run) describeCluster() {
	e := r.env
	described := &report.Cluster{
		Kubernetes: e.facts.Server, Origin: report.Existing, StorageClass: e.facts.DefaultStorageClass,
		Images: e.images.describe(),
	}
	if e.own != nil {
		described.Name, described.Engine, described.Origin = e.own.Name(), e.own.Engine().Name(), report.MadeByRun
		if r.options.reuse {
			described.Origin = report.Reused
		}
		described.NodeImage = e.images.node
	}
	for _, node := range e.facts.Nodes {
		described.Nodes = append(described.Nodes, report.Node{
			Name: node.Name, Roles: node.Roles, Kubelet: node.Kubelet, Runtime: node.Runtime,
			Kernel: node.Kernel, OS: node.OSImage, Arch: node.Architecture, Unfit: node.Unfit,
		})
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.Cluster = described
}

// imageSource resolves the names that manifests use to what nodes can get.
type imageSource struct {
	refs            map[string]string
	digests         map[string]string
	implementations map[string]string
	policy          corev1.PullPolicy
	architecture    string // of the nodes that can run them; empty where it is not known
	node            *report.Image
}

func loadedImages(images cluster.Images, o *options) imageSource {
	source := imageSource{
		refs: images.Refs, digests: images.Digests, implementations: images.Implementations, policy: corev1.PullNever,
		architecture: images.Architecture,
		node:         &report.Image{Name: "node", Reference: images.Node.Image, Implementation: images.Node.Implementation},
	}
	return source.with(o)
}

// with puts the user's own images in place of the built ones.
func (i imageSource) with(o *options) imageSource {
	refs := make(map[string]string, len(i.refs))
	for name, reference := range i.refs {
		if o.imageRegistry != "" {
			reference = inRegistry(o.imageRegistry, reference)
		}
		refs[name] = reference
	}
	implementations := make(map[string]string, len(i.implementations))
	for name, implementation := range i.implementations {
		implementations[name] = implementation
	}
	for name, reference := range o.images {
		refs[name] = reference
		delete(implementations, name)
	}
	if o.imageRegistry != "" || len(o.images) > 0 {
		i.policy = corev1.PullIfNotPresent
	}
	i.refs, i.implementations = refs, implementations
	return i
}
