package habitat

import (
	"context"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
)

// toPlatform copies the DaemonSets of kube-system, with their accounts, roles and
// configuration, into the namespace platform, deletes them there, and has the kubelet
// run the static Pods of the control plane in that namespace.
const toPlatform = `
kubectl create namespace platform
kubectl --namespace=kube-system get daemonsets,configmaps,serviceaccounts --output=json | jq '
  [.items[] | select(.kind == "DaemonSet")] as $sets | [$sets[].spec.template.spec.serviceAccountName] as $accounts |
  .items |= map(select(.kind == "DaemonSet" or (.kind == "ConfigMap" and .metadata.name == "kube-proxy") or
    (.kind == "ServiceAccount" and (.metadata.name | IN($accounts[])))) |
    .metadata |= {name, labels, namespace: "platform"} | del(.status))' > /tmp/platform.json
kubectl get clusterrolebindings --output=json | jq '.items |= map(select(any(.subjects[]?; .kind == "ServiceAccount" and .namespace == "kube-system" and
    (.name | IN("kube-proxy", "podnet", "kindnet")))) |
  .metadata = {name: ("platform:" + .metadata.name)} | .subjects |= map(.namespace = "platform"))' > /tmp/bindings.json
kubectl apply --filename=/tmp/bindings.json
kubectl --namespace=kube-system delete daemonsets --all --wait
kubectl apply --filename=/tmp/platform.json
rm /tmp/bindings.json /tmp/platform.json
systemctl stop kubelet # it would wait for the API server to let go of the Pods that it ends
sed -i 's/namespace: kube-system/namespace: platform/' /etc/kubernetes/manifests/*.yaml
systemctl start kubelet`

// platformWithin bounds the time until the control plane has started anew.
const platformWithin = 4 * time.Minute

// platform moves what the cluster runs on each node out of kube-system. It stays
// there: the cluster goes with the habitat.
func platform(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	if _, err := c.Script(ctx, c.ControlPlane, toPlatform); err != nil {
		return nil, err
	}
	err := await.For(ctx, "the control plane to run in another namespace", platformWithin, func(ctx context.Context) (bool, string, error) {
		pods, err := c.Kube.CoreV1().Pods(metav1.NamespaceAll).List(ctx, metav1.ListOptions{})
		if err != nil {
			// An API server that has just started does not know its roles yet, and refuses.
			return false, err.Error(), nil //nolint:nilerr // see above
		}
		awaited := notYetMoved(pods.Items, 1+len(c.Workers))
		return len(awaited) == 0, strings.Join(awaited, ", "), nil
	})
	if err != nil {
		return nil, err
	}
	return &held.Changed{Undo: func(context.Context) error { return nil }}, c.Ready(ctx, await.Default())
}

// notYetMoved names the Pods that are still in kube-system although they have a
// folder of the node, and what is missing of the four static Pods and the two of each
// node in the other namespace.
func notYetMoved(pods []corev1.Pod, nodes int) []string {
	var awaited []string
	ready := 0
	for i := range pods {
		pod := &pods[i]
		for _, volume := range pod.Spec.Volumes {
			if pod.Namespace == metav1.NamespaceSystem && volume.HostPath != nil {
				awaited = append(awaited, pod.Name)
				break
			}
		}
		if pod.Namespace != "platform" || pod.DeletionTimestamp != nil {
			continue
		}
		for _, condition := range pod.Status.Conditions {
			if condition.Type == corev1.PodReady && condition.Status == corev1.ConditionTrue {
				ready++
			}
		}
	}
	if want := 4 + 2*nodes; ready < want {
		awaited = append(awaited, fmt.Sprintf("%d of %d Pods are Ready in their new namespace", ready, want))
	}
	return awaited
}
