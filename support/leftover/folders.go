package leftover

import (
	"context"
	"errors"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/e2e-framework/klient"

	"github.com/volconf/volconf/manifests"
	"github.com/volconf/volconf/support/instrument"
	"github.com/volconf/volconf/support/namespace"
	"github.com/volconf/volconf/support/probe"
	"github.com/volconf/volconf/support/runid"
)

// observer is what is asked of a node observer; probe.Scene answers it.
type observer interface {
	NodeEntries(ctx context.Context, node, dir string) ([]string, error)
	ForgetRun(ctx context.Context, node string) error
}

// listing is a cache that holds these Pods.
func listing(pods ...*corev1.Pod) corelisters.PodLister {
	index := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, pod := range pods {
		_ = index.Add(pod) // fails only for what has no name
	}
	return corelisters.NewPodLister(index)
}

// observing finds, for every node that an observer runs on, one.
func (c *Cluster) observing(ctx context.Context) (map[string]*corev1.Pod, error) {
	pods, err := c.observerPods(ctx, metav1.NamespaceAll)
	if err != nil {
		return nil, err
	}
	byNode := map[string]*corev1.Pod{}
	for _, pod := range pods {
		if pod.Status.Phase == corev1.PodRunning && pod.DeletionTimestamp == nil {
			byNode[pod.Spec.NodeName] = pod
		}
	}
	return byNode, nil
}

func (c *Cluster) observerPods(ctx context.Context, namespace string) ([]*corev1.Pod, error) {
	list, err := c.kube.CoreV1().Pods(namespace).List(ctx, metav1.ListOptions{LabelSelector: Label + ",app=" + probe.ObserverApp})
	if err != nil {
		return nil, fmt.Errorf("listing the node observers: %w", err)
	}
	pods := make([]*corev1.Pod, 0, len(list.Items))
	for i := range list.Items {
		pods = append(pods, &list.Items[i])
	}
	return pods, nil
}

// folders lists the folders of runs on the nodes that can be looked at.
func (c *Cluster) folders(ctx context.Context) ([]Item, error) {
	byNode, err := c.observing(ctx)
	if err != nil {
		return nil, err
	}
	var found []Item
	for node, seen := range byNode {
		runs, err := c.observer("", seen).NodeEntries(ctx, node, probe.NodeRoot)
		if err != nil {
			return nil, err
		}
		for _, run := range runs {
			found = append(found, Item{Kind: folderKind, Name: probe.NodeRoot + "/" + run, Node: node, Run: run})
		}
	}
	return found, nil
}

func (c *Cluster) removeFolder(ctx context.Context, item Item) error {
	byNode, err := c.observing(ctx)
	if err != nil {
		return err
	}
	seen, ok := byNode[item.Node]
	if !ok {
		return errors.New("no observer runs there any more")
	}
	return c.observer(item.Run, seen).ForgetRun(ctx, item.Node)
}

// Observers says which node observers to place.
type Observers struct {
	Image  string
	Policy corev1.PullPolicy
	Nodes  []string
	Labels map[string]string // of their Pods
}

// PlaceObservers starts an observer on each of these nodes, in a namespace of its own, so
// that the folders there can be looked at. Remove takes it away again; it is to be
// called whatever came of it.
func (c *Cluster) PlaceObservers(ctx context.Context, o Observers) (remove func(context.Context) error, err error) {
	c.own = "cleanup-" + runid.New()
	name := "volconf-" + c.own
	labels := namespace.PodSecurity("privileged")
	labels[Label] = c.own
	remove = func(ctx context.Context) error {
		if err := c.kube.CoreV1().Namespaces().Delete(ctx, name, metav1.DeleteOptions{}); apierrors.IsNotFound(err) {
			return nil
		} else if err != nil {
			return fmt.Errorf("removing namespace %s: %w", name, err)
		}
		return c.waitGone(ctx, []string{name})
	}
	if err := namespace.Make(ctx, c.kube, name, labels, c.timeouts.NamespaceReady); err != nil {
		return remove, err
	}
	return remove, c.place(ctx, o, name)
}

func (c *Cluster) place(ctx context.Context, o Observers, namespace string) error {
	scene := c.scene(c.own, namespace)
	client, err := klient.New(scene.REST)
	if err != nil {
		return fmt.Errorf("making a client: %w", err)
	}
	scene.Client, scene.Workers = client, o.Nodes
	scene.Wishes.PodLabels = o.Labels
	scene.Image = func(string) (string, corev1.PullPolicy, error) { return o.Image, o.Policy, nil }
	if err := instrument.Place(ctx, scene, manifests.FS, instrument.Observer); err != nil {
		return err
	}
	return instrument.Ready(ctx, probe.ObserverApp, len(o.Nodes), c.timeouts.PodReady, func(ctx context.Context) ([]*corev1.Pod, error) {
		return c.observerPods(ctx, namespace)
	})
}
