package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutSubPaths lists lies about when a change reaches a file, in a volume or by a subPath.
var aboutSubPaths = []sabotage.Sabotage{
	{
		ID: "projections-frozen", How: sabotage.Admission,
		Does: claim.Text{
			En: "The files of a ConfigMap, a Secret or the downward API are copied once and never renewed",
			Ko: "ConfigMap, Secret, downward API의 파일이 한 번 복사되고 갱신되지 않는다",
		},
		Rules: []mutation.Rule{{
			Where: of(claims.TypeUpdatesReachVolumesNotSubpath),
			Redirect: &mutation.Redirect{
				From: []mutation.Kind{mutation.ConfigMap, mutation.Secret, mutation.DownwardAPI, mutation.Projected},
				To:   mutation.Fresh, Copy: true,
			},
		}},
		Kills: map[string]string{claims.TypeUpdatesReachVolumesNotSubpath.ID: "TheConfigMapsFileChanges"},
	},
}
