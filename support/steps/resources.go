package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// APIHas judges, by one look at the API's discovery, that Kubernetes' own groups
// have a resource of exactly this name.
func APIHas(name string) Step {
	return ofResources(func(all []schema.GroupVersionResource) error {
		if len(ownNamed(all, name)) == 0 {
			return claim.Brokenf("the API has no resource %s", name)
		}
		return nil
	})
}

// APIHasNo judges, by one look at the API's discovery, that Kubernetes' own groups
// have no resource of exactly this name. What somebody else adds to a cluster under
// a group of theirs is none of Kubernetes' (volumes.longhorn.io).
func APIHasNo(name string) Step {
	return ofResources(func(all []schema.GroupVersionResource) error {
		if found := ownNamed(all, name); len(found) > 0 {
			return claim.Brokenf("the API has %v", found)
		}
		return nil
	})
}

func ofResources(judge func(all []schema.GroupVersionResource) error) Step {
	return func(_ context.Context, s *probe.Scene) error {
		all, missing, err := s.Resources()
		if err != nil {
			return err
		}
		if err := ownAreThere(missing); err != nil {
			return err
		}
		if err := judge(all); err != nil {
			return err
		}
		s.Note("the API has %d resources, %d of them Kubernetes' own", len(all), len(own(all)))
		return nil
	}
}

// ofKubernetes tells a group of Kubernetes' own: one that its client knows, or one
// below k8s.io, whose names are protected (api-approved.kubernetes.io, KEP-1111).
func ofKubernetes(group string) bool {
	return scheme.Scheme.IsGroupRegistered(group) || strings.HasSuffix(group, ".k8s.io")
}

// ownAreThere is an error where a group that Kubernetes serves itself did not answer:
// what it has is not known. A group of somebody else's server may be away
// (metrics.k8s.io): a resource of a claim's name would not be Kubernetes'.
func ownAreThere(missing []schema.GroupVersion) error {
	for _, group := range missing {
		if scheme.Scheme.IsGroupRegistered(group.Group) {
			return fmt.Errorf("the API group %s does not answer: what resources it has is not known", group)
		}
	}
	return nil
}

func own(all []schema.GroupVersionResource) []schema.GroupVersionResource {
	return slices.DeleteFunc(slices.Clone(all), func(r schema.GroupVersionResource) bool { return !ofKubernetes(r.Group) })
}

func ownNamed(all []schema.GroupVersionResource, name string) []schema.GroupVersionResource {
	return slices.DeleteFunc(own(all), func(r schema.GroupVersionResource) bool { return r.Resource != name })
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
// Pod owns. It waits up to Settle.
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
