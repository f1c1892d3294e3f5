package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// NoServiceExists judges that the claim's namespace has no Service, so that
// none can have led to its Pods.
func NoServiceExists() Step {
	return func(ctx context.Context, s *probe.Scene) error {
		list, err := s.Kube.CoreV1().Services(s.Namespace).List(ctx, metav1.ListOptions{})
		if err != nil {
			return fmt.Errorf("listing the Services of %s: %w", s.Namespace, err)
		}
		if len(list.Items) > 0 {
			return claim.Brokenf("there is a Service %s", list.Items[0].Name)
		}
		return nil
	}
}

// RefusesPort judges that a port-forward to a port on which nothing listens is
// refused from inside the Pod. Some runtimes say so by way of socat, which writes it
// with a capital.
func (p PodRef) RefusesPort(port int) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		said, err := s.ForwardRefusal(ctx, p.target(s), port)
		if err != nil {
			return judged(err)
		}
		if !saysRefused(said) {
			return claim.Brokenf("a port-forward to port %d of Pod %s says %q, not that the connection is refused", port, p.pod, said)
		}
		s.Note("a port-forward to port %d of Pod %s: %s", port, p.pod, said)
		return nil
	}
}

func saysRefused(said string) bool {
	return strings.Contains(strings.ToLower(said), "connection refused")
}

// Probes is a window for "it is not ready": three times the second after which the
// manifests have a readiness probe look again. Steps scale it.
const Probes = 3 * time.Second

// IsUnreadyFor judges that the Pod's containers all run and the Pod comes to stay
// not Ready through a whole window, which is scaled as the run's bounds are, and is so
// at a live look after it. A kubelet that has just started takes for ready, for a
// moment, what it has not probed yet (kubernetes/kubernetes#135795). That the containers
// do not all run is no fact about it. It waits up to Settle for the window to begin.
func (p PodRef) IsUnreadyFor(window time.Duration) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		window := s.Scaled(window)
		var unready spell
		what := fmt.Sprintf("to run and not be Ready for %s", window)
		pod, err := p.waitFor(ctx, s, what, window+s.Timeouts.Settle, func(pod *corev1.Pod) bool {
			return unready.at(time.Now(), runsUnready(pod)) >= window
		})
		if err != nil {
			return judgedIf(pod != nil && probe.PodReady(pod), err)
		}
		now, err := p.live(ctx, s)
		switch {
		case err != nil:
			return fmt.Errorf("looking at Pod %s once more: %w", p.pod, err)
		case probe.PodReady(now):
			return claim.Brokenf("Pod %s is Ready: %s", p.pod, podState(now))
		}
		s.Note("Pod %s ran and was not Ready for %s", p.pod, window)
		return nil
	}
}

// spell is a time through which something is so without a break.
type spell struct{ since time.Time }

// at takes in what is so now, and tells how long it has been.
func (s *spell) at(now time.Time, so bool) time.Duration {
	switch {
	case !so:
		*s = spell{}
		return 0
	case s.since.IsZero():
		s.since = now
	}
	return now.Sub(s.since)
}

func runsUnready(pod *corev1.Pod) bool {
	for _, status := range pod.Status.ContainerStatuses {
		if status.State.Running == nil {
			return false
		}
	}
	return len(pod.Status.ContainerStatuses) > 0 && !probe.PodReady(pod)
}

// ResolvesTo judges that the cluster's DNS comes to answer the Service's name
// with the addresses of exactly these Pods, of the families that the Service has: on a
// dual-stack cluster it has one unless it asks for both
// (pkg/registry/core/service/storage/alloc.go, v1.37). It waits up to Content.
func (v ServiceRef) ResolvesTo(from PodRef, pods ...PodRef) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		families, err := s.ServiceFamilies(ctx, s.Namespace, v.name)
		if err != nil {
			return err
		}
		want := []string{}
		for _, ref := range pods {
			pod, err := ref.get(s)
			if err != nil {
				return fmt.Errorf("finding the address of Pod %s: %w", ref.pod, err)
			}
			want = append(want, addressesOf(pod, families)...)
		}
		slices.Sort(want)
		what := fmt.Sprintf("the name of Service %s to lead to [%s]", v.name, strings.Join(want, " "))
		err = await.For(ctx, what, s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			got, err := s.Addresses(ctx, from.target(s), v.name)
			return slices.Equal(got, want), "it leads to [" + strings.Join(got, " ") + "]", err
		})
		if err != nil {
			return judged(err)
		}
		s.Note("the name of Service %s leads to [%s]", v.name, strings.Join(want, " "))
		return nil
	}
}

// IsKnownTo judges that the cluster's DNS comes to lead a container to the Service: as
// a control, that what reaches the Service by its name could arrive there. It waits up
// to Content.
func (v ServiceRef) IsKnownTo(from Container) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		address, err := s.ServiceAddress(ctx, s.Namespace, v.name)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("the name of Service %s to lead %s to %s", v.name, from.target(s), address)
		err = await.For(ctx, what, s.Timeouts.Content, func(ctx context.Context) (bool, string, error) {
			got, err := s.Addresses(ctx, from.target(s), v.name)
			return slices.Contains(got, address), "it leads to [" + strings.Join(got, " ") + "]", err
		})
		if err != nil {
			return judged(err)
		}
		s.Note("the name of Service %s leads %s to %s", v.name, from.target(s), address)
		return nil
	}
}

// addressesOf are a Pod's addresses of some families.
func addressesOf(pod *corev1.Pod, families []corev1.IPFamily) []string {
	var addresses []string
	for _, ip := range pod.Status.PodIPs {
		if slices.Contains(families, familyOf(ip.IP)) {
			addresses = append(addresses, ip.IP)
		}
	}
	return addresses
}

func familyOf(ip string) corev1.IPFamily {
	if strings.Contains(ip, ":") {
		return corev1.IPv6Protocol
	}
	return corev1.IPv4Protocol
}
