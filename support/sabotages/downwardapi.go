package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutDownwardAPI lists lies about the downward API as a volume.
var aboutDownwardAPI = []sabotage.Sabotage{
	{
		ID: "downward-api-mistaken", How: sabotage.Admission,
		Does: claim.Text{En: "The downward API shows another field in a field's place", Ko: "downward API가 어떤 필드 자리에 다른 필드를 보여 준다"},
		Rules: []mutation.Rule{{
			Where: of(claims.TypeDownwardAPIExposesPodMetadata),
			Merge: `
spec:
  volumes:
    - name: info
      downwardAPI:
        items:
          - {path: kept, fieldRef: {fieldPath: metadata.namespace}}
          - {path: uid, fieldRef: {fieldPath: metadata.uid}}
          - {path: namespace, fieldRef: {fieldPath: metadata.namespace}}
          - {path: colour, fieldRef: {fieldPath: "metadata.labels['colour']"}}
          - {path: labels, fieldRef: {fieldPath: metadata.labels}}
          - {path: memory, resourceFieldRef: {containerName: main, resource: limits.memory, divisor: 1Mi}}`,
		}},
		Kills: map[string]string{claims.TypeDownwardAPIExposesPodMetadata.ID: "ThePodReadsItsName"},
	},
}
