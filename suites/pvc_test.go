package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypePVCPreprovisioned(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	data, unfit := steps.VolumeClaim("data"), steps.VolumeClaim("unfit")
	token := steps.NewToken()

	harness.Test(t, claims.TypePVCPreprovisioned, harness.Feature().
		Setup("TheVolumeAndTheClaimsAreMade", steps.Create("storage.yaml", steps.PersistentVolume("made-before").SaysItIsOn(steps.FirstWorker))).
		Control("AClaimThatNothingFitsGetsNothing", unfit.FindsNoVolume()).
		Assess("TheClaimGetsThatVolume", data.IsBoundTo(steps.PersistentVolume("made-before"))).
		Act("APodUsesIt", steps.Apply("first.yaml")).
		Act("ItWrites", steps.InOrder(first.Writes("/data/token", token), first.Writes("/own/token", token))).
		Control("TheFirstPodReadsBoth", steps.InOrder(first.Reads("/data/token", token), first.Reads("/own/token", token))).
		Act("ItIsDeleted", first.Delete()).
		Act("AnotherIsReady", steps.Apply("second.yaml")).
		Control("TheNextPodsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("TheSecondPodReadsTheData", second.Reads("/data/token", token)).
		Assess("TheDataAreWhereTheVolumeSays", steps.NodeKeeps(steps.FirstWorker, "/made-before/token")).
		Act("TheSecondPodIsDeletedToo", second.Delete()).
		Assess("WithoutItsClaimTheVolumeIsReleased", data.LeavesItsVolumeReleased()).
		Assess("TheDataOutliveTheClaim", steps.NodeKeeps(steps.FirstWorker, "/made-before/token")))
}

func TestTypePVCDynamic(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	data, unclassed := steps.VolumeClaim("data"), steps.VolumeClaim("unclassed")
	token := steps.NewToken()

	harness.Test(t, claims.TypePVCDynamic, harness.Feature().
		Setup("TheClaimsAreMade", steps.Create("claims.yaml")).
		Control("WithoutAClassNothingIsMade", unclassed.FindsNoVolume()).
		Assess("WithoutAPodTheClaimWaitsAsItsClassSays", data.WaitsAsItsClassSays()).
		Act("APodUsesIt", steps.Create("first.yaml")).
		Act("ItHasAVolume", data.Binds()).
		Assess("TheVolumeWasMadeForTheClaim", data.HasAVolumeMadeForIt()).
		Act("ThePodIsReady", first.IsReady()).
		Act("ItWrites", steps.InOrder(first.Writes("/data/token", token), first.Writes("/own/token", token))).
		Control("TheFirstPodReadsBoth", steps.InOrder(first.Reads("/data/token", token), first.Reads("/own/token", token))).
		Act("ItIsDeleted", first.Delete()).
		Act("AnotherIsReadyOnItsNode", steps.Apply("second.yaml", second.PinnedToTheNodeOf(first))).
		Control("TheNextPodsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("TheSecondPodReadsTheData", second.Reads("/data/token", token)).
		Control("TheDataAreWhereTheVolumeSays", data.LiesOnTheNodeOf(second, "token")).
		Act("TheSecondPodIsDeletedToo", second.Delete()).
		Assess("TheVolumeIsReclaimedAsItSays", data.ReclaimedAsItsVolumeSays(second, "token")))
}
