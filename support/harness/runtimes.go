package harness

import (
	"context"
	"fmt"
	"net/http"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/probe"
)

// tryRuntimes finds out, with the observer's Pod of each worker, what the runtime does not
// do for Pods there. What it is called does not tell: handlers have any name, and the
// default's is told nowhere.
func (r *run) tryRuntimes(ctx context.Context, scene *probe.Scene) error {
	for _, node := range r.env.facts.Workers() {
		runtime := runtimeOf(node, r.env.nodes[node.Name].Kernel)
		if why := withoutControlGroups(r.env.nodes[node.Name].Group); why != "" {
			r.env.nodeLacks(claim.ControlGroups, node.Name, runtime+" "+why)
		}
		why, err := withoutPortForward(ctx, scene, node.Name)
		if err != nil {
			return err
		}
		if why != "" {
			r.env.nodeLacks(claim.PortForward, node.Name, runtime+" has no port-forward: "+why)
		}
	}
	return nil
}

// runtimeOf names a node's runtime by what is known of it.
func runtimeOf(node cluster.NodeFacts, seen string) string {
	if seen == "" || seen == node.Kernel {
		return "its runtime (" + node.Runtime + ")"
	}
	return fmt.Sprintf("its runtime (%s, with a handler that gives Pods a kernel of their own: they see %s, the node runs %s)", node.Runtime, seen, node.Kernel)
}

// leastCharged is far below what the observer's processes take, and far above what an
// empty group is charged: 20 KiB was seen.
const leastCharged = 256 << 10

func withoutControlGroups(group probe.PodGroup) string {
	if group.Path == "" || group.Charged >= leastCharged {
		return ""
	}
	return fmt.Sprintf("keeps Pods out of their control groups: %s, the running observer's, is charged %d KiB of memory", group.Path, group.Charged>>10)
}

// observerPort is what the observer answers on (manifests/instruments/observer.yaml).
const observerPort = 8082

// withoutPortForward asks for a page as a claim will. Words that come back at each look,
// for as long as a page may take, are the reason; a run that ends meanwhile is an error.
func withoutPortForward(ctx context.Context, scene *probe.Scene, node string) (string, error) {
	observer, err := scene.ObserverOn(node)
	if err != nil {
		return "", err
	}
	site := scene.ForwardedSite(observer, observerPort)
	defer site.Close()
	_, _, err = site.WaitPage(ctx, "the observer to answer by port-forward", "/", scene.Timeouts.HTTP, func(page probe.Page) bool {
		return page.Status == http.StatusOK
	})
	if err == nil {
		return "", nil
	}
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	return err.Error(), nil
}
