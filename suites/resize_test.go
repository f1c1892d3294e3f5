package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestResizeCanBeTakenBackNotBelowCapacity(t *testing.T) {
	data := steps.VolumeClaim("data")

	harness.Test(t, claims.ResizeCanBeTakenBackNotBelowCapacity, harness.Feature().
		Setup("AClassThatLetsGrowAndAVolumeAreMade", steps.Create("storage.yaml")).
		Setup("TheVolumeIsAvailable", steps.AreAvailable(steps.PersistentVolume("data"))).
		Setup("AClaimIsMade", steps.Create("claim.yaml")).
		Control("TheClaimHasFive", data.ComesToHave("{.status.capacity.storage}", "5Gi")).
		Act("TheClaimAsksForEight", data.Takes(steps.Patch("to-8.yaml"))).
		Control("TheResizeIsLeftToAController", data.IsToldOf("ExternalExpanding", "waiting for an external controller")).
		Control("TheClaimStillHasFive", data.Has("{.status.capacity.storage}", "5Gi")).
		Assess("SixIsTakenInItsPlace", data.Takes(steps.Patch("to-6.yaml"))).
		Assess("WhatTheClaimHasIsRefused", data.Refuses(steps.Patch("to-5.yaml"), "can not be less than status.capacity")).
		Assess("LessThanTheClaimHasIsRefused", data.Refuses(steps.Patch("to-4.yaml"), "can not be less than status.capacity")))
}

func TestResizeNeverShrinks(t *testing.T) {
	exact, roomy := steps.VolumeClaim("exact"), steps.VolumeClaim("roomy")

	harness.Test(t, claims.ResizeNeverShrinks, harness.Feature().
		Setup("AClassThatLetsGrowAndThreeVolumesAreMade", steps.Create("storage.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(steps.PersistentVolume("exact"), steps.PersistentVolume("roomy"), steps.PersistentVolume("third"))).
		Setup("TheClaimsAreMade", steps.Create("claims.yaml")).
		Setup("TheyHaveTheirVolumes", steps.InOrder(steps.VolumeClaim("third").ComesToHave("{.status.capacity.storage}", "3Gi"), exact.ComesToHave("{.status.capacity.storage}", "3Gi"), roomy.ComesToHave("{.status.capacity.storage}", "9Gi"))).
		Control("MoreIsTaken", steps.VolumeClaim("third").Takes(steps.Patch("to-4.yaml"))).
		Assess("LessIsRefusedWhereTheVolumeIsAsLarge", exact.Refuses(steps.Patch("to-2.yaml"), "can not be less than")).
		Assess("LessIsRefusedWhereTheVolumeIsLarger", roomy.Refuses(steps.Patch("to-2.yaml"), "can not be less than")).
		Assess("LessIsRefusedAfterMoreWasAskedFor", steps.VolumeClaim("third").Refuses(steps.Patch("to-2.yaml"), "can not be less than")))
}

func TestResizeNeedsAClassThatAllowsIt(t *testing.T) {
	growing, unbound := steps.VolumeClaim("growing"), steps.VolumeClaim("unbound")
	silent, fixed, unclassed := steps.VolumeClaim("silent"), steps.VolumeClaim("fixed"), steps.VolumeClaim("unclassed")

	harness.Test(t, claims.ResizeNeedsAClassThatAllowsIt, harness.Feature().
		Setup("ClassesAndVolumesAreMade", steps.Create("storage.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(steps.PersistentVolume("growing"), steps.PersistentVolume("silent"),
			steps.PersistentVolume("fixed"), steps.PersistentVolume("unclassed"))).
		Setup("TheClaimsAreMade", steps.Create("claims.yaml")).
		Setup("FourOfThemAreBound", steps.InOrder(growing.Binds(), silent.Binds(), fixed.Binds(), unclassed.Binds())).
		Control("MoreIsTakenWhereTheClassAllowsIt", growing.Takes(steps.Patch("larger.yaml"))).
		Assess("MoreIsForbiddenWhereTheClassDoesNotSay", silent.Forbids(steps.Patch("larger.yaml"), "must support resize")).
		Assess("MoreIsForbiddenWhereTheClassSaysNo", fixed.Forbids(steps.Patch("larger.yaml"), "must support resize")).
		Assess("MoreIsForbiddenWhereThereIsNoClass", unclassed.Forbids(steps.Patch("larger.yaml"), "must support resize")).
		Assess("MoreIsRefusedToAnUnboundClaim", unbound.Refuses(steps.Patch("larger.yaml"), "for bound claims")))
}

func TestResizeNeedsSomeoneToDoIt(t *testing.T) {
	data, twin := steps.VolumeClaim("data"), steps.VolumeClaim("twin")

	harness.Test(t, claims.ResizeNeedsSomeoneToDoIt, harness.Feature().
		Setup("AClassThatLetsGrowAndTwoVolumesAreMade", steps.Create("storage.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(steps.PersistentVolume("data"), steps.PersistentVolume("twin"))).
		Setup("TheClaimsAreMade", steps.Create("claims.yaml")).
		Setup("BothHaveWhatTheyAskFor", steps.InOrder(data.ComesToHave("{.status.capacity.storage}", "1Gi"), twin.ComesToHave("{.status.capacity.storage}", "5Gi"))).
		Control("ALargerVolumeGivesMore", twin.Has("{.spec.resources.requests.storage}", "1Gi")).
		Act("TheClaimAsksForMore", data.Takes(steps.Patch("to-5.yaml"))).
		Assess("TheClaimIsToldToWaitForADriver", data.IsToldOf("ExternalExpanding", "waiting for an external controller")).
		Assess("TheRequestStands", data.Has("{.spec.resources.requests.storage}", "5Gi")).
		Assess("TheClaimHasWhatItHad", data.Has("{.status.capacity.storage}", "1Gi")))
}

func TestResizeMakesNoNewVolume(t *testing.T) {
	data, late := steps.VolumeClaim("data"), steps.VolumeClaim("late")
	volume, larger := steps.PersistentVolume("data"), steps.PersistentVolume("larger")

	harness.Test(t, claims.ResizeMakesNoNewVolume, harness.Feature().
		Setup("AClassThatLetsGrowAndTwoVolumesAreMade", steps.Create("storage.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(volume, larger)).
		Setup("AClaimOfTheSmallerIsMade", steps.Create("claims.yaml")).
		Setup("TheClaimIsBound", data.IsBoundTo(volume)).
		Act("TheClaimAsksForTheSizeOfTheLarger", data.Takes(steps.Patch("to-9.yaml"))).
		Control("TheResizeIsLeftToAController", data.IsToldOf("ExternalExpanding", "waiting for an external controller")).
		Act("AnotherClaimOfThatSizeIsMade", steps.Create("late.yaml")).
		Control("TheLargerVolumeWasFree", late.IsBoundTo(larger)).
		Assess("TheClaimHasItsOldVolume", data.IsBoundTo(volume)))
}
