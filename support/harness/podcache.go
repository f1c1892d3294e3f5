package harness

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// watchGap is how long the watch may be away before the cache counts as blind. An
// API server ends each watch after 5 to 10 minutes (minWatchTimeout of client-go's
// reflector), and the next one is opened within milliseconds: what the cache holds
// meanwhile is no older than what any cache may hold.
const watchGap = time.Second

// podCache is a cache of a run's Pods, kept by a watch. Unlike a plain lister it
// knows whether there is a watch: a look while there is none is an
// *await.BlindError.
type podCache struct {
	lister corelisters.PodLister

	mu    sync.Mutex
	since time.Time // the watch has been away; zero while there is one
	why   error
	had   map[types.UID]podCount // every Pod that was ever seen
}

// podCount is a Pod's part in what an attempt at a claim has made.
type podCount struct {
	attempt    string
	containers int
}

var errNoWatch = errors.New("the watch of the run's Pods was cut, and there is no other yet")

// newPodCache starts to watch the Pods of a run, until ctx ends. synced tells
// whether the cache has been filled for the first time.
func newPodCache(ctx context.Context, kube kubernetes.Interface, runID string) (c *podCache, synced func() bool, err error) {
	c = &podCache{since: time.Now(), why: errNoWatch, had: map[types.UID]podCount{}}
	selected := func(o metav1.ListOptions) metav1.ListOptions {
		o.LabelSelector = probe.RunLabel + "=" + runID
		return o
	}
	pods := kube.CoreV1().Pods(metav1.NamespaceAll)
	informer := cache.NewSharedIndexInformer(listFirst{&cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) {
			return pods.List(ctx, selected(o))
		},
		WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (watch.Interface, error) {
			w, err := pods.Watch(ctx, selected(o))
			if err != nil {
				c.lost(err)
				return nil, err
			}
			c.opened()
			return &endingWatch{Interface: w, ended: func() { c.lost(errNoWatch) }}, nil
		},
	}}, &corev1.Pod{}, 0, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	err = informer.SetWatchErrorHandlerWithContext(func(_ context.Context, _ *cache.Reflector, err error) { c.lost(err) })
	if err != nil {
		return nil, nil, fmt.Errorf("watching the run's Pods: %w", err)
	}
	count := func(object any) {
		if pod, ok := object.(*corev1.Pod); ok {
			c.count(pod)
		}
	}
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: count, UpdateFunc: func(_, now any) { count(now) }})
	if err != nil {
		return nil, nil, fmt.Errorf("counting the run's Pods: %w", err)
	}
	c.lister = corelisters.NewPodLister(informer.GetIndexer())
	go informer.RunWithContext(ctx)
	return c, informer.HasSynced, nil
}

// listFirst has the cache filled by a list, so that it is whole when the watch
// begins: of a stream of first objects nobody could tell when it has caught up.
type listFirst struct{ *cache.ListWatch }

// IsWatchListSemanticsUnSupported is what client-go's reflector asks.
func (listFirst) IsWatchListSemanticsUnSupported() bool { return true }

// endingWatch tells of its end: the reflector stops each watch that it is done
// with, also one that the other side has cut.
type endingWatch struct {
	watch.Interface
	ended func()
}

func (w *endingWatch) Stop() {
	w.Interface.Stop()
	w.ended()
}

func (c *podCache) count(pod *corev1.Pod) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.had[pod.UID] = podCount{
		pod.Labels[probe.AttemptLabel], len(pod.Spec.InitContainers) + len(pod.Spec.Containers) + len(pod.Spec.EphemeralContainers),
	}
}

// seen counts the Pods that an attempt at a claim has had, and their containers.
func (c *podCache) seen(attempt string) (pods, containers int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, one := range c.had {
		if one.attempt == attempt {
			pods++
			containers += one.containers
		}
	}
	return pods, containers
}

func (c *podCache) opened() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since, c.why = time.Time{}, nil
}

func (c *podCache) lost(why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		c.since = time.Now()
	}
	c.why = why
}

// blind is the error of a look now, or nil.
func (c *podCache) blind() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if away := time.Since(c.since); !c.since.IsZero() && away > watchGap {
		return &await.BlindError{Err: fmt.Errorf("the run's Pods have not been watched for %s: %w", away.Round(time.Second), c.why)}
	}
	return nil
}

// List lists Pods of all namespaces.
func (c *podCache) List(selector labels.Selector) ([]*corev1.Pod, error) {
	if err := c.blind(); err != nil {
		return nil, err
	}
	return c.lister.List(selector)
}

// Pods looks into one namespace.
func (c *podCache) Pods(namespace string) corelisters.PodNamespaceLister {
	return podsOf{c, c.lister.Pods(namespace)}
}

// podsOf is a podCache's view of one namespace.
type podsOf struct {
	cache *podCache
	all   corelisters.PodNamespaceLister
}

func (p podsOf) List(selector labels.Selector) ([]*corev1.Pod, error) {
	if err := p.cache.blind(); err != nil {
		return nil, err
	}
	return p.all.List(selector)
}

func (p podsOf) Get(name string) (*corev1.Pod, error) {
	if err := p.cache.blind(); err != nil {
		return nil, err
	}
	return p.all.Get(name)
}
