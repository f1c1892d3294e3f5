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
)

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
