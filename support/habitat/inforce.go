package habitat

import (
	"context"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
)

// inForceWithin bounds the time until the API server goes by a new policy: it reads
// them anew every second (plugin/policy/generic, k8s.io/apiserver v0.37).
const inForceWithin = 30 * time.Second

// refuses waits until the API server refuses an ordinary Pod that something was done
// to, in words.
func refuses(words string, to func(*corev1.Pod)) held.Change {
	return comesTo(fmt.Sprintf("to refuse a Pod with %q", words), to, func(_ *corev1.Pod, err error) bool {
		return err != nil && strings.Contains(err.Error(), words)
	})
}

// puts waits until the API server puts a container into an ordinary Pod.
func puts(container string) held.Change {
	return comesTo("to put "+container+" into a Pod", func(*corev1.Pod) {}, func(pod *corev1.Pod, err error) bool {
		if err != nil {
			return false
		}
		for _, c := range pod.Spec.Containers {
			if c.Name == container {
				return true
			}
		}
		return false
	})
}

// comesTo asks about an ordinary Pod again and again: a dry run.
func comesTo(what string, to func(*corev1.Pod), so func(*corev1.Pod, error) bool) held.Change {
	return func(ctx context.Context, c held.Cluster) (*held.Changed, error) {
		err := await.For(ctx, "the API server "+what, inForceWithin, func(ctx context.Context) (bool, string, error) {
			pod := ordinaryPod(c.Images["shell"])
			to(pod)
			answer, err := c.Kube.CoreV1().Pods(metav1.NamespaceDefault).Create(ctx, pod, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
			return so(answer, err), fmt.Sprintf("it answers %v", err), nil
		})
		return &held.Changed{Undo: func(context.Context) error { return nil }}, err
	}
}

// ordinaryPod is one that every policy of the catalogue but a label's admits.
func ordinaryPod(image string) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "ordinary"},
		Spec: corev1.PodSpec{Containers: []corev1.Container{{
			Name: "main", Image: image,
			Resources: corev1.ResourceRequirements{Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("64Mi")}},
		}}},
	}
}
