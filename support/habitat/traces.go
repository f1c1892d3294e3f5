package habitat

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/metadata"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
)

// traces is what is there that a run could leave behind: a line for each object of
// the API, with its UID, so that nothing can go and come back unseen, and for each
// folder of the nodes' disks; and the user's kubeconfig.
type traces []string

// turnover are resources whose objects come and go by themselves.
var turnover = []string{"events", "componentstatuses", "leases"}

// look lists what is there.
func look(ctx context.Context, c held.Cluster, objects metadata.Interface) (traces, error) {
	all, err := listObjects(ctx, c.Kube.Discovery(), objects)
	if err != nil {
		return nil, err
	}
	for _, node := range append([]string{c.ControlPlane}, c.Workers...) {
		folders, err := listFolders(ctx, c, node)
		if err != nil {
			return nil, err
		}
		all = append(all, folders...)
	}
	config, err := os.ReadFile(c.Kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("reading the visitor's kubeconfig: %w", err)
	}
	all = append(all, "kubeconfig "+string(config))
	slices.Sort(all)
	return all, nil
}

// listObjects lists what the API has. A group that is not available has nothing
// that could be listed.
func listObjects(ctx context.Context, api discovery.DiscoveryInterface, objects metadata.Interface) (traces, error) {
	lists, err := api.ServerPreferredResources()
	if err != nil && !discovery.IsGroupDiscoveryFailedError(err) {
		return nil, fmt.Errorf("discovering the API's resources: %w", err)
	}
	var all traces
	for _, list := range discovery.FilteredBy(discovery.SupportsAllVerbs{Verbs: []string{"list"}}, lists) {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, fmt.Errorf("discovering the API's resources: %w", err)
		}
		for _, resource := range list.APIResources {
			if slices.Contains(turnover, resource.Name) {
				continue
			}
			found, err := objects.Resource(version.WithResource(resource.Name)).List(ctx, metav1.ListOptions{})
			if err != nil {
				return nil, fmt.Errorf("listing %s: %w", resource.Name, err)
			}
			for _, o := range found.Items {
				all = append(all, fmt.Sprintf("%s %s/%s %s", resource.Name, o.Namespace, o.Name, o.UID))
			}
		}
	}
	return all, nil
}

// listFolders lists what is on a node's disks, but for what its own programs turn
// over: images and snapshots of containerd, logs, /var/lib/cni, which a node's first
// Pod brings, the root of local-path, which its first volume brings (what is in it is
// listed), and the versions of projected volumes, which the kubelet renews.
func listFolders(ctx context.Context, c held.Cluster, node string) (traces, error) {
	out, err := c.Script(ctx, node, `find / /var -xdev \( -path /var/lib/containerd -o -path /var/lib/cni -o -path /var/log -o -path /proc -o -path /sys \
  -o -name '..20*' \) -prune -o -type d ! -path /var/local-path-provisioner -print | sort -u`)
	if err != nil {
		return nil, fmt.Errorf("listing the folders of a node: %w", err)
	}
	var all traces
	for folder := range strings.Lines(out) {
		all = append(all, node+" "+strings.TrimSpace(folder))
	}
	return all, nil
}

// ofNodes begins the lines of what comes and goes with a node; the folders of its Pods
// are in podFolders.
var ofNodes = []string{"nodes ", "csinodes ", "pods kube-system/"}

const podFolders = " /var/lib/kubelet/pods/"

func (t traces) withoutNodes() traces {
	return slices.DeleteFunc(t, func(line string) bool {
		return strings.Contains(line, podFolders) || slices.ContainsFunc(ofNodes, func(beginning string) bool { return strings.HasPrefix(line, beginning) })
	})
}

func (t traces) withoutFoldersOf(node string) traces {
	return slices.DeleteFunc(t, func(line string) bool { return strings.HasPrefix(line, node+" /") })
}

// settled is how long a cluster may take to be as it was: a controller deletes what
// a namespace held a moment after the namespace.
// Namespaces that it could not empty it tries again after at most a minute
// (pkg/controller/namespace/namespace_controller.go, v1.37).
const (
	settled = 30 * time.Second
	emptied = 2 * time.Minute
)

// errTraces is a difference between before and after.
var errTraces = errors.New("the cluster is not as it was")

// same waits until what is there is what was there, for so long, and says what is not.
func (t traces) same(ctx context.Context, within time.Duration, look func(context.Context) (traces, error)) error {
	if len(t) == 0 {
		return fmt.Errorf("%w: nothing was seen before", errTraces)
	}
	var differs []string
	err := await.For(ctx, "the cluster to be as it was", within, func(ctx context.Context) (bool, string, error) {
		now, err := look(ctx)
		if err != nil {
			return false, "", err
		}
		differs = t.differences(now)
		return len(differs) == 0, strings.Join(differs, "; "), nil
	})
	if await.IsTimeout(err) && len(differs) > 0 {
		return fmt.Errorf("%w: %s", errTraces, strings.Join(differs, "; "))
	}
	return err
}

// differences names what came and what went, so many at most.
func (t traces) differences(now traces) []string {
	const most = 12
	var all []string
	for _, line := range now {
		if _, there := slices.BinarySearch(t, line); !there {
			all = append(all, "+ "+firstLine(line))
		}
	}
	for _, line := range t {
		// The folder of a Pod that went before goes some time after it; that no Pod went
		// meanwhile is seen in the API.
		if strings.Contains(line, podFolders) {
			continue
		}
		if _, there := slices.BinarySearch(now, line); !there {
			all = append(all, "- "+firstLine(line))
		}
	}
	if len(all) > most {
		all = append(all[:most], fmt.Sprintf("and %d more", len(all)-most))
	}
	return all
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
