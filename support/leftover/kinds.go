package leftover

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/volconf/volconf/support/probe"
)

// kind is one sort of object that runs make and that no namespace takes along.
type kind struct {
	name   string
	list   func(context.Context) ([]metav1.Object, error)
	remove func(ctx context.Context, name string, o metav1.DeleteOptions) error
}

func (c *Cluster) kinds() []kind {
	namespaces, volumes := c.kube.CoreV1().Namespaces(), c.kube.CoreV1().PersistentVolumes()
	classes := c.kube.StorageV1().StorageClasses()
	policies := c.kube.AdmissionregistrationV1().ValidatingAdmissionPolicies()
	bindings := c.kube.AdmissionregistrationV1().ValidatingAdmissionPolicyBindings()
	nodes := c.kube.CoreV1().Nodes()
	uncordon := func(ctx context.Context, name string, _ metav1.DeleteOptions) error {
		return probe.Uncordon(ctx, c.kube, name)
	}
	return []kind{
		{cordonedKind, ofRuns(nodes.List), uncordon},
		{namespaceKind, ofRuns(namespaces.List), namespaces.Delete},
		{"ValidatingAdmissionPolicyBinding", ofRuns(bindings.List), bindings.Delete},
		{"ValidatingAdmissionPolicy", ofRuns(policies.List), policies.Delete},
		{"PersistentVolume", ofRuns(volumes.List), volumes.Delete},
		{"StorageClass", ofRuns(classes.List), classes.Delete},
	}
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
