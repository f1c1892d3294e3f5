package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestRecursiveReadOnlyNeedsReadOnlyAndNoPropagation(t *testing.T) {
	const writable, propagating = "may only be specified when readOnly is true", "may only be specified when mountPropagation is None or not specified"

	harness.Test(t, claims.RecursiveReadOnlyNeedsReadOnlyAndNoPropagation, harness.Feature().
		Control("TheFieldIsKept", steps.Offer("read-only.yaml").HasField("{.spec.containers[0].volumeMounts[0].recursiveReadOnly}", "Enabled")).
		Control("IfPossibleIsTakenOfAReadOnlyMount", steps.Offer("read-only-if-possible.yaml").IsAdmitted()).
		Control("DisabledAsksForNothing", steps.Offer("disabled.yaml").IsAdmitted()).
		Assess("EnabledIsRefusedOfAWritableMount", steps.Offer("enabled-writable.yaml").IsRejected(422, writable)).
		Assess("EnabledIsRefusedOfAMountThatPropagates", steps.Offer("enabled-propagating.yaml").IsRejected(422, propagating)).
		Assess("IfPossibleIsRefusedOfAWritableMount", steps.Offer("if-possible-writable.yaml").IsRejected(422, writable)).
		Assess("IfPossibleIsRefusedOfAMountThatPropagates", steps.Offer("if-possible-propagating.yaml").IsRejected(422, propagating)))
}
