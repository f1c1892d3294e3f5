package harness

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// observersRefused waits until the observers' DaemonSet has made a Pod, and returns ""
// then, or until its controller says that it may not, and returns the refuser's words.
// A dry run asks as the user, who may be allowed what the controller is not: OpenShift
// decides by who asks and by the Pod's ServiceAccount.
func (r *run) observersRefused(ctx context.Context) (string, error) {
	var words string
	err := await.For(ctx, "the observers' DaemonSet to make Pods", r.timeouts.PodReady, func(ctx context.Context) (bool, string, error) {
		pods, err := r.env.pods.Pods(r.env.instruments).List(labels.SelectorFromSet(labels.Set{"app": probe.ObserverApp}))
		if err != nil || len(pods) > 0 {
			return err == nil, "", err
		}
		events, err := r.env.kube.CoreV1().Events(r.env.instruments).List(ctx, metav1.ListOptions{})
		if err != nil {
			return false, "", fmt.Errorf("listing the events of the observers: %w", err)
		}
		words = refusedToController(events.Items)
		return words != "", "no Pod, and no event that says why", nil
	})
	return words, err
}

// refusedToController finds the words in which the controller of a DaemonSet was refused
// to make a Pod ("Error creating: pods … is forbidden: …",
// pkg/controller/daemon/daemon_controller.go and controller_utils.go, v1.37). Any other
// failure passes.
func refusedToController(events []corev1.Event) string {
	for i := range events {
		e := &events[i]
		refused := strings.Contains(e.Message, "is forbidden: ") || strings.Contains(e.Message, "denied the request")
		if e.InvolvedObject.Kind == "DaemonSet" && e.Reason == "FailedCreate" && refused {
			return strings.Join(strings.Fields(strings.TrimPrefix(e.Message, "Error creating: ")), " ")
		}
	}
	return ""
}
