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

func TestPVCRWOPStandsAlone(t *testing.T) {
	harness.Test(t, claims.PVCRWOPStandsAlone, harness.Feature().
		Control("AloneReadWriteOncePodIsAdmitted", steps.Offer("alone.yaml").IsAdmitted()).
		Assess("AVolumeWithAnotherModeBesideItIsRefused", steps.Offer("volume.yaml").IsRejected(422, "may not use ReadWriteOncePod with other access modes")).
		Assess("AClaimWithAnotherModeBesideItIsRefused", steps.Offer("claim.yaml").IsRejected(422, "may not use ReadWriteOncePod with other access modes")))
}

func TestPVCWaitsForALargeEnoughVolume(t *testing.T) {
	modest, greedy := steps.VolumeClaim("modest"), steps.VolumeClaim("greedy")

	harness.Test(t, claims.PVCWaitsForALargeEnoughVolume, harness.Feature().
		Setup("TwoVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(steps.PersistentVolume("one"), steps.PersistentVolume("other"))).
		Act("TheClaimsAreMade", steps.Create("claims.yaml")).
		Control("AClaimOfTheirSizeIsBound", modest.Binds()).
		Assess("ALargerClaimFindsNoVolume", greedy.StaysUnbound("ProvisioningFailed", "not found")).
		Act("ALargerVolumeIsMade", steps.Create("larger.yaml")).
		Assess("TheLargerClaimIsBoundToIt", greedy.IsBoundTo(steps.PersistentVolume("larger"))))
}

func TestPVCGetsAtLeastWhatItAsks(t *testing.T) {
	roomy, data := steps.PersistentVolume("roomy"), steps.VolumeClaim("data")

	harness.Test(t, claims.PVCGetsAtLeastWhatItAsks, harness.Feature().
		Setup("TwoLargerVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(roomy, steps.PersistentVolume("vast"))).
		Act("TheClaimIsMade", steps.Create("claim.yaml")).
		Control("TheClaimAsksForLess", data.Has("{.spec.resources.requests.storage}", "2Gi")).
		Assess("TheClaimIsBoundToTheSmallerVolume", data.IsBoundTo(roomy)).
		Assess("TheClaimHasTheVolumesCapacity", data.ComesToHave("{.status.capacity.storage}", "5Gi")))
}

func TestPVCBindingIsOneToOne(t *testing.T) {
	first, second := steps.VolumeClaim("first"), steps.VolumeClaim("second")
	single, another := steps.PersistentVolume("single"), steps.PersistentVolume("another")

	harness.Test(t, claims.PVCBindingIsOneToOne, harness.Feature().
		Setup("AVolumeIsMade", steps.Create("volume.yaml")).
		Setup("TheVolumeIsAvailable", steps.AreAvailable(single)).
		Act("TheFirstClaimIsMade", steps.Create("first.yaml")).
		Control("TheFirstClaimIsBoundToTheVolume", first.IsBoundTo(single)).
		Act("AnEqualClaimIsMade", steps.Create("second.yaml")).
		Assess("TheSecondClaimFindsNoVolume", second.StaysUnbound("ProvisioningFailed", "not found")).
		Assess("TheVolumeNamesTheFirstClaim", single.Has("{.spec.claimRef.name}", "first")).
		Act("AnotherVolumeIsMade", steps.Create("another.yaml")).
		Assess("TheSecondClaimIsBoundToTheOtherVolume", second.IsBoundTo(another)).
		Assess("TheFirstClaimKeepsItsVolume", first.IsBoundTo(single)))
}

func TestPVCSelectorFiltersByLabels(t *testing.T) {
	picky, plain := steps.VolumeClaim("picky"), steps.VolumeClaim("plain")
	slow, unchecked := steps.PersistentVolume("slow"), steps.PersistentVolume("unchecked")

	harness.Test(t, claims.PVCSelectorFiltersByLabels, harness.Feature().
		Setup("TheVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(steps.PersistentVolume("unlabelled"), slow, steps.PersistentVolume("far"),
			steps.PersistentVolume("old"), unchecked, steps.PersistentVolume("broken"))).
		Act("AClaimOfOneRequirementIsMade", steps.Create("plain.yaml")).
		Control("TheClaimOfOneIsBoundToTheVolumeThatMeetsIt", plain.IsBoundTo(slow)).
		Act("AClaimOfManyRequirementsIsMade", steps.Create("picky.yaml")).
		Assess("NoVolumeMeetsAllOfThem", picky.StaysUnbound("ProvisioningFailed", "not found")).
		Act("AVolumeGetsTheLabelItLacked", unchecked.Takes(steps.Patch("checked.yaml"))).
		Assess("TheClaimOfManyIsBoundToThatVolume", picky.IsBoundTo(unchecked)))
}

func TestPVCClassMustMatchExactly(t *testing.T) {
	classed, unclassed, spare := steps.PersistentVolume("classed"), steps.PersistentVolume("unclassed"), steps.PersistentVolume("spare")
	without, second, with := steps.VolumeClaim("without"), steps.VolumeClaim("second"), steps.VolumeClaim("with")

	harness.Test(t, claims.PVCClassMustMatchExactly, harness.Feature().
		Setup("AVolumeWithAClassAndTwoWithoutAreMade", steps.Create("volumes.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(classed, unclassed, spare)).
		Act("AClaimWithoutAClassIsMade", steps.Create("without.yaml")).
		Control("TheVolumeWithAClassHasTheSameLabel", classed.Has("{.metadata.labels.kept}", "here")).
		Assess("AClaimWithoutAClassTakesTheVolumeWithoutOne", without.IsBoundTo(unclassed)).
		Act("AClaimOfAnotherClassIsMade", steps.Create("with.yaml")).
		Assess("AClaimOfAnotherClassTakesNeitherVolumeThatIsLeft", with.StaysUnbound("ProvisioningFailed", "not found")).
		Act("AnotherClaimWithoutAClassIsMade", steps.Create("second.yaml")).
		Assess("TheVolumeWithAClassIsNotForTheSecondClaim", second.StaysUnbound("FailedBinding", "no storage class is set")).
		Act("AVolumeOfTheOtherClassIsMade", steps.Create("other.yaml")).
		Assess("TheClaimOfThatClassTakesIt", with.IsBoundTo(steps.PersistentVolume("other"))).
		Assess("TheVolumesOfNeitherAreStillFree", steps.InOrder(classed.Has("{.status.phase}", "Available"), spare.Has("{.status.phase}", "Available"))))
}

func TestPVCWithoutClassGetsTheDefault(t *testing.T) {
	harness.Test(t, claims.PVCWithoutClassGetsTheDefault, harness.Feature().
		Control("ANamedClassIsLeft", steps.Offer("named.yaml").HasField("{.spec.storageClassName}", "made")).
		Assess("AClaimThatNamesNoneIsGivenTheDefault", steps.Offer("silent.yaml").IsGivenTheDefaultClass()).
		Assess("TheEmptyClassIsLeft", steps.Offer("empty.yaml").HasField("{.spec.storageClassName}", "")))
}

func TestPVCReservedByVolumeName(t *testing.T) {
	plain, elsewhere := steps.PersistentVolume("plain"), steps.PersistentVolume("elsewhere")

	harness.Test(t, claims.PVCReservedByVolumeName, harness.Feature().
		Setup("TheVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(plain, elsewhere, steps.PersistentVolume("of-a-class"), steps.PersistentVolume("small"),
			steps.PersistentVolume("for-one-node"), steps.PersistentVolume("with-files"))).
		Act("ClaimsThatFitAreMade", steps.Create("fitting.yaml")).
		Control("AVolumeOfNoNodeIsBound", steps.VolumeClaim("plain").IsBoundTo(plain)).
		Act("ClaimsThatDoNotFitAreMade", steps.Create("claims.yaml")).
		Assess("AVolumeOfANodeThatIsNotThereIsBound", steps.VolumeClaim("fitting").IsBoundTo(elsewhere)).
		Assess("AnotherClassIsNotBound", steps.VolumeClaim("other-class").StaysUnbound("VolumeMismatch", "storageClassName does not match")).
		Assess("ALargerClaimIsNotBound", steps.VolumeClaim("too-large").StaysUnbound("VolumeMismatch", "too small")).
		Assess("AnotherAccessModeIsNotBound", steps.VolumeClaim("other-access").StaysUnbound("VolumeMismatch", "incompatible accessMode")).
		Assess("AnotherVolumeModeIsNotBound", steps.VolumeClaim("other-mode").StaysUnbound("VolumeMismatch", "incompatible volumeMode")))
}

func TestPVCVolumeNameOfAnotherWaits(t *testing.T) {
	wanted, free := steps.PersistentVolume("wanted"), steps.PersistentVolume("free")

	harness.Test(t, claims.PVCVolumeNameOfAnotherWaits, harness.Feature().
		Setup("TwoVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(wanted, free)).
		Act("AClaimThatNamesOneIsMade", steps.Create("first.yaml")).
		Control("TheFirstClaimHasThatVolume", steps.VolumeClaim("first").IsBoundTo(wanted)).
		Act("ASecondClaimNamesTheSameVolume", steps.Create("second.yaml")).
		Assess("TheSecondClaimWaits", steps.VolumeClaim("second").StaysUnbound("FailedBinding", "already bound to a different claim")).
		Act("AThirdClaimNamesNone", steps.Create("third.yaml")).
		Control("TheOtherVolumeWasFree", steps.VolumeClaim("third").IsBoundTo(free)).
		Assess("TheSecondClaimStillWaits", steps.VolumeClaim("second").Has("{.status.phase}", "Pending")))
}

func TestPVReservedByClaimRef(t *testing.T) {
	kept, open := steps.PersistentVolume("kept"), steps.PersistentVolume("open")
	early, awaited := steps.VolumeClaim("early"), steps.VolumeClaim("awaited")

	harness.Test(t, claims.PVReservedByClaimRef, harness.Feature().
		Setup("AVolumeThatNamesItsClaimAndOneThatDoesNotAreMade", steps.Create("volumes.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(kept, open)).
		Act("AClaimIsMade", steps.Create("first.yaml")).
		Control("TheVolumeThatNamesNoClaimIsBound", steps.VolumeClaim("first").IsBoundTo(open)).
		Act("AnotherClaimIsMade", steps.Create("early.yaml")).
		Assess("TheOtherClaimFindsNoVolume", early.StaysUnbound("ProvisioningFailed", "not found")).
		Act("TheNamedClaimIsMade", steps.Create("awaited.yaml")).
		Assess("TheNamedClaimIsBound", awaited.IsBoundTo(kept)).
		Assess("TheOtherClaimStillWaits", early.Has("{.status.phase}", "Pending")))
}

func TestPVIsProtectedWhileBound(t *testing.T) {
	used, unused := steps.PersistentVolume("used"), steps.PersistentVolume("unused")
	data := steps.VolumeClaim("data")

	harness.Test(t, claims.PVIsProtectedWhileBound, harness.Feature().
		Setup("TwoVolumesAreMade", steps.Create("volumes.yaml")).
		Setup("BothAreAvailable", steps.AreAvailable(used, unused)).
		Setup("AClaimIsMade", steps.Create("claim.yaml")).
		Setup("TheClaimIsBound", data.IsBoundTo(used)).
		Act("BothVolumesAreDeleted", steps.InOrder(used.Delete(), unused.Delete())).
		Control("TheUnboundVolumeGoes", unused.GoesAway()).
		Assess("TheBoundVolumeIsTerminating", used.HasSome("{.metadata.deletionTimestamp}")).
		Assess("TheBoundVolumeHasItsFinalizer", used.Has("{.metadata.finalizers[*]}", "kubernetes.io/pv-protection")).
		Assess("TheBoundVolumeIsStillBound", used.Has("{.status.phase}", "Bound")).
		Act("TheClaimIsDeleted", data.Delete()).
		Control("TheClaimGoes", data.GoesAway()).
		Assess("TheVolumeGoesAfterItsClaim", used.GoesAway()))
}

func TestVolumeModeBindingMatrix(t *testing.T) {
	volume, data := steps.PersistentVolume, steps.VolumeClaim

	harness.Test(t, claims.VolumeModeBindingMatrix, harness.Feature().
		Setup("AVolumeIsMadeForEachPair", steps.Create("volumes.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(volume("unset-unset"), volume("unset-block"), volume("unset-files"),
			volume("block-unset"), volume("block-block"), volume("block-files"), volume("files-unset"), volume("files-block"), volume("files-files"))).
		Act("AClaimIsMadeForEachPair", steps.Create("claims.yaml")).
		Control("AClaimThatNothingFitsIsNotBound", data("unfit").StaysUnbound("ProvisioningFailed", "not found")).
		Assess("UnsetAndUnsetAreBound", data("unset-unset").IsBoundTo(volume("unset-unset"))).
		Assess("UnsetAndFilesystemAreBound", data("unset-files").IsBoundTo(volume("unset-files"))).
		Assess("FilesystemAndUnsetAreBound", data("files-unset").IsBoundTo(volume("files-unset"))).
		Assess("FilesystemAndFilesystemAreBound", data("files-files").IsBoundTo(volume("files-files"))).
		Assess("BlockAndBlockAreBound", data("block-block").IsBoundTo(volume("block-block"))).
		Assess("UnsetAndBlockAreNotBound", data("unset-block").StaysUnbound("ProvisioningFailed", "not found")).
		Assess("BlockAndUnsetAreNotBound", data("block-unset").StaysUnbound("ProvisioningFailed", "not found")).
		Assess("BlockAndFilesystemAreNotBound", data("block-files").StaysUnbound("ProvisioningFailed", "not found")).
		Assess("FilesystemAndBlockAreNotBound", data("files-block").StaysUnbound("ProvisioningFailed", "not found")))
}

func TestPVPhases(t *testing.T) {
	kept, undeletable := steps.PersistentVolume("kept"), steps.PersistentVolume("undeletable")
	phase, stamp := "{.status.phase}", "{.status.lastPhaseTransitionTime}"

	harness.Test(t, claims.PVPhases, harness.Feature().
		Setup("TwoVolumesAreMade", steps.Create("volumes.yaml")).
		Control("OneVolumeIsAvailable", undeletable.ComesToHave(phase, "Available")).
		Assess("ANewVolumeIsPending", steps.Offer("new.yaml").HasField(phase, "Pending")).
		Assess("AFreeVolumeIsAvailable", kept.ComesToHave(phase, "Available")).
		Assess("AFreeVolumeSaysSinceWhen", kept.HasSome(stamp)).
		Act("BothAreClaimed", steps.Create("claims.yaml")).
		Assess("AClaimedVolumeIsBound", kept.ComesToHave(phase, "Bound")).
		Assess("AClaimedVolumeSaysSinceWhen", kept.HasSome(stamp)).
		Control("TheOtherIsBoundToo", undeletable.ComesToHave(phase, "Bound")).
		Act("BothClaimsAreDeleted", steps.InOrder(steps.VolumeClaim("kept").Delete(), steps.VolumeClaim("undeletable").Delete())).
		Assess("AVolumeThatIsRetainedIsReleased", kept.ComesToHave(phase, "Released")).
		Assess("AVolumeThatNobodyCanDeleteIsFailed", undeletable.ComesToHave(phase, "Failed")).
		Assess("AFailedVolumeSaysSinceWhen", undeletable.HasSome(stamp)))
}

func TestPVCSpecIsFixedButForSize(t *testing.T) {
	data, waiting, grown := steps.VolumeClaim("data"), steps.VolumeClaim("waiting"), steps.VolumeClaim("grown")

	harness.Test(t, claims.PVCSpecIsFixedButForSize, harness.Feature().
		Setup("VolumesAndClaimsAreMade", steps.InOrder(steps.Create("volume.yaml"), steps.Create("claims.yaml"), steps.Create("class-that-grows.yaml"))).
		Setup("TwoClaimsAreBound", steps.InOrder(data.Binds(), grown.Binds())).
		Control("ALabelIsTaken", data.Takes(steps.Patch("label.yaml"))).
		Assess("OtherAccessModesAreRefused", data.Refuses(steps.Patch("access.yaml"), "spec is immutable after creation")).
		Assess("AnotherClassIsRefused", data.Refuses(steps.Patch("class.yaml"), "spec is immutable after creation")).
		Assess("ASelectorIsRefused", data.Refuses(steps.Patch("selector.yaml"), "spec is immutable after creation")).
		Assess("AnotherVolumeModeIsRefused", data.Refuses(steps.Patch("mode.yaml"), "immutable")).
		Assess("AnotherVolumeIsRefused", data.Refuses(steps.Patch("name.yaml"), "spec is immutable after creation")).
		Assess("ASizeIsTakenWhereTheClassLetsGrow", grown.Takes(steps.Patch("size.yaml"))).
		Assess("AVolumesNameIsTakenWhereThereIsNone", waiting.Takes(steps.Patch("name.yaml"))).
		Assess("TheNameIsNotTakenTwice", waiting.Refuses(steps.Patch("another-name.yaml"), "spec is immutable after creation")))
}

func TestPVSourceIsFixed(t *testing.T) {
	data := steps.PersistentVolume("data")

	harness.Test(t, claims.PVSourceIsFixed, harness.Feature().
		Setup("AVolumeIsMade", steps.Create("volume.yaml")).
		Control("ALabelIsTaken", data.Takes(steps.Patch("label.yaml"))).
		Assess("AnotherCapacityAndPolicyAreTaken", data.Takes(steps.Patch("rest.yaml"))).
		Assess("AnotherPathIsRefused", data.Refuses(steps.Patch("path.yaml"), "immutable after creation")).
		Assess("AnotherTypeIsRefused", data.Refuses(steps.Patch("type.yaml"), "immutable after creation")))
}

func TestPVNodeAffinityIsFixed(t *testing.T) {
	placed, anywhere := steps.PersistentVolume("placed"), steps.PersistentVolume("anywhere")

	harness.Test(t, claims.PVNodeAffinityIsFixed, harness.Feature().
		Setup("AVolumeOfANodeAndOneOfAnyAreMade", steps.Create("volumes.yaml")).
		Control("ALabelIsTaken", placed.Takes(steps.Patch("label.yaml"))).
		Assess("NodesAreTakenWhereNoneWereSet", anywhere.Takes(steps.Patch("elsewhere.yaml"))).
		Assess("OtherNodesAreRefused", placed.Refuses(steps.Patch("elsewhere.yaml"), "immutable")))
}

func TestPVBetaClassAnnotationStillWorks(t *testing.T) {
	volume := steps.PersistentVolume("old-way")

	harness.Test(t, claims.PVBetaClassAnnotationStillWorks, harness.Feature().
		Control("AVolumeWithTheFieldIsAdmitted", steps.Offer("plain.yaml").IsAdmitted()).
		Assess("TheAnnotationIsWarnedAbout", steps.Offer("offered.yaml").IsWarnedAbout("deprecated since v1.8")).
		Act("AVolumeWithTheAnnotationIsMade", steps.Create("volumes.yaml")).
		Act("TheVolumeIsAvailable", steps.AreAvailable(volume)).
		Act("TheClaimsAreMade", steps.Create("claims.yaml")).
		Control("AClaimOfAnotherClassFindsNoVolume", steps.VolumeClaim("other-class").StaysUnbound("ProvisioningFailed", "not found")).
		Assess("TheClaimWithTheAnnotationIsBound", steps.VolumeClaim("old-way").IsBoundTo(volume)))
}

func TestClaimWithAttributesClassBindsItsLike(t *testing.T) {
	plain, ordinary, golden := steps.PersistentVolume("plain"), steps.PersistentVolume("ordinary"), steps.PersistentVolume("golden")

	harness.Test(t, claims.ClaimWithAttributesClassBindsItsLike, harness.Feature().
		Setup("AVolumeWithAnAttributesClassAndTwoWithoutAreMade", steps.Create("volumes.yaml")).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(plain, ordinary, golden)).
		Act("AClaimOfNoAttributesClassNamesAVolumeWithoutOne", steps.Create("ordinary.yaml")).
		Control("TheClaimOfNoneIsBound", steps.VolumeClaim("ordinary").IsBoundTo(ordinary)).
		Act("AClaimNamesTheVolumeThatHasNone", steps.Create("by-name.yaml")).
		Assess("TheVolumeWithoutOneIsNotBound", steps.VolumeClaim("by-name").StaysUnbound("VolumeMismatch", "volumeAttributesClassName does not match")).
		Act("AClaimNamesNoVolume", steps.Create("golden.yaml")).
		Assess("TheClaimIsBoundToTheVolumeOfItsAttributesClass", steps.VolumeClaim("golden").IsBoundTo(golden)))
}
