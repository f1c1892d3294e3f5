package habitat

import (
	"context"

	"sigs.k8s.io/kind/pkg/apis/config/v1alpha4"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/held"
)

// rootElsewhere is the habitat of nodes on which nothing is where kubeadm puts it.
func rootElsewhere() Habitat {
	return Habitat{
		ID: "root-elsewhere", Ground: "moved",
		Is: claim.Text{
			En: "One kubelet's folder is elsewhere, and the other's unit and its runtime's socket have other names",
			Ko: "한 kubelet의 폴더는 다른 곳에 있고, 다른 kubelet의 유닛과 런타임 소켓은 이름이 다르다",
		},
		Kind: func(config *v1alpha4.Cluster) {
			first := &config.Nodes[1]
			first.KubeadmConfigPatches = append(first.KubeadmConfigPatches, otherRoot)
		},
		Enter: otherUnit,
	}
}

const (
	otherRoot = `kind: JoinConfiguration
nodeRegistration:
  kubeletExtraArgs: [{name: root-dir, value: /data/kubelet}]
`
	// toOtherUnit has containerd listen at the socket that k3s gives it, and the kubelet
	// run as a unit of another name.
	toOtherUnit = `sed -i 's#^version = 2#version = 2\n\n[grpc]\n  address = "/run/k3s/containerd/containerd.sock"#' /etc/containerd/config.toml
sed -i 's#unix:///run/containerd/containerd.sock#unix:///run/k3s/containerd/containerd.sock#' /var/lib/kubelet/config.yaml /etc/crictl.yaml
cd /etc/systemd/system
systemctl disable --now kubelet
cp kubelet.service node-agent.service
cp -r kubelet.service.d node-agent.service.d
rm -rf kubelet.service kubelet.service.d
systemctl daemon-reload
systemctl mask kubelet
systemctl restart containerd
systemctl enable --now node-agent`
)

// otherUnit moves what is on the last worker. It stays there: the cluster goes with
// the habitat.
func otherUnit(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	if _, err := c.Script(ctx, c.Workers[len(c.Workers)-1], toOtherUnit); err != nil {
		return nil, err
	}
	return &held.Changed{Undo: func(context.Context) error { return nil }}, c.Ready(ctx, await.Default())
}
