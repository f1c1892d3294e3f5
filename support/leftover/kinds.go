package leftover

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/probe"
)

// kind is one sort of object that runs make and that no namespace takes along.
type kind struct {
	name   string
	list   func(context.Context) ([]metav1.Object, error)
	remove func(ctx context.Context, item Item) error
}

func (c *Cluster) kinds() []kind {
	namespaces, volumes := c.kube.CoreV1().Namespaces(), c.kube.CoreV1().PersistentVolumes()
	classes := c.kube.StorageV1().StorageClasses()
	policies := c.kube.AdmissionregistrationV1().ValidatingAdmissionPolicies()
	bindings := c.kube.AdmissionregistrationV1().ValidatingAdmissionPolicyBindings()
	nodes := c.kube.CoreV1().Nodes()
	uncordon := func(ctx context.Context, item Item) error {
		return probe.Uncordon(ctx, c.kube, item.Name, item.Run, c.timeouts)
	}
	return []kind{
		{cordonedKind, ofRuns(nodes.List), uncordon},
		{namespaceKind, ofRuns(namespaces.List), deleting(namespaces.Delete)},
		{"ValidatingAdmissionPolicyBinding", ofRuns(bindings.List), deleting(bindings.Delete)},
		{"ValidatingAdmissionPolicy", ofRuns(policies.List), deleting(policies.Delete)},
		{"PersistentVolume", ofRuns(volumes.List), deleting(volumes.Delete)},
		{"StorageClass", ofRuns(classes.List), deleting(classes.Delete)},
	}
}

func deleting(remove func(ctx context.Context, name string, o metav1.DeleteOptions) error) func(context.Context, Item) error {
	return func(ctx context.Context, item Item) error { return remove(ctx, item.Name, metav1.DeleteOptions{}) }
}

// ClusterScoped lists what of a run is left outside namespaces, cordons apart, each
// as a sentence would name it.
func ClusterScoped(ctx context.Context, kube kubernetes.Interface, runID string) ([]string, error) {
	var left []string
	for _, kind := range (&Cluster{kube: kube}).kinds() {
		if kind.name == cordonedKind || kind.name == namespaceKind {
			continue
		}
		objects, err := kind.list(ctx)
		if err != nil {
			return nil, fmt.Errorf("listing what is labelled %s: %w", Label, err)
		}
		for _, o := range objects {
			if o.GetLabels()[Label] == runID {
				left = append(left, kind.name+" "+o.GetName())
			}
		}
	}
	return left, nil
}

// ofRuns lists, of one kind, what carries the label of a run.
func ofRuns[L runtime.Object](list func(context.Context, metav1.ListOptions) (L, error)) func(context.Context) ([]metav1.Object, error) {
	return func(ctx context.Context) ([]metav1.Object, error) {
		answer, err := list(ctx, metav1.ListOptions{LabelSelector: Label})
		if err != nil {
			return nil, err
		}
		var objects []metav1.Object
		err = meta.EachListItem(answer, func(item runtime.Object) error {
			object, err := meta.Accessor(item)
			objects = append(objects, object)
			return err
		})
		return objects, err
	}
}

// still returns those of the names that a namespace has.
func still(namespaces []corev1.Namespace, names []string) []string {
	var left []string
	for _, name := range names {
		for i := range namespaces {
			if namespaces[i].Name == name {
				left = append(left, name)
			}
		}
	}
	return left
}
