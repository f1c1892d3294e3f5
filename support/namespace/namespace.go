// Package namespace makes namespaces that Pods can be created in at once.
package namespace

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/probe"
)

// PodSecurity are the labels of a namespace at a level of Pod Security. Each mode and
// its version is said: what is not takes the cluster's default, and an API server that
// warns by level restricted, as OpenShift's does, would warn about every baseline Pod
// (pod-security-admission, api.PolicyToEvaluate, v0.37).
func PodSecurity(level string) map[string]string {
	labels := map[string]string{}
	for _, mode := range []string{"enforce", "warn", "audit"} {
		labels["pod-security.kubernetes.io/"+mode] = level
		labels["pod-security.kubernetes.io/"+mode+"-version"] = "latest"
	}
	return labels
}

// Make creates a namespace and waits until it is ready. The error of one that
// exists already is the API's own.
func Make(ctx context.Context, kube kubernetes.Interface, name string, labels map[string]string, within time.Duration) error {
	namespace := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
	if _, err := kube.CoreV1().Namespaces().Create(ctx, namespace, metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("making namespace %s: %w", name, err)
	}
	return Ready(ctx, kube, name, within)
}

// Ready waits for a namespace's default ServiceAccount, without which every Pod
// is refused.
func Ready(ctx context.Context, kube kubernetes.Interface, name string, within time.Duration) error {
	return await.For(ctx, "the default ServiceAccount of namespace "+name, within, func(ctx context.Context) (bool, string, error) {
		_, err := kube.CoreV1().ServiceAccounts(name).Get(ctx, "default", metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			return false, "it is not there", nil
		}
		return err == nil, "", err
	})
}

// Admits waits until a namespace admits a Pod, by dry runs, and returns it as it would
// have been admitted. A LimitRange or a quota that a controller of the cluster puts
// into each new namespace comes a moment after it, and a policy may want what it
// gives. The error after within has the words of who refused.
func Admits(ctx context.Context, kube kubernetes.Interface, pod *corev1.Pod, within time.Duration) (*corev1.Pod, error) {
	var admitted *corev1.Pod
	err := await.For(ctx, "namespace "+pod.Namespace+" to admit an ordinary Pod", within, func(ctx context.Context) (bool, string, error) {
		made, err := kube.CoreV1().Pods(pod.Namespace).Create(ctx, pod, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
		if refused := probe.RefusalOf(err); refused != nil {
			return false, refused.Words(), nil
		}
		admitted = made
		return err == nil, "", err
	})
	return admitted, err
}
