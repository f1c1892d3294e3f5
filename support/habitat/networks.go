package habitat

import (
	"context"

	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
)

// networks are the habitats whose network is another one.
func networks() []Habitat {
	return []Habitat{
		{
			ID: "dual-stack", Ground: "plain",
			Is:   claim.Text{En: "Pods and Services have IPv4 and IPv6", Ko: "파드와 서비스가 IPv4와 IPv6를 모두 가진다"},
			Kind: func(config *v1alpha4.Cluster) { config.Networking.IPFamily = v1alpha4.DualStackFamily },
		},
		{
			ID: "nftables", Ground: "plain",
			Is:   claim.Text{En: "kube-proxy works with nftables", Ko: "kube-proxy가 nftables로 동작한다"},
			Kind: func(config *v1alpha4.Cluster) { config.Networking.KubeProxyMode = "nftables" },
		},
		{
			ID: "other-domain", Ground: "plain",
			Is: claim.Text{En: "The cluster's domain is not cluster.local", Ko: "클러스터 도메인이 cluster.local이 아니다"},
			Kind: func(config *v1alpha4.Cluster) {
				config.KubeadmConfigPatches = append(config.KubeadmConfigPatches, "kind: ClusterConfiguration\nnetworking:\n  dnsDomain: cluster.example\n")
			},
			Enter: answersForDomain,
		},
		{
			ID: "ipv6-only",
			Is: claim.Text{En: "Pods, Services and nodes have IPv6 alone", Ko: "파드와 서비스와 노드가 IPv6만 가진다"},
			Kind: func(config *v1alpha4.Cluster) {
				config.Networking.IPFamily = v1alpha4.IPv6Family
				config.Networking.APIServerAddress = "127.0.0.1" // podman 4.3 does not lead from ::1 to a node
			},
		},
	}
}

// answersForDomain has CoreDNS answer for the other domain: the Corefile of our node
// image names cluster.local.
func answersForDomain(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	_, err := c.Script(ctx, c.ControlPlane, `before=$(kubectl --namespace=kube-system get pods --selector=k8s-app=kube-dns --output=name)
kubectl --namespace=kube-system get configmap coredns --output=yaml |
  sed 's/cluster\.local/cluster.example/g' | kubectl apply --filename=-
kubectl --namespace=kube-system rollout restart deployment coredns
kubectl --namespace=kube-system rollout status deployment coredns --timeout=90s
kubectl --namespace=kube-system wait --for=delete $before --timeout=90s`)
	return &held.Changed{Undo: func(context.Context) error { return nil }}, err
}
