package cluster

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

// clusterLabel is what kind puts on each container of a cluster.
const clusterLabel = "io.x-k8s.kind.cluster"

// removeCluster removes the containers of a cluster, running or not, and their
// volumes, and looks again whether all are gone.
func (e *Engine) removeCluster(ctx context.Context, name string) error {
	containers, _, err := e.holdings(ctx, name)
	if err != nil {
		return err
	}
	if len(containers) > 0 {
		// What podman is told to remove by force it first asks to stop, and gives it
		// ten seconds. A container that does not run cannot be killed: no matter.
		_, _ = e.run(ctx, command{args: append([]string{"kill"}, containers...), within: removeWithin})
		args := append([]string{"rm", "--force", "--volumes"}, containers...)
		if _, err := e.run(ctx, command{args: args, within: removeWithin}); err != nil {
			return err
		}
	}
	// Those that no container had mounted yet, and podman's, which have a name.
	_, volumes, err := e.holdings(ctx, name)
	if err != nil {
		return err
	}
	if len(volumes) > 0 {
		args := append([]string{"volume", "rm", "--force"}, volumes...)
		if _, err := e.run(ctx, command{args: args, within: removeWithin}); err != nil {
			return err
		}
	}
	if containers, volumes, err = e.holdings(ctx, name); err != nil {
		return err
	}
	if left := append(containers, volumes...); len(left) > 0 {
		return fmt.Errorf("%s still holds %s", e.name, strings.Join(left, ", "))
	}
	return nil
}

// holdings lists what the engine holds of a cluster.
func (e *Engine) holdings(ctx context.Context, name string) (containers, volumes []string, err error) {
	listed, err := e.run(ctx, command{
		args:   []string{"ps", "--all", "--filter", "label=" + clusterLabel + "=" + name, "--format", "{{.Names}}"},
		within: infoWithin,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("listing the containers of cluster %s: %w", name, err)
	}
	containers = strings.Fields(listed)
	listed, err = e.run(ctx, command{args: []string{"volume", "ls", "--format", "{{.Name}} {{.Labels}}"}, within: infoWithin})
	if err != nil {
		return nil, nil, fmt.Errorf("listing the volumes of cluster %s: %w", name, err)
	}
	return containers, volumesOf(name, listed), nil
}

// volumesOf picks the volumes of a cluster's nodes. Under podman kind makes each
// volume before its container and puts the node's name on it as a label; under
// docker they have no label and go with their container.
func volumesOf(cluster, listed string) []string {
	ofNode := regexp.MustCompile(`[\s\[,]` + regexp.QuoteMeta(cluster) + `-(control-plane|worker)\d*[:=]`)
	var names []string
	for line := range strings.Lines(listed) {
		if ofNode.MatchString(line) {
			name, _, _ := strings.Cut(line, " ")
			names = append(names, name)
		}
	}
	return names
}

// nodes lists the containers of all kind clusters.
func (e *Engine) nodes(ctx context.Context) ([]string, error) {
	listed, err := e.run(ctx, command{
		args:   []string{"ps", "--all", "--filter", "label=" + clusterLabel, "--format", "{{.Names}}"},
		within: infoWithin,
	})
	if err != nil {
		return nil, fmt.Errorf("listing the kind clusters of %s: %w", e.name, err)
	}
	return strings.Fields(listed), nil
}

// clustersOf takes the names of clusters, as far as they begin with NamePrefix,
// out of the names of their nodes: the label could be printed too, but in
// another way by each version of podman.
func clustersOf(nodes []string) []string {
	ofCluster := regexp.MustCompile(`^(` + regexp.QuoteMeta(NamePrefix) + `.+)-(control-plane|worker|external-load-balancer)\d*$`)
	var names []string
	seen := map[string]bool{}
	for _, node := range nodes {
		match := ofCluster.FindStringSubmatch(node)
		if match != nil && !seen[match[1]] {
			seen[match[1]] = true
			names = append(names, match[1])
		}
	}
	return names
}
