package steps

import (
	"context"
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
	"github.com/volconf/volconf/support/probe"
)

// blindPods is a cache of Pods that has lost its watch.
type blindPods struct{ corelisters.PodLister }

func (b blindPods) Pods(namespace string) corelisters.PodNamespaceLister {
	return blindNamespace{b.PodLister.Pods(namespace)}
}

type blindNamespace struct{ corelisters.PodNamespaceLister }

func (blindNamespace) Get(string) (*corev1.Pod, error) {
	return nil, &await.BlindError{Err: errors.New("cut")}
}

// onNode is a Pod of two containers that run.
func onNodeReady(is bool) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "pod", UID: "1", Labels: map[string]string{"app": "pod"}}}
	pod.Spec = corev1.PodSpec{NodeName: "n", Containers: []corev1.Container{{Name: "one"}, {Name: "two"}}}
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	pod.Status = corev1.PodStatus{Phase: corev1.PodRunning, ContainerStatuses: []corev1.ContainerStatus{
		{Name: "one", Ready: true, State: running, ContainerID: "containerd://1"}, {Name: "two", Ready: is, State: running, ContainerID: "containerd://2"},
	}}
	if is {
		pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}}
	}
	return pod
}

// staleScene has one Pod in its cache and another state of it in the API; nil is an
// API server that is away.
func staleScene(t *testing.T, cached, live *corev1.Pod) *probe.Scene {
	t.Helper()
	scene := sceneWith(t, cached)
	scene.Timeouts, scene.Workers = await.Default(), []string{"n"}
	if live != nil {
		store := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
		require.NoError(t, store.Add(live))
		scene.Kube = apiOf(store)
		return scene
	}
	away := fake.NewClientset()
	away.PrependReactor("*", "*", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, apierrors.NewServiceUnavailable("restarting")
	})
	scene.Kube = away
	return scene
}

func anotherPod() *corev1.Pod {
	return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "another"}}
}

// Each judgement on a Pod whose cache is behind: what the API says counts, and where
// it says nothing, nothing was learnt.
func TestJudgementsOnPodsAreLive(t *testing.T) {
	ready, unready := onNodeReady(true), onNodeReady(false)
	restarted := onNodeReady(true)
	restarted.Status.ContainerStatuses[0].RestartCount = 1
	restarted.Status.ContainerStatuses[0].LastTerminationState.Terminated = &corev1.ContainerStateTerminated{}
	failed := onNodeReady(false)
	failed.Status.Phase = corev1.PodFailed
	elsewhere := onNodeReady(true)
	elsewhere.Spec.NodeName = "m"
	waits := waiting()
	pod := Pod("pod")
	for name, tc := range map[string]struct {
		step      Step
		holds     *corev1.Pod // as the API has it where the step holds
		breaks    *corev1.Pod
		cachedFor *corev1.Pod // in the cache where it holds in truth
	}{
		"HasReady":          {step: pod.HasReady("one", "two"), holds: ready, breaks: unready, cachedFor: unready},
		"HasPhase":          {step: pod.HasPhase(Running), holds: ready, breaks: failed, cachedFor: failed},
		"HasNoRestarts":     {step: pod.HasNoRestarts(), holds: ready, breaks: restarted, cachedFor: ready},
		"WasNotRestarted":   {step: pod.WasNotRestarted(), holds: ready, breaks: restarted, cachedFor: ready},
		"WasRestarted":      {step: pod.WasRestarted(1), holds: restarted, breaks: ready, cachedFor: ready},
		"HasBeenRestarted":  {step: pod.HasBeenRestarted(1), holds: restarted, breaks: ready, cachedFor: ready},
		"HasRestarted":      {step: pod.HasRestarted(), holds: restartedPod(), breaks: ready, cachedFor: ready},
		"RunsOn":            {step: pod.RunsOn(FirstWorker), holds: ready, breaks: elsewhere, cachedFor: ready},
		"Ends":              {step: pod.Ends(Failed), holds: failed, breaks: ready, cachedFor: ready},
		"NeverStarted":      {step: pod.Named("c").NeverStarted(), holds: waits, breaks: madePod(), cachedFor: waits},
		"IsReadyOn":         {step: Deployment("pod").IsReadyOn(FirstWorker), holds: ready, breaks: unready, cachedFor: unready},
		"IsReadyWith":       {step: Deployment("pod").IsReadyWith("one", "two"), holds: ready, breaks: unready, cachedFor: unready},
		"IsUnreadyFor":      {step: pod.IsUnreadyFor(time.Second), holds: unready, breaks: ready, cachedFor: unready},
		"HasNotStartedFor":  {step: pod.Named("c").HasNotStartedFor(time.Second), holds: heldPod(), breaks: madePod(), cachedFor: heldPod()},
		"StaysStuckFor":     {step: pod.StaysStuckFor(time.Second), holds: waits, breaks: madePod(), cachedFor: waits},
		"StaysReadyWhile":   {step: pod.StaysReadyWhile(doesNothing, time.Second), holds: ready, breaks: failed, cachedFor: ready},
		"goesOn":            {step: stoppedSoon(pod.goesOn), holds: ready, breaks: failed, cachedFor: ready},
		"ComesToBeEvicted":  {step: pod.ComesToBeEvicted("ephemeral", time.Minute), holds: evictedPod(), breaks: ready, cachedFor: ready},
		"OneImage":          {step: pod.ContainersRunOneImage("one", "two"), holds: imagesPod("a", "a"), breaks: imagesPod("a", "b"), cachedFor: imagesPod("a", "a")},
		"OneTemplate":       {step: DaemonSet("pod").HasOneTemplateOn(FirstWorker, FirstWorker), holds: templatedPod(), breaks: ready, cachedFor: templatedPod()},
		"StaysAsItIs":       {step: pod.StaysAsItIsThrough(doesNothing), holds: ready, cachedFor: ready},
		"IsEvictedWhile":    {step: pod.IsEvictedWhileOtherRuns("ephemeral", time.Minute, pod), cachedFor: ready},
		"TheDaemonSetsPods": {step: DaemonSet("pod").IsReadyOn(FirstWorker), holds: ready, cachedFor: unready},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if tc.holds != nil {
					require.NoErrorf(t, tc.step(t.Context(), staleScene(t, tc.cachedFor, tc.holds)), "it is so")
				}
				if tc.breaks != nil {
					err := tc.step(t.Context(), staleScene(t, tc.cachedFor, tc.breaks))
					require.Errorf(t, err, "it is not so")
					if name != "StaysReadyWhile" { // to begin with, it must be so
						assert.Truef(t, isBroken(err), "it is not so: %v", err)
					}
				}
				if name != "TheDaemonSetsPods" && name != "IsReadyOn" && name != "IsReadyWith" && name != "OneTemplate" {
					err := tc.step(t.Context(), staleScene(t, tc.cachedFor, anotherPod()))
					require.Errorf(t, err, "it is gone")
					assert.Falsef(t, isBroken(err), "it is gone: %v", err)
				}
				err := tc.step(t.Context(), staleScene(t, tc.cachedFor, nil))
				require.Errorf(t, err, "the API is away")
				assert.Falsef(t, isBroken(err), "the API is away: %v", err)
			})
		})
	}
}

func doesNothing(context.Context, *probe.Scene) error { return nil }

func stoppedSoon(watch Step) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		ctx, stop := context.WithCancelCause(ctx)
		time.AfterFunc(3*time.Second, func() { stop(errObserved) })
		return watch(ctx, s)
	}
}

func restartedPod() *corev1.Pod {
	pod := onNodeReady(true)
	for i := range pod.Status.ContainerStatuses {
		pod.Status.ContainerStatuses[i].RestartCount = 1
		pod.Status.ContainerStatuses[i].LastTerminationState.Terminated = &corev1.ContainerStateTerminated{}
	}
	return pod
}

func madePod() *corev1.Pod {
	pod := waiting()
	isMade(pod)
	return pod
}

func heldPod() *corev1.Pod {
	pod := waiting()
	pod.Status.ContainerStatuses[0].State = waitsFor("PodInitializing")
	return pod
}

func evictedPod() *corev1.Pod {
	pod := onNodeReady(false)
	pod.Status.Phase, pod.Status.Reason, pod.Status.Message = corev1.PodFailed, "Evicted", "Pod ephemeral local storage usage exceeds"
	return pod
}

func imagesPod(one, two string) *corev1.Pod {
	pod := onNodeReady(true)
	pod.Status.ContainerStatuses[0].ImageID, pod.Status.ContainerStatuses[1].ImageID = one, two
	return pod
}

func templatedPod() *corev1.Pod {
	pod := onNodeReady(true)
	pod.Labels["controller-revision-hash"] = "a"
	return pod
}

// A window of a blind cache proves nothing, whatever the API says after it.
func TestAWindowThatNobodySawIsAnError(t *testing.T) {
	for name, step := range map[string]Step{
		"StaysStuckWhile": Pod("pod").StaysStuckWhile(doesNothing, 5*time.Second),
	} {
		synctest.Test(t, func(t *testing.T) {
			scene := staleScene(t, waiting(), waiting())
			scene.Pods = blindPods{scene.Pods}
			err := step(t.Context(), scene)
			require.ErrorContainsf(t, err, "nothing was seen", name)
			assert.Falsef(t, isBroken(err), name)
		})
	}
}

// A watch that saw nothing is no control, also where it was ended as planned.
func TestTheTwinMustBeSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		blind := func(ctx context.Context, sees chan<- struct{}) error {
			close(sees)
			return unlessObserved(await.Holds(ctx, "it", time.Hour, func(context.Context) (bool, string, error) {
				return true, "", &await.BlindError{Err: errors.New("no connection")}
			}))
		}
		change := func(context.Context) error {
			time.Sleep(time.Second) //nolint:forbidigo // time of the bubble
			return nil
		}
		require.ErrorContains(t, observeBoth(t.Context(), change, blind), "no connection")
		require.ErrorContains(t, observeWhile(t.Context(), change, blind), "no connection")
	})
}

// A Pod that never came as far as the claim is no fact against it.
func TestAPodThatNeverRanIsNoFact(t *testing.T) {
	unscheduled := waiting()
	unscheduled.Spec.NodeName = ""
	unscheduled.Status.ContainerStatuses = nil
	unscheduled.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Message: "0/3 nodes are available: Too many pods"}}
	for name, step := range map[string]Step{
		"Ends": Pod("pod").Ends(Failed), "HasReady": Pod("pod").HasReady("c"), "Completes": Pod("pod").Named("c").Completes(),
		"ComesToBeEvicted": Pod("pod").ComesToBeEvicted("x", time.Minute), "IsStuck": Pod("pod").IsStuck("FailedMount", "x"),
		"IsReadyOn": Deployment("pod").IsReadyOn(FirstWorker), "IsUnschedulable": Pod("pod").IsUnschedulable("affinity"),
	} {
		synctest.Test(t, func(t *testing.T) {
			err := step(t.Context(), staleScene(t, unscheduled, unscheduled))
			require.ErrorContainsf(t, err, "Too many pods", name)
			assert.Falsef(t, isBroken(err), "%s: %v", name, err)
		})
	}
}

// An image that cannot be had ends a wait at once, with the kubelet's words.
func TestAnImageThatCannotBeHadEndsTheWait(t *testing.T) {
	pod := waiting()
	pod.Status.ContainerStatuses[0].State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{
		Reason: "ErrImagePull", Message: "dial tcp 127.0.0.1:9: connect: connection refused",
	}}
	for name, step := range map[string]Step{
		"IsReady": Pod("pod").IsReady(), "IsReadyOn": Deployment("pod").IsReadyOn(FirstWorker), "IsStuck": Pod("pod").IsStuck("FailedMount", "x"),
		"of a DaemonSet": DaemonSet("pod").IsReadyOn(FirstWorker),
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			err := step(t.Context(), staleScene(t, pod, pod))
			require.ErrorContainsf(t, err, "connection refused", name)
			assert.Falsef(t, isBroken(err), name)
			assert.Lessf(t, time.Since(start), time.Second, name)
		})
	}
}

// What somebody else puts into a Pod is no part of the claim.
func TestInjectedContainersDoNotCount(t *testing.T) {
	manifest := onNodeReady(true)
	injected := func(ready, podReady bool, restarts int32) *corev1.Pod {
		pod := onNodeReady(true)
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{Name: "proxy"})
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, corev1.ContainerStatus{
			Name: "proxy", Ready: ready, RestartCount: restarts,
			LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{}},
		})
		if !podReady {
			pod.Status.Conditions = nil
		}
		return pod
	}
	half := injected(true, false, 0)
	half.Status.ContainerStatuses[1].Ready = false
	declared := []string{"one", "two"}
	assert.True(t, onlyReady(injected(true, true, 0), declared, declared))
	assert.True(t, onlyReady(half, declared, []string{"one"}))
	for name, pod := range map[string]*corev1.Pod{"one is not": half, "the Pod is not": injected(true, false, 0)} {
		assert.Falsef(t, onlyReady(pod, declared, declared), name)
	}
	assert.Falsef(t, onlyReady(injected(true, true, 0), declared, []string{"one"}), "both are")

	scene := staleScene(t, injected(true, true, 3), injected(true, true, 3))
	scene.Remember(manifest)
	require.NoError(t, Pod("pod").HasReady(declared...)(t.Context(), scene))
	require.NoError(t, Pod("pod").HasNoRestarts()(t.Context(), scene))
	assert.Equal(t, declared, Deployment("pod").declared(scene, injected(true, true, 0)))
	less := injected(true, true, 0)
	less.Spec.Containers = less.Spec.Containers[1:]
	assert.Equal(t, []string{"two"}, Deployment("pod").declared(scene, less))
}

func TestAsBefore(t *testing.T) {
	everything := func(string) bool { return true }
	before := onNodeReady(true)
	before.Status.PodIPs = []corev1.PodIP{{IP: "10.0.0.1"}}
	require.NoError(t, asBefore(before, before.DeepCopy(), everything))
	for name, change := range map[string]func(*corev1.Pod){
		"another Pod":       func(p *corev1.Pod) { p.UID = "2" },
		"another address":   func(p *corev1.Pod) { p.Status.PodIPs[0].IP = "10.0.0.2" },
		"another container": func(p *corev1.Pod) { p.Status.ContainerStatuses[0].ContainerID = "containerd://9" },
		"one more restart":  func(p *corev1.Pod) { p.Status.ContainerStatuses[1].RestartCount++ },
	} {
		after := before.DeepCopy()
		change(after)
		assert.Truef(t, isBroken(asBefore(before, after, everything)), name)
	}
	injected := before.DeepCopy()
	injected.Status.ContainerStatuses[1].RestartCount++
	require.NoErrorf(t, asBefore(before, injected, func(name string) bool { return name == "one" }), "somebody else's container")
}
