package harness

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	nodev1 "k8s.io/api/node/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/volconf/volconf/support/manifest"
	"github.com/volconf/volconf/support/probe"
)

// wishFlags are the flags for what a cluster wants of the claims' Pods and PVCs.
type wishFlags struct {
	podLabels    labelPairs
	nodeSelector labelPairs
	pullSecret   secretRef
	runtimeClass string
	storageClass string
}

func (w *wishFlags) addTo(set *flag.FlagSet) {
	w.podLabels, w.nodeSelector = labelPairs{}, labelPairs{}
	set.StringVar(&w.runtimeClass, "runtime-class", "", "RuntimeClass of the claims' Pods")
	set.StringVar(&w.storageClass, "storage-class", "", "StorageClass of the claims' PVCs, in place of the cluster's default")
	set.Var(w.nodeSelector, "node-selector", "KEY=VALUE: use only nodes that have this label; may be repeated")
	set.Var(&w.pullSecret, "pull-secret", "NAMESPACE/NAME of a Secret that the nodes pull images with; each namespace of the run gets a copy")
	set.Var(w.podLabels, "pod-label", "KEY=VALUE: a label on every Pod of the run, as a policy may want; may be repeated")
}

// labelPairs are labels that may be given one after the other.
type labelPairs map[string]string

func (l labelPairs) String() string {
	var pairs []string
	for _, key := range slices.Sorted(maps.Keys(l)) {
		pairs = append(pairs, key+"="+l[key])
	}
	return strings.Join(pairs, ",")
}

func (l labelPairs) Set(pair string) error {
	key, value, found := strings.Cut(pair, "=")
	if !found {
		return fmt.Errorf("%q is not KEY=VALUE", pair)
	}
	if wrong := append(validation.IsQualifiedName(key), validation.IsValidLabelValue(value)...); len(wrong) > 0 {
		return fmt.Errorf("%q is not a label: %s", pair, strings.Join(wrong, "; "))
	}
	if strings.HasPrefix(key, probe.RunLabel[:strings.IndexByte(probe.RunLabel, '/')+1]) {
		return fmt.Errorf("%q is one of the suite's own labels", key)
	}
	if known, ok := l[key]; ok && known != value {
		return fmt.Errorf("%s is both %q and %q", key, known, value)
	}
	l[key] = value
	return nil
}

// secretRef names a Secret of the cluster.
type secretRef struct{ namespace, name string }

func (s *secretRef) String() string {
	if s.name == "" {
		return ""
	}
	return s.namespace + "/" + s.name
}

func (s *secretRef) Set(value string) error {
	namespace, name, found := strings.Cut(value, "/")
	if !found || len(validation.IsDNS1123Label(namespace)) > 0 || len(validation.IsDNS1123Subdomain(name)) > 0 {
		return fmt.Errorf("%q is not NAMESPACE/NAME of a Secret", value)
	}
	s.namespace, s.name = namespace, name
	return nil
}

// findWishes looks up in the cluster what the wishes name, so that a wrong name
// ends the run before anything is made.
func (r *run) findWishes(ctx context.Context) error {
	flags := r.options.wishes
	r.env.wishes = probe.Wishes{
		PodLabels: flags.podLabels, NodeSelector: manifest.Merged(flags.nodeSelector, nil),
		RuntimeClass: flags.runtimeClass, StorageClass: flags.storageClass,
	}
	for _, find := range []func(context.Context) error{r.findRuntimeClass, r.findStorageClass, r.findPullSecret} {
		if err := find(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) findRuntimeClass(ctx context.Context) error {
	name := r.options.wishes.runtimeClass
	if name == "" {
		return nil
	}
	list, err := r.env.kube.NodeV1().RuntimeClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("-runtime-class %s: listing the RuntimeClasses: %w", name, err)
	}
	i := slices.IndexFunc(list.Items, func(c nodev1.RuntimeClass) bool { return c.Name == name })
	if i < 0 {
		var known []string
		for _, class := range list.Items {
			known = append(known, class.Name)
		}
		return fmt.Errorf("%w: -runtime-class %s: the cluster has no such RuntimeClass; it has %s", errUsage, name, orNone(known))
	}
	// The API server adds the selector to the Pods of a class with one
	// (plugin/pkg/admission/runtimeclass, v1.37): only such nodes are workers.
	if scheduling := list.Items[i].Scheduling; scheduling != nil {
		for key, value := range scheduling.NodeSelector {
			r.env.wishes.NodeSelector[key] = value
		}
	}
	return nil
}

func (r *run) findStorageClass(ctx context.Context) error {
	name := r.options.wishes.storageClass
	if name == "" {
		return nil
	}
	list, err := r.env.kube.StorageV1().StorageClasses().List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("-storage-class %s: listing the StorageClasses: %w", name, err)
	}
	var known []string
	for _, class := range list.Items {
		if class.Name == name {
			r.env.facts.DefaultStorageClass, r.env.facts.Provisioner = class.Name, class.Provisioner
			return nil
		}
		known = append(known, class.Name)
	}
	return fmt.Errorf("%w: -storage-class %s: the cluster has no such StorageClass; it has %s", errUsage, name, orNone(known))
}

func (r *run) findPullSecret(ctx context.Context) error {
	ref := r.options.wishes.pullSecret
	if ref.name == "" {
		return nil
	}
	secret, err := r.env.kube.CoreV1().Secrets(ref.namespace).Get(ctx, ref.name, metav1.GetOptions{})
	switch {
	case apierrors.IsNotFound(err):
		return fmt.Errorf("%w: -pull-secret %s: the cluster has no such Secret", errUsage, &ref)
	case err != nil:
		return fmt.Errorf("-pull-secret %s: reading it: %w", &ref, err)
	case secret.Type != corev1.SecretTypeDockerConfigJson && secret.Type != corev1.SecretTypeDockercfg:
		return fmt.Errorf("%w: -pull-secret %s: its type is %s, and nodes pull with %s", errUsage, &ref, secret.Type, corev1.SecretTypeDockerConfigJson)
	}
	r.env.pullSecret, r.env.wishes.PullSecret = secret, probe.PullSecretName
	return nil
}

// copyPullSecret puts the user's pull secret into a namespace of the run.
func (r *run) copyPullSecret(ctx context.Context, namespace string, marks map[string]string) error {
	if r.env.pullSecret == nil {
		return nil
	}
	secret := &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: probe.PullSecretName, Namespace: namespace, Labels: marks},
		Type:       r.env.pullSecret.Type, Data: r.env.pullSecret.Data,
	}
	if _, err := r.env.kube.CoreV1().Secrets(namespace).Create(ctx, secret, metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("copying the pull secret into namespace %s: %w", namespace, err)
	}
	return nil
}

// chosenNodes tells whether a node has the labels of -node-selector and of the
// RuntimeClass.
func (r *run) chosenNodes(ctx context.Context) (func(name string) bool, error) {
	selector := r.env.wishes.NodeSelector
	if len(selector) == 0 {
		return func(string) bool { return true }, nil
	}
	list, err := r.env.kube.CoreV1().Nodes().List(ctx, metav1.ListOptions{LabelSelector: labelPairs(selector).String()})
	if err != nil {
		return nil, fmt.Errorf("listing the nodes with %s: %w", labelPairs(selector), err)
	}
	if len(list.Items) == 0 {
		return nil, fmt.Errorf("no node of the cluster has the labels %s (-node-selector, and the RuntimeClass of -runtime-class)", labelPairs(selector))
	}
	return func(name string) bool {
		return slices.ContainsFunc(list.Items, func(n corev1.Node) bool { return n.Name == name })
	}, nil
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
