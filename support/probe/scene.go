// Package probe observes: what a container sees, what a Pod serves, what lies
// on a node, what the API says. It returns facts and judges nothing. It alone
// calls exec.
package probe

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/e2e-framework/klient"
	"sigs.k8s.io/e2e-framework/klient/k8s"

	"github.com/volconf/volconf/support/await"
)

// NodeRoot is the folder on every node under which the suite keeps hostPath
// data. On kind, /tmp and /run are tmpfs and vanish with a restart of the node
// (kind pkg/cluster/internal/providers/docker/provision.go, v0.33.0); /var is kept.
const NodeRoot = "/var/lib/volconf"

// RunLabel marks every object of a run with the run's ID; ClaimLabel with the
// claim it was made for; AttemptLabel with the claim's Folder, for -count=2 tries
// a claim twice in a run and what the first attempt made is still going.
const (
	RunLabel     = "volconf.dev/run"
	ClaimLabel   = "volconf.dev/claim"
	AttemptLabel = "volconf.dev/attempt"
	// ClaimsLabel is on each namespace that claims live in, and not on the instruments'.
	ClaimsLabel = "volconf.dev/claims"
)

// Scene is one claim's view of the cluster: where its objects live and how they
// are looked at. Everything but the notes is set once, before the first step.
type Scene struct {
	RunID       string
	ClaimID     string
	Folder      string // the claim's folder under the run's on a node, another for each attempt; empty where that is the namespace itself
	Namespace   string
	Prefix      string               // of the names of the claim's further namespaces and of what it makes outside of any; another for each attempt
	Instruments string               // namespace of the node observer and the git server
	Workers     []string             // nodes that the claim's Pods run on; the first one differs from claim to claim
	Nodes       map[string]NodeFacts // what was learned of them when the run began
	Manifests   fs.FS                // the claim's folder
	Timeouts    await.Timeouts
	Level       string // Pod Security level of the claim's namespaces
	Wishes      Wishes // what the user asks for on Pods and PVCs

	Kube   kubernetes.Interface
	Client klient.Client
	REST   *rest.Config
	Pods   corelisters.PodLister // a watched cache of the run's Pods
	Shells *Shells               // kept open in containers by the run; nil for an exec at each look

	// Image resolves the name of a fixture image ("nginx") to a reference and
	// tells the pull policy that reaches it.
	Image func(name string) (reference string, policy corev1.PullPolicy, err error)
	// MakeNamespaceAt makes one more namespace of this claim, once, at a Pod
	// Security level.
	MakeNamespaceAt func(ctx context.Context, name, level string) error

	// RestartNode restarts a node as a whole; nil where there is no way to.
	RestartNode func(ctx context.Context, node string) error

	mu       sync.Mutex
	undo     []Undo
	notes    []string
	measured []Measurement
	applied  map[appliedKey]k8s.Object
	deleted  map[Container]*corev1.Pod
}

// Measurement is a time that was seen, kept in the report as data.
type Measurement struct {
	Name string
	Took time.Duration
}

// Note keeps one line of what was observed. Notes are evidence: they are in the
// report of a claim that passed too.
func (s *Scene) Note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

// Measure keeps a time that was seen.
func (s *Scene) Measure(name string, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.measured = append(s.measured, Measurement{Name: name, Took: took})
}

// Notes returns what was noted and measured so far.
func (s *Scene) Notes() ([]string, []Measurement) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.notes...), append([]Measurement(nil), s.measured...)
}

// Undo takes back a change to the cluster that no namespace takes along.
type Undo struct {
	Cure string // what a person would type to the same end
	Do   func(ctx context.Context) error
}

// OnLeaving keeps what is to be undone once the claim is over, whatever became
// of it.
func (s *Scene) OnLeaving(u Undo) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.undo = append(s.undo, u)
}

// Undos returns what is to be undone, the last change first.
func (s *Scene) Undos() []Undo {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.undo)
	slices.Reverse(all)
	return all
}

// Remember keeps an object as it was sent to the API, so that it can be made anew.
func (s *Scene) Remember(object k8s.Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.applied == nil {
		s.applied = map[appliedKey]k8s.Object{}
	}
	s.applied[keyOf(object)] = object.DeepCopyObject().(k8s.Object)
}

// appliedKey tells a Service from a Deployment of the same name.
type appliedKey struct{ kind, namespace, name string }

func keyOf(object k8s.Object) appliedKey {
	kind := fmt.Sprintf("%T", object)
	if raw, ok := object.(*unstructured.Unstructured); ok {
		kind = raw.GetKind()
	}
	return appliedKey{kind, object.GetNamespace(), object.GetName()}
}

// Applied returns copies of the objects that were sent to the API, in no order.
func (s *Scene) Applied() []k8s.Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]k8s.Object, 0, len(s.applied))
	for _, object := range s.applied {
		all = append(all, object.DeepCopyObject().(k8s.Object))
	}
	return all
}

// Remembered returns a fresh copy of a Pod, or of what makes Pods, as it was sent to the
// API.
func (s *Scene) Remembered(namespace, name string) (k8s.Object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, object := range []k8s.Object{&corev1.Pod{}, &appsv1.Deployment{}, &appsv1.DaemonSet{}} {
		key := keyOf(object)
		key.namespace, key.name = namespace, name
		if found, ok := s.applied[key]; ok {
			return found.DeepCopyObject().(k8s.Object), nil
		}
	}
	return nil, fmt.Errorf("no Pod %s was applied by this claim", name)
}

// RememberDeleted keeps a Pod as it last was, so that a new one of its name can
// be told from it.
func (s *Scene) RememberDeleted(pod *corev1.Pod) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deleted == nil {
		s.deleted = map[Container]*corev1.Pod{}
	}
	s.deleted[Container{Namespace: pod.Namespace, Pod: pod.Name}] = pod
}

// Deleted returns the Pod of that name that the claim deleted last.
func (s *Scene) Deleted(c Container) (*corev1.Pod, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pod, ok := s.deleted[Container{Namespace: c.Namespace, Pod: c.Pod}]
	if !ok {
		return nil, fmt.Errorf("%s was not deleted by this claim", c.Pod)
	}
	return pod, nil
}

// HostPath is where the claim's own hostPath data lies on a node.
func (s *Scene) HostPath() string { return NodeRoot + "/" + s.RunID + "/" + s.Folder }

// Scaled fits a bound of a claim's own to the speed of the cluster.
func (s *Scene) Scaled(bound time.Duration) time.Duration {
	return time.Duration(float64(bound) * s.Timeouts.Factor)
}

// Labels are put on every object of the claim.
func (s *Scene) Labels() map[string]string {
	return map[string]string{RunLabel: s.RunID, ClaimLabel: s.ClaimID, AttemptLabel: s.Folder}
}
