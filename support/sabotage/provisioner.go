package sabotage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/volconf/volconf/support/held"
)

// keepingProvisioner takes what it does out of the script by which the provisioner
// of kind's default class deletes a volume: the PersistentVolume goes, its folder
// stays.
func keepingProvisioner(ctx context.Context, site held.Cluster) (*held.Changed, error) {
	const configMap = `kubectl --kubeconfig=/etc/kubernetes/admin.conf --namespace local-path-storage `
	teardown, err := site.Script(ctx, site.ControlPlane, configMap+`get configmap local-path-config --output jsonpath='{.data.teardown}'`)
	if err != nil {
		return nil, fmt.Errorf("reading how the provisioner deletes a volume: %w", err)
	}
	set := func(ctx context.Context, script string) error {
		patch, err := json.Marshal(map[string]any{"data": map[string]string{"teardown": script}})
		if err != nil {
			return fmt.Errorf("writing the provisioner's script: %w", err)
		}
		_, err = site.Script(ctx, site.ControlPlane, configMap+`patch configmap local-path-config --type merge --patch "$1"`, string(patch))
		return err
	}
	mend := func(ctx context.Context) error { return set(ctx, teardown) }
	if err := set(ctx, "#!/bin/sh\nexit 0\n"); err != nil {
		return nil, errors.Join(err, mend(context.WithoutCancel(ctx)))
	}
	return &held.Changed{Undo: mend}, nil
}
