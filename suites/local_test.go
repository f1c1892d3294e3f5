package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestLocalNeedsNodeAffinity(t *testing.T) {
	harness.Test(t, claims.LocalNeedsNodeAffinity, harness.Feature().
		Control("AVolumeThatNamesItsNodesIsAdmitted", steps.Offer("placed.yaml").IsAdmitted()).
		Control("AHostPathVolumeNeedNotNameThem", steps.Offer("hostpath.yaml").IsAdmitted()).
		Control("APodWithAClaimIsAdmitted", steps.Offer("pod-with-claim.yaml").IsAdmitted()).
		Assess("AVolumeWithoutNodesIsRefused", steps.Offer("unplaced.yaml").IsRejected(422, "Local volume requires node affinity")).
		Assess("ALocalVolumeInAPodIsRefused", steps.Offer("pod.yaml").IsRejected(400, `unknown field "spec.volumes[0].local"`)))
}
