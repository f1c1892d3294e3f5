package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"

	corev1 "k8s.io/api/core/v1"
)

// routeTable is the part of the kernel's routes that is the agent's own.
type routeTable interface {
	// list returns the routes that this agent made.
	list() (map[netip.Prefix]netip.Addr, error)
	replace(destination netip.Prefix, via netip.Addr) error
	remove(destination netip.Prefix) error
}

type agent struct {
	nodeName   string
	configPath string
	table      routeTable
}

// reconcile makes the node as the nodes want it. The CNI configuration comes last: with
// it the node becomes Ready, and by then its routes should be there.
func (a agent) reconcile(nodes []*corev1.Node) error {
	state, err := desiredState(a.nodeName, nodes)
	if err != nil {
		return err
	}
	config, err := cniConfig(state.podCIDRs)
	if err != nil {
		return err
	}
	return errors.Join(a.reconcileRoutes(state.routes), writeIfChanged(a.configPath, config))
}

func (a agent) reconcileRoutes(want map[netip.Prefix]netip.Addr) error {
	have, err := a.table.list()
	if err != nil {
		return fmt.Errorf("list the routes: %w", err)
	}
	var failures []error
	for destination := range have {
		if _, wanted := want[destination]; wanted {
			continue
		}
		if err := a.table.remove(destination); err != nil {
			failures = append(failures, fmt.Errorf("remove the route to %s: %w", destination, err))
			continue
		}
		slog.Info("route removed", "to", destination)
	}
	for destination, via := range want {
		if have[destination] == via {
			continue
		}
		if err := a.table.replace(destination, via); err != nil {
			failures = append(failures, fmt.Errorf("route %s via %s: %w", destination, via, err))
			continue
		}
		slog.Info("route set", "to", destination, "via", via)
	}
	return errors.Join(failures...)
}

// writeIfChanged renames the file into place: the runtime reads the folder at any time.
func writeIfChanged(path string, content []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %s: %w", path, err)
	}
	// The name has to end in something that the runtime does not take for a network.
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
	if err := os.WriteFile(temporary, content, 0o644); err != nil {
		return fmt.Errorf("write the CNI configuration: %w", err)
	}
	if err := os.Rename(temporary, path); err != nil {
		return fmt.Errorf("put the CNI configuration in place: %w", err)
	}
	slog.Info("CNI configuration written", "path", path)
	return nil
}
