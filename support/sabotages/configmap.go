package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutConfigMaps lists lies about ConfigMaps as volumes.
var aboutConfigMaps = []sabotage.Sabotage{
	{
		ID: "configmap-optional", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod does not wait for a ConfigMap that is not there",
			Ko: "파드가 없는 ConfigMap을 기다리지 않는다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.TypeConfigMapExposesResource, "late"),
			Merge: `spec: {volumes: [{name: data, configMap: {name: later, optional: true}}]}`,
		}},
		Kills: map[string]string{claims.TypeConfigMapExposesResource.ID: "ThePodWithoutItsConfigMapWaits"},
	},
	{
		ID: "keys-unchosen", How: sabotage.Admission,
		Does: claim.Text{
			En: "A volume shows a key that was not chosen",
			Ko: "볼륨이 고르지 않은 키도 보여 준다",
		},
		Rules: []mutation.Rule{
			{
				Where: of(claims.TypeConfigMapExposesResource, "reader"),
				Merge: `spec: {volumes: [{name: some, configMap: {items: [{key: kept, path: renamed}, {key: bytes, path: bytes}]}}]}`,
			},
			{
				Where: of(claims.TypeSecretExposesResource, "reader"),
				Merge: `spec: {volumes: [{name: some, secret: {items: [{key: kept, path: renamed}, {key: bytes, path: bytes}]}}]}`,
			},
		},
		Kills: map[string]string{
			claims.TypeConfigMapExposesResource.ID: "OnlyTheChosenKeysAreThere",
			claims.TypeSecretExposesResource.ID:    "OnlyTheChosenKeysAreThere",
		},
	},
	{
		ID: "optional-insisted", How: sabotage.Admission,
		Does: claim.Text{
			En: "A Pod waits for a ConfigMap or a Secret although it is optional",
			Ko: "optional인데도 파드가 ConfigMap이나 Secret을 기다린다",
		},
		Rules: []mutation.Rule{
			{
				Where: of(claims.TypeConfigMapExposesResource, "reader"),
				Merge: `spec: {volumes: [{name: maybe, configMap: {name: later, optional: false}}]}`,
			},
			{
				Where: of(claims.TypeSecretExposesResource, "reader"),
				Merge: `spec: {volumes: [{name: maybe, secret: {secretName: later, optional: false}}]}`,
			},
		},
		Kills: map[string]string{
			claims.TypeConfigMapExposesResource.ID: "AnOptionalOneIsNotWaitedFor",
			claims.TypeSecretExposesResource.ID:    "AnOptionalOneIsNotWaitedFor",
		},
	},
}
