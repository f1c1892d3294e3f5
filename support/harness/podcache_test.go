package harness

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/rest"
	clienttesting "k8s.io/client-go/testing"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// watched is a cache of one Pod, and its watch.
func watched(t *testing.T) (*podCache, *atomic.Bool, *watch.RaceFreeFakeWatcher) {
	t.Helper()
	kube := fake.NewClientset(&corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod", Labels: map[string]string{probe.RunLabel: "run"}}})
	first, refuses := watch.NewRaceFreeFake(), &atomic.Bool{}
	given := false
	kube.PrependWatchReactor("pods", func(clienttesting.Action) (bool, watch.Interface, error) {
		switch {
		case refuses.Load():
			return true, nil, apierrors.NewServiceUnavailable("restarting")
		case !given:
			given = true
			return true, first, nil
		}
		return true, watch.NewRaceFreeFake(), nil
	})
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	c, synced, err := newPodCache(ctx, kube, "run")
	require.NoError(t, err)
	time.Sleep(time.Second) //nolint:forbidigo // time of the bubble
	synctest.Wait()
	require.True(t, synced())
	return c, refuses, first
}

// looks are the ways to look at the cache; each must know when it is blind.
func looks(c *podCache) map[string]error {
	_, get := c.Pods("ns").Get("pod")
	_, list := c.Pods("ns").List(labels.Everything())
	_, all := c.List(labels.Everything())
	return map[string]error{"Get": get, "List": list, "List of all": all}
}

func TestThePodCacheKnowsWhetherItSees(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _, first := watched(t)
		for name, err := range looks(c) {
			require.NoErrorf(t, err, name)
		}
		first.Stop()             // as an API server does every few minutes
		time.Sleep(watchGap / 2) //nolint:forbidigo // time of the bubble
		for name, err := range looks(c) {
			require.NoErrorf(t, err, "%s after an ordinary end of the watch", name)
		}

		c.lost(errors.New("cut"))
		time.Sleep(2 * watchGap) //nolint:forbidigo // time of the bubble
		for name, err := range looks(c) {
			var blind *await.BlindError
			require.ErrorAsf(t, err, &blind, name)
			assert.Truef(t, await.Transient(err), name)
		}
		c.opened()
		for name, err := range looks(c) {
			require.NoErrorf(t, err, "%s once there is a watch again", name)
		}
	})
}

func TestThePodCacheIsBlindWhileTheWatchIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, refuses, first := watched(t)
		refuses.Store(true)
		first.Stop()
		time.Sleep(5 * watchGap) //nolint:forbidigo // time of the bubble
		_, err := c.Pods("ns").Get("pod")
		require.ErrorContains(t, err, "restarting")
		refuses.Store(false)
		time.Sleep(time.Minute) //nolint:forbidigo // time of the bubble: the reflector's back-off is 30 s at most
		_, err = c.Pods("ns").Get("pod")
		require.NoError(t, err)
	})
}

// An API server that is away, over HTTP: the list fails, and the words are kept.
func TestThePodCacheKeepsTheWordsOfAListThatFails(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "etcd has no leader", http.StatusInternalServerError)
	}))
	t.Cleanup(server.Close)
	kube, err := kubernetes.NewForConfig(&rest.Config{Host: server.URL})
	require.NoError(t, err)
	e := &environment{kube: kube}
	err = e.watchPods(t.Context(), "run", 2*watchGap)
	e.stop()
	require.True(t, await.IsTimeout(err))
	require.ErrorContains(t, err, "etcd has no leader")
}

// A Pod counts once, however often it changes, and still when it is gone; a container
// that is put into it later counts.
func TestWhatAnAttemptMadeIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _, events := watched(t)
		pod := func(uid types.UID, attempt string) *corev1.Pod {
			return &corev1.Pod{
				ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod-" + string(uid), UID: uid, Labels: map[string]string{
					probe.RunLabel: "run", probe.AttemptLabel: attempt,
				}},
				Spec: corev1.PodSpec{InitContainers: make([]corev1.Container, 1), Containers: make([]corev1.Container, 2)},
			}
		}
		changed := pod("1", "a-claim")
		changed.Spec.EphemeralContainers = make([]corev1.EphemeralContainer, 1)
		events.Add(pod("1", "a-claim"))
		events.Modify(changed)
		events.Delete(changed)
		events.Add(pod("2", "a-claim"))
		events.Add(pod("3", "a-claim-2"))
		synctest.Wait()
		pods, containers := c.seen("a-claim")
		assert.Equal(t, []int{2, 7}, []int{pods, containers})
		pods, containers = c.seen("a-claim-2")
		assert.Equal(t, []int{1, 3}, []int{pods, containers})
	})
}
