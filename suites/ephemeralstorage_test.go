package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestEphemeralStorageFractionIsTakenWithAWarning(t *testing.T) {
	const warning = `fractional byte value "400m" is invalid`

	harness.Test(t, claims.EphemeralStorageFractionIsTakenWithAWarning, harness.Feature().
		Control("OfMebibytesNothingIsSaid", steps.Offer("mi.yaml").IsNotWarnedAbout("fractional byte value")).
		Control("AByteIsBelowALimitOf400Mi", steps.Offer("one-byte-below-mi.yaml").IsAdmitted()).
		Assess("ARequestOf400mIsKept", steps.Offer("request-m.yaml").HasField("{.spec.containers[0].resources.requests.ephemeral-storage}", "400m")).
		Assess("ARequestOf400mIsWarnedAbout", steps.Offer("request-m.yaml").IsWarnedAbout(warning)).
		Assess("ALimitOf400mIsKept", steps.Offer("limit-m.yaml").HasField("{.spec.containers[0].resources.limits.ephemeral-storage}", "400m")).
		Assess("ALimitOf400mIsWarnedAbout", steps.Offer("limit-m.yaml").IsWarnedAbout(warning)).
		Assess("AByteIsMoreThanALimitOf400m", steps.Offer("one-byte-below-m.yaml").
			IsRejected(422, "must be less than or equal to ephemeral-storage limit of 400m")))
}

func TestEphemeralStorageQuotaTakesPodsWithoutLimits(t *testing.T) {
	harness.Test(t, claims.EphemeralStorageQuotaTakesPodsWithoutLimits, harness.Feature().
		Setup("ThereIsANamespaceForAQuotaOnStorage", steps.NamespaceAt("storage", claim.Restricted)).
		Setup("ThereIsANamespaceForAQuotaOnMemory", steps.NamespaceAt("memory", claim.Restricted)).
		Setup("BothHaveTheirQuota", steps.Offer("quotas.yaml").IsCreated()).
		Control("ALimitWithinTheQuotaIsTaken", steps.Offer("within-the-quota.yaml").IsAdmitted()).
		Assess("TheQuotaOnStorageComesToRefuseALimitAboveIt", steps.Offer("above-the-quota.yaml").
			ComesToBeRejected(403, "exceeded quota: storage, requested: limits.ephemeral-storage=2Gi")).
		Assess("TheQuotaOnMemoryComesToRefuseAPodWithoutALimit", steps.Offer("without-a-memory-limit.yaml").
			ComesToBeRejected(403, "must specify limits.memory")).
		Assess("TheQuotaOnStorageInForceTakesALimitWithinIt", steps.Offer("within-the-quota.yaml").IsPassedBy(steps.QuotaNamed("storage"))).
		Assess("TheQuotaOnStorageTakesAPodWithoutALimit", steps.Offer("without-a-storage-limit.yaml").IsPassedBy(steps.QuotaNamed("storage"))))
}
