package steps

import (
	"context"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// APIHas judges that the API serves a resource of exactly this name, in any
// group.
func APIHas(name string) Step {
	return func(_ context.Context, s *probe.Scene) error {
		all, err := s.Resources()
		if err != nil {
			return err
		}
		if len(named(all, name)) == 0 {
			return claim.Brokenf("the API has no resource %s", name)
		}
		s.Note("the API has %v", named(all, name))
		return nil
	}
}

// APIHasNo judges that the API serves no resource of exactly this name.
func APIHasNo(name string) Step {
	return func(_ context.Context, s *probe.Scene) error {
		all, err := s.Resources()
		if err != nil {
			return err
		}
		if found := named(all, name); len(found) > 0 {
			return claim.Brokenf("the API has %v", found)
		}
		s.Note("none of the API's %d resources is called %s", len(all), name)
		return nil
	}
}

func named(all []schema.GroupVersionResource, name string) []schema.GroupVersionResource {
	return slices.DeleteFunc(slices.Clone(all), func(r schema.GroupVersionResource) bool { return r.Resource != name })
}

// live asks the API for the Pod: the watched cache may not have it yet.
func (p PodRef) live(ctx context.Context, s *probe.Scene) (*corev1.Pod, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	t := p.target(s)
	return s.Kube.CoreV1().Pods(t.Namespace).Get(ctx, t.Pod, metav1.GetOptions{})
}

// HasVolumeOfType judges the type of a volume of the Pod as the API has it.
func (p PodRef) HasVolumeOfType(volume, source string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("reading the volumes of Pod %s: %w", p.pod, err)
		}
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(pod)
		if err != nil {
			return fmt.Errorf("reading the volumes of Pod %s: %w", p.pod, err)
		}
		if err := hasSource(&unstructured.Unstructured{Object: content}, volume, source); err != nil {
			return err
		}
		s.Note("volume %s of Pod %s is of type %s", volume, p.pod, source)
		return nil
	}
}

// OwnsAClaim judges that before long there is a PersistentVolumeClaim that the
// Pod owns.
func (p PodRef) OwnsAClaim() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking for the claims of Pod %s: %w", p.pod, err)
		}
		return judged(await.For(ctx, "Pod "+p.pod+" to own a PersistentVolumeClaim", s.Timeouts.Settle,
			func(ctx context.Context) (bool, string, error) {
				name, err := ownedClaim(ctx, s, pod)
				if name != "" {
					s.Note("Pod %s owns PersistentVolumeClaim %s", p.pod, name)
				}
				return name != "", "no claim is the Pod's", err
			}))
	}
}

// OwnsNoStorage judges that nothing in the API stands for the volumes of the
// Pod: no PersistentVolumeClaim that it owns, no PersistentVolume bound in its
// namespace.
func (p PodRef) OwnsNoStorage() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking for the storage of Pod %s: %w", p.pod, err)
		}
		name, err := ownedClaim(ctx, s, pod)
		if err != nil {
			return err
		}
		if name != "" {
			return claim.Brokenf("Pod %s owns PersistentVolumeClaim %s", p.pod, name)
		}
		volumes, err := s.Kube.CoreV1().PersistentVolumes().List(ctx, metav1.ListOptions{})
		if err != nil {
			return fmt.Errorf("listing the PersistentVolumes: %w", err)
		}
		for _, v := range volumes.Items {
			if v.Spec.ClaimRef != nil && v.Spec.ClaimRef.Namespace == pod.Namespace {
				return claim.Brokenf("PersistentVolume %s is bound in the Pod's namespace", v.Name)
			}
		}
		s.Note("Pod %s (uid %s) has no PersistentVolumeClaim and no PersistentVolume", p.pod, pod.UID)
		return nil
	}
}

// ownedClaim finds the name of a PersistentVolumeClaim that the Pod owns, or "".
func ownedClaim(ctx context.Context, s *probe.Scene, pod *corev1.Pod) (string, error) {
	list, err := s.Kube.CoreV1().PersistentVolumeClaims(pod.Namespace).List(ctx, metav1.ListOptions{})
	if err != nil {
		return "", fmt.Errorf("listing the PersistentVolumeClaims: %w", err)
	}
	for i := range list.Items {
		if metav1.IsControlledBy(&list.Items[i], pod) {
			return list.Items[i].Name, nil
		}
	}
	return "", nil
}
