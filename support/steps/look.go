package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// get returns the Pod from the run's watched cache. It is for what a step needs to
// know of a Pod, and for waits. What is judged at a single look is looked at live.
// While the cache is blind the error is transient.
func (p PodRef) get(s *probe.Scene) (*corev1.Pod, error) {
	t := p.target(s)
	return s.Pods.Pods(t.Namespace).Get(t.Pod)
}

// live asks the API for the Pod, again where it did not answer, for as long as one
// call may take.
func (p PodRef) live(ctx context.Context, s *probe.Scene) (*corev1.Pod, error) {
	var pod *corev1.Pod
	err := await.For(ctx, "the API to tell of Pod "+p.pod, s.Timeouts.API, func(ctx context.Context) (bool, string, error) {
		var err error
		pod, err = p.ask(ctx, s)
		return err == nil, "", err
	})
	return pod, err
}

func (p PodRef) ask(ctx context.Context, s *probe.Scene) (*corev1.Pod, error) {
	t := p.target(s)
	return s.Kube.CoreV1().Pods(t.Namespace).Get(ctx, t.Pod, metav1.GetOptions{})
}

// looks are the ways to look at the Pod, by a condition that is given nil where
// there is none.
func (p PodRef) looks(s *probe.Scene, so func(*corev1.Pod) (bool, string, error)) await.Looks {
	look := func(get func(context.Context) (*corev1.Pod, error)) await.Condition {
		return func(ctx context.Context) (bool, string, error) {
			pod, err := get(ctx)
			switch {
			case apierrors.IsNotFound(err):
				return so(nil)
			case err != nil:
				return false, "", err
			}
			return so(pod)
		}
	}
	return await.Looks{
		Cached: look(func(context.Context) (*corev1.Pod, error) { return p.get(s) }),
		Live:   look(func(ctx context.Context) (*corev1.Pod, error) { return p.ask(ctx, s) }),
		Within: s.Timeouts.API,
	}
}

// waitFor waits for the Pod by way of the run's watched cache, and looks live
// before it runs out. It returns the Pod as it was seen last, nil if there was none.
// It gives up at once on an image that cannot be had.
func (p PodRef) waitFor(ctx context.Context, s *probe.Scene, what string, within time.Duration, so func(*corev1.Pod) bool) (*corev1.Pod, error) {
	var found *corev1.Pod
	err := await.ForCached(ctx, "Pod "+p.pod+" "+what, within, p.looks(s, func(pod *corev1.Pod) (bool, string, error) {
		if found = pod; pod == nil {
			return false, "the Pod is not there", nil
		}
		if err := probe.ImageProblem(pod); err != nil {
			return false, "", await.Final(err)
		}
		return so(pod), podState(pod), nil
	}))
	return found, err
}

// holds watches the Pod through a window by way of the cache, as await.Holds does,
// and looks live at its end: it must be the same Pod all the while.
func (p PodRef) holds(ctx context.Context, s *probe.Scene, what string, window time.Duration, so func(*corev1.Pod) bool) error {
	first, err := p.live(ctx, s)
	if err != nil {
		return fmt.Errorf("looking at Pod %s: %w", p.pod, err)
	}
	return await.HoldsCached(ctx, what, window, p.same(s, first, so))
}

// holdsUntilStopped watches the Pod until the watch is stopped because it has been
// long enough, and then looks live. What it saw is judged.
func (p PodRef) holdsUntilStopped(ctx context.Context, s *probe.Scene, what string, so func(*corev1.Pod) bool) error {
	start := time.Now()
	first, err := p.live(ctx, s)
	if err := unlessObserved(err); err != nil || first == nil {
		return err
	}
	looks := p.same(s, first, so)
	if err := unlessObserved(await.Holds(ctx, what, s.Timeouts.Claim, looks.Cached)); err != nil {
		return judged(err)
	}
	return judged(looks.Hold(context.WithoutCancel(ctx), what, time.Since(start)))
}

// same are looks at one Pod. That it is gone, or another of its name is there, is no
// fact about what it was: somebody else may have deleted it.
func (p PodRef) same(s *probe.Scene, first *corev1.Pod, so func(*corev1.Pod) bool) await.Looks {
	return p.looks(s, func(pod *corev1.Pod) (bool, string, error) {
		switch {
		case pod == nil:
			return false, "", fmt.Errorf("Pod %s (uid %s) is gone", first.Name, first.UID)
		case pod.UID != first.UID:
			return false, "", fmt.Errorf("Pod %s (uid %s) was replaced by another, uid %s", first.Name, first.UID, pod.UID)
		}
		return so(pod), podState(pod), nil
	})
}

// looksAt are the ways to look at all Pods of a controller, by their label app.
func looksAt(s *probe.Scene, app string, so func([]*corev1.Pod) (bool, string, error)) await.Looks {
	look := func(list func(context.Context) ([]*corev1.Pod, error)) await.Condition {
		return func(ctx context.Context) (bool, string, error) {
			pods, err := list(ctx)
			if err != nil {
				return false, "", fmt.Errorf("listing the Pods of %s: %w", app, err)
			}
			return so(pods)
		}
	}
	return await.Looks{
		Cached: look(func(context.Context) ([]*corev1.Pod, error) {
			return s.Pods.Pods(s.Namespace).List(labels.SelectorFromSet(labels.Set{"app": app}))
		}),
		Live:   look(func(ctx context.Context) ([]*corev1.Pod, error) { return askForAll(ctx, s, app) }),
		Within: s.Timeouts.API,
	}
}

func askForAll(ctx context.Context, s *probe.Scene, app string) ([]*corev1.Pod, error) {
	list, err := s.Kube.CoreV1().Pods(s.Namespace).List(ctx, metav1.ListOptions{LabelSelector: labels.Set{"app": app}.String()})
	if err != nil {
		return nil, err
	}
	pods := make([]*corev1.Pod, len(list.Items))
	for i := range list.Items {
		pods[i] = &list.Items[i]
	}
	return pods, nil
}

// podsOf asks the API for all Pods of a controller, again where it did not answer, for
// as long as one call may take.
func podsOf(ctx context.Context, s *probe.Scene, app string) ([]*corev1.Pod, error) {
	var pods []*corev1.Pod
	err := await.For(ctx, "the API to tell of the Pods of "+app, s.Timeouts.API, func(ctx context.Context) (bool, string, error) {
		var err error
		pods, err = askForAll(ctx, s, app)
		return err == nil, "", err
	})
	return pods, err
}

// begun tells whether a container's program was ever started: before that, a Pod
// that is slow or refused says nothing about what would become of it.
func begun(status corev1.ContainerStatus) bool {
	return status.State.Running != nil || terminated(status) != nil
}

// hasBegun tells whether any container of the Pod has.
func hasBegun(pod *corev1.Pod) bool {
	return pod != nil && slices.ContainsFunc(allStatuses(pod), begun)
}

// hasBegun tells whether this container of the Pod has.
func (c Container) hasBegun(pod *corev1.Pod) bool {
	if pod == nil {
		return false
	}
	status, err := statusOf(pod, c.containerName(pod))
	return err == nil && begun(status)
}

func allStatuses(pod *corev1.Pod) []corev1.ContainerStatus {
	return slices.Concat(pod.Status.InitContainerStatuses, pod.Status.ContainerStatuses, pod.Status.EphemeralContainerStatuses)
}

// podState says in a few words where a Pod stands, in those of the scheduler and
// the kubelet where they have any.
func podState(pod *corev1.Pod) string {
	state := fmt.Sprintf("phase %s", pod.Status.Phase)
	if pod.Spec.NodeName != "" {
		state += " on " + pod.Spec.NodeName
	}
	if pod.Status.Reason != "" || pod.Status.Message != "" {
		state += fmt.Sprintf(", %s: %s", pod.Status.Reason, firstWords(pod.Status.Message))
	}
	for _, c := range pod.Status.Conditions {
		if c.Type == corev1.PodScheduled && c.Status == corev1.ConditionFalse {
			state += ", not scheduled: " + c.Message
		}
	}
	for _, status := range allStatuses(pod) {
		state += fmt.Sprintf(", %s %s", status.Name, containerState(status))
	}
	return state
}

func containerState(status corev1.ContainerStatus) string {
	switch {
	case status.State.Waiting != nil && status.State.Waiting.Message != "":
		return fmt.Sprintf("waiting (%s: %s)", status.State.Waiting.Reason, firstWords(status.State.Waiting.Message))
	case status.State.Waiting != nil:
		return "waiting (" + status.State.Waiting.Reason + ")"
	case status.State.Terminated != nil:
		return fmt.Sprintf("ended with %d (%s)", status.State.Terminated.ExitCode, status.State.Terminated.Reason)
	case status.Ready:
		return fmt.Sprintf("ready (restarts %d)", status.RestartCount)
	}
	return fmt.Sprintf("running (restarts %d)", status.RestartCount)
}

// firstWords keeps what a state needs of a longer message.
func firstWords(message string) string {
	const most = 200
	if message = strings.TrimSpace(message); len(message) > most {
		return strings.ToValidUTF8(message[:most], "") + " …"
	}
	return message
}
