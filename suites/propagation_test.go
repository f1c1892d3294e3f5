package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestBidirectionalOnlyForPrivileged(t *testing.T) {
	const refusal = "Bidirectional mount propagation is available only to privileged containers"

	harness.Test(t, claims.BidirectionalOnlyForPrivileged, harness.Feature().
		Control("PrivilegedContainersMayHaveIt", steps.Offer("privileged.yaml").IsAdmitted()).
		Control("PrivilegedContainersOfATemplateMayHaveIt", steps.Offer("privileged-template.yaml").IsAdmitted()).
		Assess("PropagationToTheContainerNeedsNoPrivilege", steps.Offer("host-to-container.yaml").IsAdmitted()).
		Assess("PropagationToTheNodeIsRefusedToAnOrdinaryContainer", steps.Offer("unprivileged.yaml").IsRejected(422, refusal)).
		Assess("PropagationToTheNodeIsRefusedToAContainerThatMayMount", steps.Offer("with-capability.yaml").IsRejected(422, refusal)).
		Assess("PropagationToTheNodeIsRefusedToAnOrdinaryInitContainer", steps.Offer("unprivileged-init.yaml").IsRejected(422, refusal)).
		Assess("PropagationToTheNodeIsRefusedInATemplate", steps.Offer("unprivileged-template.yaml").IsRejected(422, refusal)))
}
