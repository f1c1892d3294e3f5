package leftover

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/rest"
	k8stesting "k8s.io/client-go/testing"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

var now = time.Now()

func objectMeta(name, run, claim string, age time.Duration) metav1.ObjectMeta {
	o := metav1.ObjectMeta{Name: name, CreationTimestamp: metav1.NewTime(now.Add(-age))}
	if run != "" {
		o.Labels = map[string]string{probe.RunLabel: run}
	}
	if claim != "" {
		o.Labels[probe.ClaimLabel] = claim
	}
	return o
}

func runsNamespace(name, run, claim string, age time.Duration) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: objectMeta(name, run, claim, age)}
}

func observerPod(node, run string) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: objectMeta("observer-"+node, run, "", 2*time.Hour), Status: corev1.PodStatus{Phase: corev1.PodRunning}}
	pod.Namespace, pod.Spec.NodeName = run+"-instruments", node
	pod.Labels["app"] = probe.ObserverApp
	return pod
}

// nodes are the run folders of the nodes, as observers would see them.
type nodes struct {
	folders map[string][]string
	run     string
	seen    *corev1.Pod
}

func (n nodes) NodeEntries(_ context.Context, node, dir string) ([]string, error) {
	if n.seen.Spec.NodeName != node || dir != probe.NodeRoot {
		return nil, fmt.Errorf("no observer that sees %s of %s", dir, node)
	}
	return n.folders[node], nil
}

func (n nodes) ForgetRun(_ context.Context, node string) error {
	n.folders[node] = slices.DeleteFunc(n.folders[node], func(run string) bool { return run == n.run })
	return nil
}

func fakeCluster(folders map[string][]string, objects ...runtime.Object) (*Cluster, *fake.Clientset) {
	kube := fake.NewClientset(objects...)
	timeouts := await.Default()
	timeouts.NamespaceGone = time.Second
	c := &Cluster{kube: kube, timeouts: timeouts}
	c.observer = func(run string, seen *corev1.Pod) observer { return nodes{folders, run, seen} }
	return c, kube
}

func cordonedNode(name, run string) *corev1.Node {
	meta := objectMeta(name, run, "", time.Minute)
	meta.ManagedFields = []metav1.ManagedFieldsEntry{{
		Manager: "volconf-cordon", Operation: metav1.ManagedFieldsOperationUpdate, APIVersion: "v1",
		FieldsType: "FieldsV1", FieldsV1: metav1.NewFieldsV1(`{"f:spec":{"f:unschedulable":{}}}`),
	}}
	return &corev1.Node{ObjectMeta: meta, Spec: corev1.NodeSpec{Unschedulable: true}}
}

func leftOfThreeRuns() []runtime.Object {
	return []runtime.Object{
		runsNamespace("default", "", "", 99*time.Hour),
		runsNamespace("old-instruments", "old", "", 2*time.Hour), runsNamespace("old-claim", "old", "hostpath-x", 2*time.Hour),
		runsNamespace("long-instruments", "long", "", 2*time.Hour), runsNamespace("long-claim", "long", "init-y", time.Minute),
		&corev1.PersistentVolume{ObjectMeta: objectMeta("old-pv", "old", "", 2*time.Hour)},
		&corev1.PersistentVolume{ObjectMeta: objectMeta("yours", "", "", 2*time.Hour)},
		&storagev1.StorageClass{ObjectMeta: objectMeta("long-class", "long", "", 2*time.Hour)},
		cordonedNode("worker", "old"),
		observerPod("worker", "old"), observerPod("worker2", "long"),
	}
}

func TestFindTellsWhatIsInUse(t *testing.T) {
	c, _ := fakeCluster(map[string][]string{"worker": {"old", "gone"}, "worker2": {"long"}}, leftOfThreeRuns()...)
	found, err := c.Find(t.Context(), now.Add(-time.Hour))
	require.NoError(t, err)
	inUse := map[string]bool{}
	for _, item := range found {
		inUse[item.String()] = item.InUse
	}
	assert.Equal(t, map[string]bool{
		"Namespace old-instruments": false, "Namespace old-claim": false, "PersistentVolume old-pv": false,
		"the cordon of node worker": false, // as old as the run, however young the node
		// One young namespace keeps all of its run.
		"Namespace long-instruments": true, "Namespace long-claim": true, "StorageClass long-class": true,
		"/var/lib/volconf/old of node worker": false, "/var/lib/volconf/gone of node worker": false, "/var/lib/volconf/long of node worker2": true,
	}, inUse)
}

func TestRemoveKeepsToTheOrderAndToWhatIsNotInUse(t *testing.T) {
	folders := map[string][]string{"worker": {"old", "gone"}, "worker2": {"long"}}
	c, kube := fakeCluster(folders, leftOfThreeRuns()...)
	found, err := c.Find(t.Context(), now.Add(-time.Hour))
	require.NoError(t, err)
	var said []string
	require.NoError(t, c.Remove(t.Context(), found, func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }))
	assert.Equal(t, []string{
		"removing Namespace old-claim", "removing the cordon of node worker", "removing PersistentVolume old-pv",
		"removing /var/lib/volconf/old of node worker", "removing /var/lib/volconf/gone of node worker",
		"removing Namespace old-instruments",
	}, said)
	assert.Equal(t, map[string][]string{"worker": {}, "worker2": {"long"}}, folders)
	left, err := kube.CoreV1().Namespaces().List(t.Context(), metav1.ListOptions{})
	require.NoError(t, err)
	assert.Len(t, left.Items, 3)
	node, err := kube.CoreV1().Nodes().Get(t.Context(), "worker", metav1.GetOptions{})
	require.NoError(t, err)
	assert.False(t, node.Spec.Unschedulable)
	assert.Empty(t, node.Labels)
}

func TestRemoveGoesOnAndSaysWhatIsLeft(t *testing.T) {
	for name, tc := range map[string]struct {
		refuse func(k8stesting.Action) (bool, runtime.Object, error)
		want   string
	}{
		"refused":       {func(k8stesting.Action) (bool, runtime.Object, error) { return true, nil, errors.New("forbidden") }, "removing Namespace old-claim: forbidden"},
		"does not come": {func(k8stesting.Action) (bool, runtime.Object, error) { return true, nil, nil }, "still there: [old-claim]"},
	} {
		t.Run(name, func(t *testing.T) {
			folders := map[string][]string{"worker": {"old"}}
			c, kube := fakeCluster(folders, leftOfThreeRuns()...)
			kube.PrependReactor("delete", "namespaces", func(action k8stesting.Action) (bool, runtime.Object, error) {
				if !strings.HasSuffix(action.(k8stesting.DeleteAction).GetName(), "-claim") {
					return false, nil, nil
				}
				return tc.refuse(action)
			})
			found, err := c.Find(t.Context(), now.Add(-time.Hour))
			require.NoError(t, err)
			require.ErrorContains(t, c.Remove(t.Context(), found, t.Logf), tc.want)
			assert.Emptyf(t, folders["worker"], "it goes on")
		})
	}
}

func TestAFolderWithoutAnObserverIsNotClaimedToBeGone(t *testing.T) {
	c, _ := fakeCluster(map[string][]string{}, runsNamespace("default", "", "", time.Hour))
	err := c.Remove(t.Context(), []Item{{Kind: folderKind, Name: "/var/lib/volconf/old", Node: "worker", Run: "old"}}, t.Logf)
	require.ErrorContains(t, err, "no observer runs there any more")
}

func TestAgesAreByTheAPIServersClock(t *testing.T) {
	then := time.Date(2031, 2, 3, 4, 5, 6, 0, time.UTC)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "/prefix/version", r.URL.Path)
		w.Header().Set("Date", then.Format(http.TimeFormat))
	}))
	defer server.Close()
	c, err := NewCluster(&rest.Config{Host: server.URL + "/prefix"}, await.Default())
	require.NoError(t, err)
	now, err := c.Now(t.Context())
	require.NoError(t, err)
	assert.True(t, then.Equal(now))
}

func provisionedFor(name, namespace string, change func(*corev1.PersistentVolume)) *corev1.PersistentVolume {
	pv := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: name, Annotations: map[string]string{provisionedBy: "example.com/disk"}},
		Spec: corev1.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: corev1.PersistentVolumeReclaimRetain, ClaimRef: &corev1.ObjectReference{Namespace: namespace, Name: "data"},
		},
	}
	if change != nil {
		change(pv)
	}
	return pv
}

func TestVolumesThatWereProvisionedForARunAreFound(t *testing.T) {
	volumes := []runtime.Object{
		provisionedFor("ours", "volconf-1a2b3c-type-pvc-dynamic", nil),
		provisionedFor("another-run", "volconf-ci42-type-pvc-dynamic-2", nil),
		provisionedFor("a-users", "volconf-prod-database", nil),
		provisionedFor("elsewhere", "shop", nil),
		provisionedFor("by-hand", "volconf-1a2b3c-type-pvc-dynamic", func(pv *corev1.PersistentVolume) { pv.Annotations = nil }),
		provisionedFor("unclaimed", "", func(pv *corev1.PersistentVolume) { pv.Spec.ClaimRef = nil }),
	}
	c, kube := fakeCluster(nil, volumes...)
	found, err := Provisioned(t.Context(), kube, "1a2b3c")
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, "ours", found[0].Name)

	items, err := c.Find(t.Context(), now)
	require.NoError(t, err)
	var names []string
	for _, item := range items {
		names = append(names, item.String())
	}
	assert.ElementsMatch(t, []string{"provisioned PersistentVolume ours", "provisioned PersistentVolume another-run"}, names)

	require.NoError(t, GiveBack(t.Context(), kube, "ours"))
	require.NoError(t, GiveBack(t.Context(), kube, "gone"))
	now, err := kube.CoreV1().PersistentVolumes().Get(t.Context(), "ours", metav1.GetOptions{})
	require.NoError(t, err)
	assert.Equal(t, corev1.PersistentVolumeReclaimDelete, now.Spec.PersistentVolumeReclaimPolicy)
}

func TestClusterScopedNamesWhatARunLeft(t *testing.T) {
	_, kube := fakeCluster(nil, leftOfThreeRuns()...)
	left, err := ClusterScoped(t.Context(), kube, "old")
	require.NoError(t, err)
	assert.Equal(t, []string{"PersistentVolume old-pv"}, left)
}
