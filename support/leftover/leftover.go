// Package leftover finds and removes what runs that were killed left in a
// cluster that goes on: namespaces, objects outside namespaces, folders on nodes.
package leftover

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// Label is what every object of a run carries, with the run's ID.
const Label = probe.RunLabel

// Item is one thing that a run left.
type Item struct {
	Kind    string    `json:"kind"`
	Name    string    `json:"name"` // of a folder, its path
	Node    string    `json:"node,omitempty"`
	Run     string    `json:"run"`
	Claim   string    `json:"claim,omitempty"`
	Created time.Time `json:"created,omitzero"`
	InUse   bool      `json:"mayBeInUse"` // something of its run is young
}

// The kinds of Item that are more than an object without a namespace.
const (
	namespaceKind = "Namespace"
	folderKind    = "node folder"
	cordonedKind  = "cordoned node"
)

// Cluster is a cluster that runs worked in.
type Cluster struct {
	kube     kubernetes.Interface
	http     *http.Client
	server   *url.URL
	timeouts await.Timeouts
	own      string // ID of what this program itself made there
	observer func(runID string, seen *corev1.Pod) observer
	scene    func(runID, namespace string, pods ...*corev1.Pod) *probe.Scene
}

// NewCluster returns the cluster that a client configuration leads to.
func NewCluster(config *rest.Config, timeouts await.Timeouts) (*Cluster, error) {
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	client, err := rest.HTTPClientFor(config)
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	server, _, err := rest.DefaultServerUrlFor(config)
	if err != nil {
		return nil, fmt.Errorf("reading the API server's address: %w", err)
	}
	c := &Cluster{kube: kube, http: client, server: server, timeouts: timeouts}
	c.scene = func(runID, namespace string, pods ...*corev1.Pod) *probe.Scene {
		return &probe.Scene{
			RunID: runID, Instruments: namespace, Namespace: namespace, Timeouts: timeouts,
			Kube: kube, REST: config, Pods: listing(pods...),
		}
	}
	c.observer = func(runID string, seen *corev1.Pod) observer { return c.scene(runID, seen.Namespace, seen) }
	return c, nil
}

// Now is the time by the API server's clock, which the ages of objects are by: the
// clock here may be hours away from it.
func (c *Cluster) Now(ctx context.Context) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeouts.ClusterAnswers)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.server.JoinPath("version").String(), nil)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking the API server for its time: %w", err)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking the API server for its time: %w", err)
	}
	defer answer.Body.Close()
	now, err := http.ParseTime(answer.Header.Get("Date"))
	if err != nil {
		return time.Time{}, fmt.Errorf("the API server does not tell its time (%s): %w", answer.Status, err)
	}
	return now, nil
}

// Find lists what runs left. A run of which anything was made after recent may
// still go on. Folders are found on the nodes that an observer runs on: one that
// a run left, or one of PlaceObservers.
func (c *Cluster) Find(ctx context.Context, recent time.Time) ([]Item, error) {
	var found []Item
	for _, kind := range c.kinds() {
		objects, err := kind.list(ctx)
		if err != nil {
			return nil, fmt.Errorf("listing what is labelled %s: %w", Label, err)
		}
		for _, o := range objects {
			labels := o.GetLabels()
			if labels[Label] == c.own {
				continue
			}
			found = append(found, Item{
				Kind: kind.name, Name: o.GetName(), Run: labels[Label], Claim: labels[probe.ClaimLabel],
				Created: o.GetCreationTimestamp().Time,
			})
			if kind.name == cordonedKind {
				found[len(found)-1].Created = time.Time{} // the node's own age says nothing of the run's
			}
		}
	}
	volumes, err := c.provisioned(ctx)
	if err != nil {
		return nil, err
	}
	found = append(found, volumes...)
	folders, err := c.folders(ctx)
	if err != nil {
		return nil, err
	}
	found = append(found, folders...)
	markUsed(found, recent)
	return found, nil
}

func markUsed(items []Item, recent time.Time) {
	inUse := map[string]bool{}
	for _, item := range items {
		if item.Created.After(recent) {
			inUse[item.Run] = true
		}
	}
	for i := range items {
		items[i].InUse = inUse[items[i].Run]
	}
}

// Remove removes what is not in use, in the order in which a run does: the
// claims' namespaces, for their Pods could still write; what PersistentVolumes
// waited for; the nodes' folders, while an observer can reach them; and the rest.
// It goes on after an error, and returns all of them.
func (c *Cluster) Remove(ctx context.Context, items []Item, log func(format string, args ...any)) error {
	var errs []error
	for _, stage := range []func(Item) bool{ofClaims, clusterScoped, folders, instruments} {
		var gone []string
		for _, item := range items {
			if item.InUse || !stage(item) {
				continue
			}
			log("removing %s", item)
			if err := c.remove(ctx, item); err != nil {
				errs = append(errs, fmt.Errorf("removing %s: %w", item, err))
			} else if item.Kind == namespaceKind {
				gone = append(gone, item.Name)
			}
		}
		errs = append(errs, c.waitGone(ctx, gone))
	}
	return errors.Join(errs...)
}

func ofClaims(i Item) bool      { return i.Kind == namespaceKind && i.Claim != "" }
func clusterScoped(i Item) bool { return i.Kind != namespaceKind && i.Kind != folderKind }
func folders(i Item) bool       { return i.Kind == folderKind }
func instruments(i Item) bool   { return i.Kind == namespaceKind && i.Claim == "" }

// String names the item as a sentence would.
func (i Item) String() string {
	switch i.Kind {
	case folderKind:
		return fmt.Sprintf("%s of node %s", i.Name, i.Node)
	case cordonedKind:
		return "the cordon of node " + i.Name
	}
	return i.Kind + " " + i.Name
}

func (c *Cluster) remove(ctx context.Context, item Item) error {
	switch item.Kind {
	case folderKind:
		return c.removeFolder(ctx, item)
	case provisionedKind:
		return c.removeProvisioned(ctx, item.Name)
	}
	for _, kind := range c.kinds() {
		if kind.name == item.Kind {
			return kind.remove(ctx, item)
		}
	}
	return fmt.Errorf("nothing is known of %s", item.Kind)
}

func (c *Cluster) waitGone(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	return await.For(ctx, "the namespaces to be gone", c.timeouts.NamespaceGone, func(ctx context.Context) (bool, string, error) {
		list, err := c.kube.CoreV1().Namespaces().List(ctx, metav1.ListOptions{LabelSelector: Label})
		if err != nil {
			return false, "", err
		}
		left := still(list.Items, names)
		return len(left) == 0, fmt.Sprintf("still there: %v", left), nil
	})
}
