package harness

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
)

// findCapabilities finds out what the cluster lacks of what claims may need.
func (r *run) findCapabilities(ctx context.Context) error {
	lack := func(capability, why string) {
		if why != "" {
			r.env.lacking[capability] = why
		}
	}
	lack(claim.ImageVolumes, withoutImageVolumes(r.env.facts.Workers()))
	lack(claim.DefaultStorageClass, withoutStorageClass(r.env.facts.DefaultStorageClass))
	if r.env.restart == nil {
		lack(claim.NodeRestart, "nothing restarts a node of a cluster that the run did not make: give a command with -restart-node")
	}
	why, err := r.withCloudDrivers(ctx)
	if err != nil {
		return err
	}
	lack(claim.NoCloudDrivers, why)
	lackGitRepo(r.env.findings.GitRepoOff, lack)
	if missing := r.env.lacking[claim.NodeObserver]; missing != "" {
		lack(claim.GitRepoVolumes, missing)
		lack(claim.NFSClient, missing)
		for _, place := range claim.Places() {
			lack(place, missing)
		}
		return nil
	}
	if !r.env.observed {
		return nil // a preflight that leaves the nodes alone
	}
	return r.askNodes(ctx, lack)
}

// askNodes finds out what only the observer can see.
func (r *run) askNodes(ctx context.Context, lack func(capability, why string)) error {
	scene, err := r.newScene("", "", r.env.instruments, string(claim.Privileged), r.manifests)
	if err != nil {
		return err
	}
	if err := r.learnNodes(ctx, scene); err != nil {
		return err
	}
	if err := r.tryRuntimes(ctx, scene); err != nil {
		return err
	}
	for node, facts := range r.env.nodes {
		lack(claim.NFSClient, withoutNFS(node, facts.FileSystems, r.env.images.refs))
		if !facts.HasGit {
			r.env.nodeLacks(claim.GitRepoVolumes, node, "it has no git, which the kubelet would clone with")
		}
	}
	return nil
}

// lackGitRepo knows the driver of gitRepo volumes by the API server's warning. Where a
// policy refuses such volumes there is none, and the policy's words are the reason.
func lackGitRepo(off *bool, lack func(capability, why string)) {
	const gate = " (feature gate GitRepoVolumeDriver)"
	switch {
	case off == nil:
	case *off:
		lack(claim.GitRepoVolumes, "the API server says that gitRepo volumes are disabled"+gate)
	default:
		lack(claim.GitRepoDriverOff, "the API server says that gitRepo volumes are enabled"+gate)
	}
}

var containerdVersion = regexp.MustCompile(`^containerd://v?(\d+)\.(\d+)`)

// withoutImageVolumes knows containerd's first release that mounts images: 2.1
// (test/e2e_node/image_volume.go, v1.37). Other runtimes are taken at their word.
func withoutImageVolumes(nodes []cluster.NodeFacts) string {
	for _, node := range nodes {
		match := containerdVersion.FindStringSubmatch(node.Runtime)
		if match == nil {
			continue
		}
		major, _ := strconv.Atoi(match[1])
		minor, _ := strconv.Atoi(match[2])
		if major < 2 || major == 2 && minor < 1 {
			return "node " + node.Name + " runs " + node.Runtime + "; image volumes need containerd 2.1"
		}
	}
	return ""
}

func withoutStorageClass(name string) string {
	if name == "" {
		return "the cluster has no default StorageClass"
	}
	return ""
}

// withoutNFS looks at the kernel, and for the server that the suite would run.
func withoutNFS(node string, fileSystems []string, images map[string]string) string {
	switch {
	case !slices.Contains(fileSystems, "nfs") && !slices.Contains(fileSystems, "nfs4"):
		return "the kernel of node " + node + " has no NFS client"
	case images["nfs-server"] == "":
		return "the fixture images have no NFS server: give one with -image nfs-server=…"
	}
	return ""
}

// cloudDrivers are those that Kubernetes hands its former disk types to
// (k8s.io/csi-translation-lib/translate.go, v1.37).
var cloudDrivers = []string{"ebs.csi.aws.com", "pd.csi.storage.gke.io", "disk.csi.azure.com", "cinder.csi.openstack.org"}

func (r *run) withCloudDrivers(ctx context.Context) (string, error) {
	drivers, err := r.env.kube.StorageV1().CSIDrivers().List(ctx, metav1.ListOptions{})
	if err != nil {
		return "", fmt.Errorf("listing the CSI drivers: %w", err)
	}
	for _, driver := range drivers.Items {
		if slices.Contains(cloudDrivers, driver.Name) {
			return "the cluster has the CSI driver " + driver.Name, nil
		}
	}
	return "", nil
}
