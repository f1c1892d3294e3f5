package harness

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

func TestWorkersOfAClaim(t *testing.T) {
	e := &environment{workers: []string{"a", "b", "c"}, lackingOn: map[string]map[string]string{}}
	e.nodeLacks(claim.KubeletUnit, "b", "no unit")
	ordinary := claim.Claim{ID: "some-claim", Needs: claim.Needs{Workers: 1}}
	needsUnit := claim.Claim{ID: "some-claim", Needs: claim.Needs{Workers: 1, Capabilities: []string{claim.KubeletUnit}}}
	assert.ElementsMatch(t, []string{"a", "b", "c"}, e.workersOf(ordinary))
	assert.ElementsMatch(t, []string{"a", "c"}, e.workersOf(needsUnit))
	assert.Nil(t, e.tooFewAble(ordinary))
	assert.Nilf(t, e.tooFewAble(needsUnit), "others will do")

	needsUnit.Needs.Workers = 3
	why := e.tooFewAble(needsUnit)
	require.NotNil(t, why)
	assert.Equal(t, "needs 3 nodes, 2 will do: node b: no unit", why.En)
	e.nodeLacks(claim.KubeletUnit, "a", "no unit")
	e.nodeLacks(claim.KubeletUnit, "c", "none either")
	needsUnit.Needs.Workers = 1
	why = e.tooFewAble(needsUnit)
	require.NotNil(t, why)
	assert.Equal(t, "node a: no unit; node b: no unit; node c: none either", why.En)
}

func TestVersionBoundsHoldForKubelets(t *testing.T) {
	e := &environment{workers: []string{"old", "new"}, lackingOn: map[string]map[string]string{}}
	e.facts.Nodes = []cluster.NodeFacts{{Name: "new", Kubelet: "v1.34.2"}, {Name: "old", Kubelet: "v1.33.1"}}
	since := func(minor string, workers int) claim.Claim {
		return claim.Claim{ID: "some-claim", Versions: claim.Range{Since: minor}, Needs: claim.Needs{Workers: workers}}
	}
	assert.Equal(t, []string{"new"}, e.workersOf(since("1.34", 1)))
	assert.Nil(t, e.tooFewAble(since("1.34", 1)))
	assert.Equal(t, "needs 2 nodes, 1 will do: node old: its kubelet is v1.33.1, and the claim is about Kubernetes 1.34 and later",
		e.tooFewAble(since("1.34", 2)).En)
	both := e.tooFewAble(since("1.35", 1))
	require.NotNil(t, both)
	assert.Contains(t, both.En, "v1.33.1")
	assert.Contains(t, both.En, "v1.34.2")

	onlyAPI := since("1.35", 2)
	onlyAPI.Versions.APIOnly = true
	assert.Nilf(t, e.tooFewAble(onlyAPI), "only the API decides")
	assert.Nil(t, e.tooFewAble(claim.Claim{ID: "some-claim", Needs: claim.Needs{Workers: 2}}))

	e.facts.Nodes[0].Kubelet = "unknown"
	assert.NotNilf(t, e.tooFewAble(since("1.34", 1)), "a version that cannot be read is in no bounds")
}

func TestTheFirstWorkerDiffersFromClaimToClaim(t *testing.T) {
	firsts := map[string]int{}
	for _, c := range claims.All() {
		nodes := rotated([]string{"a", "b", "c"}, c.ID)
		assert.Equal(t, nodes, rotated([]string{"a", "b", "c"}, c.ID))
		assert.ElementsMatch(t, []string{"a", "b", "c"}, nodes)
		firsts[nodes[0]]++
	}
	for _, node := range []string{"a", "b", "c"} {
		assert.Greaterf(t, firsts[node], len(claims.All())/6, "node %s is first for too few claims", node)
	}
	assert.Empty(t, rotated(nil, "x"))
}

func TestWithoutHostname(t *testing.T) {
	node := func(name, hostname string) cluster.NodeFacts {
		return cluster.NodeFacts{Name: name, Hostname: hostname}
	}
	lacks := withoutHostname([]cluster.NodeFacts{node("a", "a"), node("b", "other"), node("c", ""), node("d", "twin"), node("e", "twin")})
	assert.NotContainsf(t, lacks, "a", "the usual case")
	assert.NotContainsf(t, lacks, "b", "a label that is not the node's name is its own all the same")
	assert.Contains(t, lacks["c"], "no label")
	assert.Contains(t, lacks["d"], "twin is that of d and e")
	assert.Contains(t, lacks, "e")
}

func TestObserverStates(t *testing.T) {
	on := func(node string, change func(*corev1.Pod)) *corev1.Pod {
		pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "observer-" + node}, Status: corev1.PodStatus{Phase: corev1.PodPending}}
		manifest.RunOn(&pod.Spec, node)
		change(pod)
		return pod
	}
	condition := func(kind corev1.PodConditionType, status corev1.ConditionStatus, message string) func(*corev1.Pod) {
		return func(pod *corev1.Pod) {
			pod.Status.Conditions = []corev1.PodCondition{{Type: kind, Status: status, Message: message}}
		}
	}
	pods := []*corev1.Pod{
		on("ready", condition(corev1.PodReady, corev1.ConditionTrue, "")),
		on("full", condition(corev1.PodScheduled, corev1.ConditionFalse, "1 Too many pods")),
		on("bare", func(pod *corev1.Pod) {
			pod.Spec.NodeName = "bare"
			pod.Status.ContainerStatuses = []corev1.ContainerStatus{{Image: "x", State: corev1.ContainerState{
				Waiting: &corev1.ContainerStateWaiting{Reason: "ErrImageNeverPull", Message: "not present"},
			}}}
		}),
		on("slow", func(*corev1.Pod) {}),
		on("no-worker", func(*corev1.Pod) {}),
	}
	watch := observerWatch{patience: 10 * time.Second, since: map[string]time.Time{}}
	start := time.Now()
	workers := []string{"ready", "full", "bare", "slow", "forgotten"}
	states := watch.look(workers, pods, start)
	assert.Len(t, states, len(workers))
	assert.True(t, states["ready"].ready)
	assert.Falsef(t, states["full"].hopeless, "Pods on their way out give their places up")
	assert.True(t, states["bare"].hopeless)
	assert.Contains(t, states["bare"].says, "ErrImageNeverPull: not present")
	assert.False(t, states["slow"].hopeless)
	assert.Contains(t, states["forgotten"].says, "no Pod for it")
	assert.False(t, settled(states))

	states = watch.look([]string{"ready", "full", "bare"}, pods, start.Add(11*time.Second))
	assert.True(t, states["full"].hopeless)
	assert.Contains(t, states["full"].says, "Too many pods")
	assert.True(t, settled(states))
	assert.Equal(t, []string{"bare", "full"}, []string{said(states)[:4], said(states)[len(said(states))-len("full: the scheduler says: 1 Too many pods"):][:4]})
}

// Claims that disturb a node disturb the same one, and slow ones keep off it where they
// have nodes enough without it.
func TestTheNodeThatIsDisturbed(t *testing.T) {
	slow, restart := claim.Claim{ID: "slow", Speed: claim.Slow}, claim.Claim{ID: "restart", Disruption: claim.NodeDisruption}
	wide := claim.Claim{ID: "wide", Speed: claim.Slow, Needs: claim.Needs{Workers: 2}}
	ours := &cluster.Cluster{}
	for name, tc := range map[string]struct {
		own            *cluster.Cluster
		workers        []string
		slow, wide     []string
		restart        []string
		apart, another bool
	}{
		"one":             {ours, []string{"a"}, []string{"a"}, []string{"a"}, []string{"a"}, false, false},
		"two":             {ours, []string{"a", "b"}, []string{"b"}, []string{"b", "a"}, []string{"a", "b"}, true, false},
		"three":           {ours, []string{"a", "b", "c"}, []string{"c", "b"}, []string{"c", "b"}, []string{"a", "c", "b"}, true, true},
		"somebody else's": {nil, []string{"a", "b"}, []string{"b", "a"}, []string{"b", "a"}, []string{"a", "b"}, false, false},
	} {
		e := &environment{own: tc.own, workers: tc.workers}
		backwards := slices.Clone(tc.workers)
		slices.Reverse(backwards)
		assert.Equalf(t, tc.slow, e.inPlace(slow, backwards), name)
		assert.Equalf(t, tc.wide, e.inPlace(wide, backwards), name)
		assert.Equalf(t, tc.restart, e.inPlace(restart, backwards), name)
		assert.Equalf(t, tc.apart, e.apart(slow), name)
		assert.Equalf(t, tc.another, e.apart(wide), name)
	}
}

func TestWithoutDisk(t *testing.T) {
	for fsType, lacks := range map[string]bool{"tmpfs": true, "ramfs": true, "rootfs": true, "ext4": false, "overlay": false, "xfs": false, "zfs": false} {
		why := withoutDisk(probe.NodeMount{Path: "/var/lib/kubelet", FSType: fsType})
		assert.Equalf(t, lacks, why != "", fsType)
		assert.Truef(t, !lacks || strings.Contains(why, "/var/lib/kubelet is on a "+fsType), "%s", why)
	}
}
