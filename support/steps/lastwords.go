package steps

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/tools/cache"
	toolswatch "k8s.io/client-go/tools/watch"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// LastWords are what containers leave in /dev/termination-log, by name.
type LastWords map[string]string

// DeletedSaying deletes the Pod gracefully, waits up to PodDeleted until the API no
// longer has it, and judges the last words of its containers. The kubelet puts them
// into the Pod's status before it lets go of the object (pkg/kubelet/status, v1.37),
// and the event of a deletion carries the object as it last was.
func (p PodRef) DeletedSaying(words LastWords) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		pod, err := p.live(ctx, s)
		if err != nil {
			return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
		}
		// It goes on where a connection is lost.
		events, err := toolswatch.NewRetryWatcherWithContext(ctx, pod.ResourceVersion, &cache.ListWatch{
			WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (watch.Interface, error) {
				o.FieldSelector = "metadata.name=" + pod.Name
				return s.Kube.CoreV1().Pods(pod.Namespace).Watch(ctx, o)
			},
		})
		if err != nil {
			return fmt.Errorf("watching Pod %s: %w", p.pod, err)
		}
		defer events.Stop()
		if _, err := p.askToDelete(ctx, s, nil); err != nil {
			return err
		}
		var last *corev1.Pod
		err = await.For(ctx, "Pod "+p.pod+" to be gone", s.Timeouts.PodDeleted, func(context.Context) (gone bool, state string, err error) {
			last, gone, err = latest(events.ResultChan(), last)
			return gone, "the Pod is there", err
		})
		if err != nil {
			return err
		}
		s.RememberDeleted(last)
		if err := saidLast(last, words); err != nil {
			return err
		}
		s.Note("the containers of Pod %s ended with the words %v", p.pod, words)
		return nil
	}
}

// latest takes in the events that have come, and tells whether the Pod was deleted.
func latest(events <-chan watch.Event, pod *corev1.Pod) (*corev1.Pod, bool, error) {
	for {
		select {
		case event, open := <-events:
			now, isPod := event.Object.(*corev1.Pod)
			if !open || !isPod {
				return pod, false, errors.New("the watch ended before the Pod was gone")
			}
			if pod = now; event.Type == watch.Deleted {
				return pod, true, nil
			}
		default:
			return pod, false, nil
		}
	}
}

// saidLast judges last words. That none are known of a container shows nothing: its
// runtime may have lost them, or it was killed before it could say any.
func saidLast(pod *corev1.Pod, words LastWords) error {
	for _, name := range slices.Sorted(maps.Keys(words)) {
		status, err := statusOf(pod, name)
		if err != nil {
			return err
		}
		ended := status.State.Terminated
		if ended == nil || strings.TrimSpace(ended.Message) == "" {
			return fmt.Errorf("container %s left no last words: %s", name, containerState(status))
		}
		if said := strings.TrimSpace(ended.Message); said != words[name] {
			return claim.Brokenf("container %s of Pod %s ended with the words %q, not with %q", name, pod.Name, said, words[name])
		}
	}
	return nil
}
