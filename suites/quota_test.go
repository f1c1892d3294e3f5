package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestQuotaCountsClaimsAndTheirSize(t *testing.T) {
	quota := steps.ResourceQuota("storage")
	count, size := "{.status.used.persistentvolumeclaims}", `{.status.used.requests\.storage}`

	harness.Test(t, claims.QuotaCountsClaimsAndTheirSize, harness.Feature().
		Setup("AQuotaIsMade", steps.Create("quota.yaml")).
		Setup("TheQuotaIsInForce", quota.ComesToHave(count, "0")).
		Act("AClaimOfTwoIsMade", steps.Create("first.yaml")).
		Control("TheQuotaCountsTheClaim", quota.ComesToHave(count, "1")).
		Control("TheQuotaAddsItsSize", quota.ComesToHave(size, "2Gi")).
		Control("OneMoreThatFitsIsAdmitted", steps.Offer("fits.yaml").IsAdmitted()).
		Assess("TooLargeASumIsRefused", steps.Offer("large.yaml").IsRejected(403, "limited: requests.storage=4Gi")).
		Act("AnotherClaimOfOneIsMade", steps.Create("second.yaml")).
		Control("TheQuotaCountsTwo", quota.ComesToHave(count, "2")).
		Assess("OneTooManyIsRefused", steps.Offer("small.yaml").IsRejected(403, "limited: persistentvolumeclaims=2")).
		Act("TheSecondClaimIsDeleted", steps.VolumeClaim("second").Delete()).
		Assess("TheQuotaCountsOneAgain", quota.ComesToHave(count, "1")).
		Assess("ThereIsRoomForAnother", steps.Offer("small.yaml").IsAdmitted()))
}

func TestQuotaPerClass(t *testing.T) {
	harness.Test(t, claims.QuotaPerClass, harness.Feature().
		Control("WithoutAQuotaAllAreAdmitted", steps.InOrder(steps.Offer("gold.yaml").IsAdmitted(), steps.Offer("silver.yaml").IsAdmitted())).
		Act("AQuotaOfTwoClassesIsMade", steps.Create("quota.yaml")).
		Act("TheQuotaIsInForce", steps.ResourceQuota("classes").ComesToHave(`{.status.used.gold\.storageclass\.storage\.k8s\.io/requests\.storage}`, "0")).
		Control("WhatFitsTheClassIsAdmitted", steps.Offer("small-gold.yaml").IsAdmitted()).
		Assess("TooMuchOfTheClassIsRefused", steps.Offer("gold.yaml").IsRejected(403, "limited: gold.storageclass.storage.k8s.io/requests.storage=1Gi")).
		Assess("TooManyOfTheOtherClassAreRefused", steps.Offer("silver.yaml").IsRejected(403, "limited: silver.storageclass.storage.k8s.io/persistentvolumeclaims=0")).
		Assess("AClaimOfAThirdClassIsAdmitted", steps.Offer("bronze.yaml").IsAdmitted()))
}

func TestLimitRangeBoundsAClaim(t *testing.T) {
	harness.Test(t, claims.LimitRangeBoundsAClaim, harness.Feature().
		Control("BothAreAdmittedWithoutLimits", steps.Offer("unbounded.yaml").IsAdmitted()).
		Act("TheLimitsAreMade", steps.Create("limits.yaml")).
		Assess("TooLittleIsRefused", steps.Offer("small.yaml").ComesToBeRejected(403, "minimum storage usage per PersistentVolumeClaim is 1Gi")).
		Assess("TooMuchIsRefused", steps.Offer("large.yaml").IsRejected(403, "maximum storage usage per PersistentVolumeClaim is 2Gi")).
		Assess("WhatLiesBetweenIsAdmitted", steps.Offer("inside.yaml").IsAdmitted()))
}

func TestQuotaCountsObjects(t *testing.T) {
	quota := steps.ResourceQuota("objects")

	harness.Test(t, claims.QuotaCountsObjects, harness.Feature().
		Control("WithoutAQuotaBothAreAdmitted", steps.Offer("before.yaml").IsAdmitted()).
		Act("AQuotaIsMade", steps.Create("quota.yaml")).
		Act("TheQuotaIsInForce", quota.ComesToHave("{.status.used.secrets}", "0")).
		Control("ASecretIsAdmitted", steps.Create("secret.yaml")).
		Control("TheQuotaCountsTheSecret", quota.ComesToHave("{.status.used.secrets}", "1")).
		Assess("ASecretTooManyIsRefused", steps.Offer("extra-secret.yaml").IsRejected(403, "limited: secrets=1")).
		Assess("AConfigMapTooManyIsRefused", steps.Offer("extra-configmap.yaml").IsRejected(403, "limited: count/configmaps=0")).
		Assess("AnotherKindIsAdmitted", steps.Offer("claim.yaml").IsAdmitted()))
}

func TestQuotaCountsGrowth(t *testing.T) {
	data := steps.VolumeClaim("data")

	harness.Test(t, claims.QuotaCountsGrowth, harness.Feature().
		Setup("AQuotaAndAVolumeAreMade", steps.InOrder(steps.Create("quota.yaml"), steps.Create("storage.yaml"))).
		Setup("TheQuotaIsInForce", steps.ResourceQuota("storage").ComesToHave(`{.status.used.requests\.storage}`, "0")).
		Setup("AClaimIsMade", steps.Create("claim.yaml")).
		Setup("TheClaimIsBound", data.Binds()).
		Control("GrowthWithinTheQuotaIsTaken", data.Takes(steps.Patch("to-2.yaml"))).
		Assess("GrowthBeyondTheQuotaIsForbidden", data.Forbids(steps.Patch("to-4.yaml"), "limited: requests.storage=3Gi")))
}

func TestQuotaByAttributesClass(t *testing.T) {
	harness.Test(t, claims.QuotaByAttributesClass, harness.Feature().
		Control("WithoutAQuotaTheClaimIsAdmitted", steps.Offer("golden.yaml").IsAdmitted()).
		Act("AQuotaOfOneAttributesClassIsMade", steps.Create("quota.yaml")).
		Act("TheQuotaIsInForce", steps.ResourceQuota("golden").ComesToHave("{.status.used.persistentvolumeclaims}", "0")).
		Assess("AClaimOfThatAttributesClassIsRefused", steps.Offer("golden.yaml").IsRejected(403, "limited: persistentvolumeclaims=0")).
		Assess("AClaimOfAnotherAttributesClassIsAdmitted", steps.Offer("silver.yaml").IsAdmitted()).
		Assess("AClaimOfNoAttributesClassIsAdmitted", steps.Offer("plain.yaml").IsAdmitted()))
}
