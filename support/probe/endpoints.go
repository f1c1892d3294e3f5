package probe

import (
	"context"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// ServiceAddress returns the cluster address of a Service.
func (s *Scene) ServiceAddress(ctx context.Context, namespace, name string) (string, error) {
	service, err := s.Kube.CoreV1().Services(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return "", fmt.Errorf("finding the address of Service %s: %w", name, err)
	}
	return service.Spec.ClusterIP, nil
}

// ServiceFamilies returns the families of address that a Service has.
func (s *Scene) ServiceFamilies(ctx context.Context, namespace, name string) ([]corev1.IPFamily, error) {
	service, err := s.Kube.CoreV1().Services(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return nil, fmt.Errorf("finding the families of Service %s: %w", name, err)
	}
	return service.Spec.IPFamilies, nil
}

// ReadyPods returns the names of the Pods that a Service lists as ready, sorted.
func (s *Scene) ReadyPods(ctx context.Context, namespace, service string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	list, err := s.Kube.DiscoveryV1().EndpointSlices(namespace).List(ctx,
		metav1.ListOptions{LabelSelector: discoveryv1.LabelServiceName + "=" + service})
	if err != nil {
		return nil, fmt.Errorf("listing the endpoints of Service %s: %w", service, err)
	}
	return readyPods(list.Items), nil
}

func readyPods(all []discoveryv1.EndpointSlice) []string {
	names := []string{}
	for _, slice := range all {
		for _, endpoint := range slice.Endpoints {
			// Not told means ready (discovery.k8s.io/v1 EndpointConditions).
			ready := endpoint.Conditions.Ready == nil || *endpoint.Conditions.Ready
			if ready && endpoint.TargetRef != nil {
				names = append(names, endpoint.TargetRef.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names) // one slice for each family of addresses
}
