package cluster

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// namesWithin bounds the question to one node whether it knows the others: 0.3 s
// were measured, and no more where nobody answers.
const namesWithin = 20 * time.Second

// ensureNames makes sure that the nodes find each other by name before kubeadm
// has the workers join, which would wait five minutes for the control plane's.
//
// Podman's name service, aardvark-dns 1.4.0, ends when it is told of two new
// containers at nearly the same time (of 40 pairs of SIGHUP, 7 ended it), and
// kind starts all nodes at once. The next container of the network starts it
// again, and it then knows everybody.
func (c *Cluster) ensureNames(ctx context.Context) error {
	err := c.askNames(ctx)
	if err == nil || c.engine.name != "podman" || ctx.Err() != nil {
		return err
	}
	c.log("podman's name service does not answer and is started again: %v", err)
	if err := c.engine.reviveNames(ctx, c.state.Nodes[0], c.state.Image); err != nil {
		return fmt.Errorf("starting podman's name service (aardvark-dns) again: %w", err)
	}
	return c.askNames(ctx)
}

// askNames asks each node for the addresses of all of them.
func (c *Cluster) askNames(ctx context.Context) error {
	for _, node := range c.state.Nodes {
		if _, err := c.onNode(ctx, node, nil, namesWithin, append([]string{"getent", "hosts"}, c.state.Nodes...)...); err != nil {
			return fmt.Errorf("node %s does not find the others by name, see to the container engine's name service: %w", node, err)
		}
	}
	return nil
}

// reviveNames runs a container, for a moment, in the networks of a node.
func (e *Engine) reviveNames(ctx context.Context, node, image string) error {
	const names = "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}"
	networks, err := e.run(ctx, command{args: []string{"inspect", "--format", names, node}, within: infoWithin})
	if err != nil {
		return err
	}
	for _, network := range strings.Fields(networks) {
		if _, err := e.once(ctx, "--network="+network, "--entrypoint=/bin/true", image); err != nil {
			return err
		}
	}
	return nil
}
