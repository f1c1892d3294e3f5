package steps

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

var here = probe.Container{Pod: "p", Container: "c"}

func isBroken(err error) bool {
	var broken *claim.BrokenError
	return errors.As(err, &broken)
}

// Each judgement is tried with what it must accept and what it must reject.
func TestJudgements(t *testing.T) {
	there := func(content string) probe.File { return probe.File{Exists: true, Content: content} }
	for name, tc := range map[string]struct {
		good, bad []error
		other     []error // nothing was learnt
	}{
		"holds": {
			good: []error{holds(here, "/f", there("x"), "x")},
			bad:  []error{holds(here, "/f", probe.File{}, "x"), holds(here, "/f", there("y"), "x"), holds(here, "/f", there(""), "x")},
		},
		"absent": {good: []error{absent(here, "/f", probe.File{})}, bad: []error{absent(here, "/f", there("")), absent(here, "/f", there("x"))}},
		"exactly": {
			good: []error{exactly(here, "/d", []string{"..data", "b", "a"}, []string{"a", "b"}), exactly(here, "/d", nil, nil)},
			bad:  []error{exactly(here, "/d", []string{"a", "c"}, []string{"a"}), exactly(here, "/d", nil, []string{"a"}), exactly(here, "/d", []string{".c"}, nil)},
		},
		"empty": {good: []error{empty(here, "/d", nil)}, bad: []error{empty(here, "/d", []string{".hidden"})}},
		"refusedAsReadOnly": {
			good:  []error{refusedAsReadOnly("touch", probe.Output{Exit: 1, Stderr: "touch: x: Read-only file system"})},
			bad:   []error{refusedAsReadOnly("touch", probe.Output{})},
			other: []error{refusedAsReadOnly("touch", probe.Output{Exit: 1, Stderr: "touch: x: Permission denied"})},
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, err := range tc.good {
				require.NoError(t, err)
			}
			for _, err := range tc.bad {
				assert.Truef(t, isBroken(err), "%v", err)
			}
			for _, err := range tc.other {
				require.Error(t, err)
				assert.Falsef(t, isBroken(err), "%v", err)
			}
		})
	}
}

func TestJudgedTakesOnlyASeenTimeoutAsAFact(t *testing.T) {
	seen := &await.TimeoutError{What: "it", State: "old page"}
	assert.True(t, isBroken(judged(seen)))
	assert.True(t, isBroken(judged(&await.BrokenError{What: "it", State: "new page"})))
	for name, err := range map[string]error{
		"nothing was ever seen":   &await.TimeoutError{What: "it"},
		"the last look failed":    &await.TimeoutError{What: "it", State: "old page", Err: errors.New("refused")},
		"the wait was cancelled":  context.Canceled,
		"the API refused to tell": errors.New("forbidden"),
	} {
		assert.Falsef(t, isBroken(judged(err)), name)
	}
	assert.NoError(t, judged(nil))
}

func TestRestarted(t *testing.T) {
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{}}
	before := corev1.ContainerStatus{RestartCount: 1, ContainerID: "containerd://a", State: running}
	assert.True(t, restarted(before, corev1.ContainerStatus{RestartCount: 2, ContainerID: "containerd://b", State: running}))
	assert.Truef(t, restarted(before, corev1.ContainerStatus{
		RestartCount: 3, ContainerID: "containerd://b", State: running,
		LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "StartError", ExitCode: 128}},
	}), "what the runtime did not start ran nothing")
	assert.Truef(t, restarted(before, corev1.ContainerStatus{
		RestartCount: 3, ContainerID: "containerd://b", State: running,
		LastTerminationState: corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{}},
	}), "nor did what the runtime only made")
	assert.Falsef(t, restarted(before, corev1.ContainerStatus{
		RestartCount: 3, ContainerID: "containerd://b", State: running,
		LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Error", ExitCode: 1}},
	}), "twice")
	for name, now := range map[string]corev1.ContainerStatus{
		"nothing happened":   before,
		"same container":     {RestartCount: 2, ContainerID: "containerd://a", State: running},
		"not running yet":    {RestartCount: 2, ContainerID: "containerd://b"},
		"more than one":      {RestartCount: 3, ContainerID: "containerd://b", State: running},
		"a Pod of that name": {RestartCount: 0, ContainerID: "containerd://b", State: running},
		"no container made":  {RestartCount: 2, State: running},
	} {
		assert.Falsef(t, restarted(before, now), name)
	}
}

func TestRestarts(t *testing.T) {
	made := corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{}}
	ended := func(reason string) corev1.ContainerState {
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: reason}}
	}
	for name, tc := range map[string]struct {
		count int32
		last  corev1.ContainerState
		want  int32
	}{
		"never":                      {},
		"once":                       {1, ended("Error"), 1},
		"once, and it had completed": {1, ended("Completed"), 1},
		"once, and nothing is known of the first": {1, corev1.ContainerState{}, 1},
		"the first was made and not started":      {1, made, 0},
		"the first could not be started":          {1, ended("StartError"), 0},
		"of two, the last was not started":        {2, made, 1},
		"it never ran, and is not counted":        {0, made, 0},
	} {
		assert.Equalf(t, tc.want, restarts(corev1.ContainerStatus{RestartCount: tc.count, LastTerminationState: tc.last}), name)
	}
}

func TestHeldByInit(t *testing.T) {
	held := func() *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{
			Phase:      corev1.PodPending,
			Conditions: []corev1.PodCondition{{Type: corev1.PodInitialized, Status: corev1.ConditionFalse}},
			ContainerStatuses: []corev1.ContainerStatus{{Name: "app", State: corev1.ContainerState{
				Waiting: &corev1.ContainerStateWaiting{Reason: "PodInitializing"},
			}}},
		}}
	}
	assert.True(t, heldByInit(held(), "app"))
	for name, spoil := range map[string]func(*corev1.Pod){
		"running":          func(p *corev1.Pod) { p.Status.Phase = corev1.PodRunning },
		"initialized":      func(p *corev1.Pod) { p.Status.Conditions[0].Status = corev1.ConditionTrue },
		"has an ID":        func(p *corev1.Pod) { p.Status.ContainerStatuses[0].ContainerID = "containerd://a" },
		"was restarted":    func(p *corev1.Pod) { p.Status.ContainerStatuses[0].RestartCount = 1 },
		"waits for others": func(p *corev1.Pod) { p.Status.ContainerStatuses[0].State.Waiting.Reason = "ErrImagePull" },
		"is not there":     func(p *corev1.Pod) { p.Status.ContainerStatuses = nil },
	} {
		pod := held()
		spoil(pod)
		assert.Falsef(t, heldByInit(pod, "app"), name)
	}
}

func TestMountAtTakesTheUppermost(t *testing.T) {
	mounts := []probe.Mount{{Point: "/d", Options: []string{"rw"}}, {Point: "/other"}, {Point: "/d", Options: []string{"ro"}}}
	mount, err := mountAt(mounts, "/d")
	require.NoError(t, err)
	assert.Equal(t, []string{"ro"}, mount.Options)
	_, err = mountAt(mounts, "/e")
	require.Error(t, err)
}

// A broken expectation of a control must never count as a judgement.
func TestObserveBoth(t *testing.T) {
	change := claim.Brokenf("did not change")
	for name, tc := range map[string]struct {
		change, watch error
		unseen        bool
		broken, fails bool
	}{
		"changed, twin stayed":   {},
		"did not change":         {change: change, broken: true, fails: true},
		"the twin changed too":   {watch: claim.Brokenf("twin changed"), fails: true},
		"the twin was not seen":  {watch: errors.New("no connection"), unseen: true, fails: true},
		"neither was to be seen": {change: change, watch: claim.Brokenf("twin serves nothing"), unseen: true, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			watching := make(chan struct{})
			err := observeBoth(t.Context(),
				func(ctx context.Context) error {
					select {
					case <-watching:
						return tc.change
					case <-ctx.Done():
						return ctx.Err()
					}
				},
				func(ctx context.Context, sees chan<- struct{}) error {
					if !tc.unseen {
						close(sees)
					}
					if tc.watch != nil {
						return tc.watch
					}
					close(watching)
					<-ctx.Done()
					return unlessObserved(context.Cause(ctx))
				})
			assert.Equal(t, tc.fails, err != nil)
			assert.Equal(t, tc.broken, isBroken(err))
		})
	}
}

// What does not last is a fact against the claim where the watch is the judge,
// and only there.
func TestObserveWhile(t *testing.T) {
	broken := claim.Brokenf("it changed")
	stays := func(ctx context.Context, sees chan<- struct{}) error {
		close(sees)
		<-ctx.Done()
		return unlessObserved(context.Cause(ctx))
	}
	changes := func(_ context.Context, sees chan<- struct{}) error {
		close(sees)
		return broken
	}
	happens := func(context.Context) error { return nil }
	hangs := func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}
	require.NoError(t, observeWhile(t.Context(), happens, stays))
	assert.True(t, isBroken(observeWhile(t.Context(), hangs, changes)))
	err := observeWhile(t.Context(), func(context.Context) error { return claim.Brokenf("the control did nothing") }, stays)
	require.Error(t, err)
	assert.False(t, isBroken(err))
}

func TestTerminatedSkipsEndsThatAreNotTheProgramsOwn(t *testing.T) {
	end := func(reason string, code int32) *corev1.ContainerStateTerminated {
		return &corev1.ContainerStateTerminated{Reason: reason, ExitCode: code}
	}
	status := func(now, last *corev1.ContainerStateTerminated) corev1.ContainerStatus {
		return corev1.ContainerStatus{
			State:                corev1.ContainerState{Terminated: now},
			LastTerminationState: corev1.ContainerState{Terminated: last},
		}
	}
	own := end("Error", 128)
	assert.Same(t, own, terminated(status(own, nil)))
	assert.Same(t, own, terminated(status(nil, own)))
	assert.Same(t, own, terminated(status(end("RestartingAllContainers", 137), own)))
	assert.Nil(t, terminated(status(nil, nil)))
	assert.Nil(t, terminated(status(end("StartError", 128), nil)))
	assert.Nil(t, terminated(status(nil, end("RestartingAllContainers", 137))))
}
