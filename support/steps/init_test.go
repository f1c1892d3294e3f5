package steps

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	corelisters "k8s.io/client-go/listers/core/v1"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/cache"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// sceneWith gives a scene with one Pod.
func sceneWith(t *testing.T, pod *corev1.Pod) *probe.Scene {
	t.Helper()
	scene, _ := sceneAndStore(t, pod)
	return scene
}

// sceneWhere gives a scene with one Pod, which changes after three seconds.
func sceneWhere(t *testing.T, pod *corev1.Pod, change func(*corev1.Pod), events ...runtime.Object) *probe.Scene {
	t.Helper()
	scene, pods := sceneAndStore(t, pod)
	time.AfterFunc(3*time.Second, func() {
		later := pod.DeepCopy()
		change(later)
		assert.NoError(t, pods.Update(later))
	})
	scene.Kube, scene.Timeouts = apiOf(pods, events...), await.Default()
	return scene
}

// apiOf is an API server that has the Pods of a cache, and what else it is given.
func apiOf(pods cache.Indexer, objects ...runtime.Object) *fake.Clientset {
	kube := fake.NewClientset(objects...)
	kube.PrependReactor("get", "pods", func(action clienttesting.Action) (bool, runtime.Object, error) {
		name := action.(clienttesting.GetAction).GetName()
		pod, found, err := pods.GetByKey(action.GetNamespace() + "/" + name)
		if !found {
			return true, nil, apierrors.NewNotFound(corev1.Resource("pods"), name)
		}
		return true, pod.(*corev1.Pod), err
	})
	kube.PrependReactor("list", "pods", func(clienttesting.Action) (bool, runtime.Object, error) {
		list := &corev1.PodList{}
		for _, pod := range pods.List() {
			list.Items = append(list.Items, *pod.(*corev1.Pod))
		}
		return true, list, nil
	})
	return kube
}

func sceneAndStore(t *testing.T, pod *corev1.Pod) (*probe.Scene, cache.Indexer) {
	t.Helper()
	pods := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	require.NoError(t, pods.Add(pod))
	return &probe.Scene{Namespace: pod.Namespace, Pods: corelisters.NewPodLister(pods), Kube: apiOf(pods)}, pods
}

// TestNeverStartedWaitsForWhatTheKubeletSays: a Pod whose status is empty says
// nothing of its containers.
func TestNeverStartedWaitsForWhatTheKubeletSays(t *testing.T) {
	for name, tc := range map[string]struct {
		told   []corev1.ContainerStatus
		broken bool
		fail   string
	}{
		"never started": {told: []corev1.ContainerStatus{{Name: "app"}}},
		"runs":          {told: []corev1.ContainerStatus{{Name: "app", ContainerID: "containerd://a"}}, broken: true, fail: "was started"},
		"was restarted": {told: []corev1.ContainerStatus{{Name: "app", RestartCount: 1}}, broken: true, fail: "was started"},
		"says nothing":  {fail: "to have a status of container app"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod"}}
				scene := sceneWhere(t, pod, func(later *corev1.Pod) { later.Status.ContainerStatuses = tc.told })
				err := Pod("pod").Named("app").NeverStarted()(t.Context(), scene)
				var broken *claim.BrokenError
				assert.Equal(t, tc.broken, errors.As(err, &broken))
				if tc.fail == "" {
					require.NoError(t, err)
				} else {
					require.ErrorContains(t, err, tc.fail)
				}
			})
		})
	}
}

func TestRestartsOfAPod(t *testing.T) {
	with := func(counts ...int32) func(*corev1.Pod) {
		return func(p *corev1.Pod) {
			p.Status.ContainerStatuses = nil
			for _, count := range counts {
				p.Spec.Containers = append(p.Spec.Containers, corev1.Container{Name: "c"})
				p.Status.ContainerStatuses = append(p.Status.ContainerStatuses, corev1.ContainerStatus{
					Name: "c", RestartCount: count, State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{}},
					LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Error"}},
				})
			}
		}
	}
	for name, tc := range map[string]struct {
		first, later  func(*corev1.Pod)
		step          Step
		broken, fails bool
	}{
		"all were":                    {first: with(1, 2), later: with(1, 2), step: Pod("pod").HasRestarted()},
		"all were, as is heard later": {first: with(0, 0), later: with(1, 1), step: Pod("pod").HasRestarted()},
		"one was not":                 {first: with(1, 0), later: with(1, 0), step: Pod("pod").HasRestarted(), broken: true},
		"of none is anything known":   {first: with(), later: with(), step: Pod("pod").HasRestarted(), fails: true},
		"none was":                    {first: with(0, 0), later: with(0, 0), step: Pod("pod").HasNoRestarts()},
		"one was, and was not to be":  {first: with(0, 1), later: with(0, 1), step: Pod("pod").HasNoRestarts(), broken: true},
		"an init container was, of no app": {first: func(p *corev1.Pod) {
			p.Spec.InitContainers = []corev1.Container{{Name: "i"}}
			p.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "i", RestartCount: 1}}
		}, later: with(), step: Pod("pod").HasNoRestarts(), broken: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod"}}
				tc.first(pod)
				err := tc.step(t.Context(), sceneWhere(t, pod, tc.later))
				assert.Equal(t, tc.broken || tc.fails, err != nil)
				assert.Equal(t, tc.broken, isBroken(err))
			})
		})
	}
}
