package sabotages

import (
	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
	"github.com/volconf/volconf/support/sabotage"
)

// aboutSidecars lists lies about containers that run beside the main one.
var aboutSidecars = []sabotage.Sabotage{
	{
		ID: "sidecar-put-back", How: sabotage.Admission,
		Does: claim.Text{En: "A sidecar that was taken out is put back", Ko: "빼낸 사이드카를 다시 넣는다"},
		Rules: []mutation.Rule{{
			Where: mutation.Where{
				Claims: []string{claims.SidecarRemovalLeavesMainWorking.ID}, Pods: []string{"site"}, Without: []string{"git-sync"},
			},
			Merge: `
spec:
  containers:
    - name: git-sync
      image: $(shell)
      command: [sh, -c, "trap 'exit 0' TERM; sleep 2147483647 & wait"]`,
		}},
		Kills: map[string]string{claims.SidecarRemovalLeavesMainWorking.ID: "APodWithoutItIsReady"},
	},
	{
		ID: "sidecars-told-at-once", How: sabotage.Admission,
		Does: claim.Text{
			En: "When a Pod is deleted its native sidecars are told to end together with its main container",
			Ko: "파드가 삭제되면 네이티브 사이드카도 메인 컨테이너와 함께 종료하라는 말을 듣는다",
		},
		Rules: []mutation.Rule{{Where: of(claims.NativeSidecarOrdering, "native-deleted"), Init: mutation.InitOrdinary}},
		Kills: map[string]string{claims.NativeSidecarOrdering.ID: "OnDeletionNativeOnesAreToldAfterMainAndInReverse"},
	},
}
