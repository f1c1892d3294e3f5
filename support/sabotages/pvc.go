package sabotages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutPVCs lists lies about PersistentVolumes and what claims them.
var aboutPVCs = []sabotage.Sabotage{
	{
		ID: "persistent-volumes-private", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod is given a folder of its own in place of its PersistentVolumeClaim",
			Ko: "파드가 PersistentVolumeClaim 대신 자기만의 폴더를 받는다",
		},
		Rules: []mutation.Rule{{Redirect: &mutation.Redirect{From: []mutation.Kind{mutation.Claim}, To: mutation.Fresh}}},
		Kills: map[string]string{
			claims.TypePVCPreprovisioned.ID: "TheSecondPodReadsTheData",
			claims.TypePVCDynamic.ID:        "TheSecondPodReadsTheData",
		},
		Errors: []string{claims.LocalPVIsTheRecommendedAlternative.ID},
		Further: map[string]string{
			claims.HostPathDrainLeavesDataBehind.ID: "",
		},
	},
	{
		ID: "provisioner-keeps-data", How: sabotage.Node, Break: keepingProvisioner,
		Does: claim.Text{
			En: "The provisioner of the default class keeps the folder of a volume that it deletes",
			Ko: "기본 클래스의 프로비저너가 삭제하는 볼륨의 폴더를 남겨 둔다",
		},
		Kills: map[string]string{claims.TypePVCDynamic.ID: "TheVolumeIsReclaimedAsItSays"},
	},
}

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
