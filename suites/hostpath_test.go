package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestHostPathSameNodeSamePathShared(t *testing.T) {
	here, there := steps.Pod("here"), steps.Pod("there").In("other")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.HostPathSameNodeSamePathShared, harness.Feature().
		Setup("PodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Act("OneWrites", here.Writes("/data/one", one)).
		Act("AndIntoItsEmptyDir", here.Writes("/own/one", one)).
		Control("AnotherPathIsNotShared", there.Lacks("/beside/one")).
		Control("AnEmptyDirIsNotShared", there.Lacks("/own/one")).
		Assess("TheOtherReadsIt", there.Reads("/data/one", one)).
		Act("TheOtherWrites", there.Writes("/data/two", two)).
		Assess("TheFirstReadsIt", here.Reads("/data/two", two)).
		Assess("BothPathsAreOneFolder", steps.InOrder(
			here.SeesTheFolderOf("/data", there.Container, "/data"), there.SeesTheFolderOf("/data", here.Container, "/data"))))
}

func TestHostPathSurvivesPodDeletion(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.HostPathSurvivesPodDeletion, harness.Feature().
		Setup("FirstPodIsReady", steps.Apply("first.yaml", first.PinnedTo(steps.FirstWorker))).
		Act("ItWritesARecord", first.Writes("/data/records", one)).
		Act("AndIntoItsEmptyDir", first.Writes("/own/records", one)).
		Control("NodeHasTheRecord", steps.NodeKeeps(steps.FirstWorker, "/kept/records")).
		Control("NodeHasTheEmptyDir", first.EmptyDirIsOnItsNode("own")).
		Act("FirstPodIsDeleted", first.Delete()).
		Assess("NodeKeepsTheRecord", steps.NodeKeeps(steps.FirstWorker, "/kept/records")).
		Act("SecondPodIsReady", steps.Apply("second.yaml", second.PinnedTo(steps.FirstWorker))).
		Control("TheNextPodsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("TheNextPodReadsTheRecord", second.Reads("/data/records", one)).
		Act("ItAddsARecord", second.Appends("/data/records", two)).
		Assess("BothRecordsAreInOrder", second.Reads("/data/records", one+two)))
}

func TestHostPathOtherNodeHasDifferentData(t *testing.T) {
	here, alsoHere, elsewhere := steps.Pod("here"), steps.Pod("also-here"), steps.Pod("elsewhere")
	token, other := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.HostPathOtherNodeHasDifferentData, harness.Feature().
		Setup("PodsAreReadyOnTwoNodes", steps.Apply("pods.yaml", here.PinnedTo(steps.FirstWorker),
			alsoHere.PinnedTo(steps.FirstWorker), elsewhere.PinnedTo(steps.SecondWorker))).
		Setup("TheyAreOnTwoNodes", steps.InOrder(here.RunsOn(steps.FirstWorker), elsewhere.RunsOn(steps.SecondWorker))).
		Act("TheOtherNodesPodWrites", steps.InOrder(elsewhere.Writes("/data/elsewhere", other), elsewhere.Writes("/data/token", other))).
		Act("OneNodesPodWrites", steps.InOrder(here.Writes("/data/here", token), here.Writes("/data/token", token))).
		Control("AnotherPodOnThatNodeReadsIt", alsoHere.Reads("/data/here", token)).
		Control("TheOtherNodesPodReadsItsOwn", elsewhere.Reads("/data/elsewhere", other)).
		Control("EachFileIsOnItsNode", steps.InOrder(steps.NodeKeeps(steps.FirstWorker, "/data/here"), steps.NodeKeeps(steps.SecondWorker, "/data/elsewhere"))).
		Assess("TheOtherNodesPodDoesNotSeeIt", elsewhere.LacksFor("/data/here", copiedBetweenNodes)).
		Assess("TheOtherNodeDoesNotHaveIt", steps.NodeLacks(steps.SecondWorker, "/data/here")).
		Assess("TheFirstNodeHasNothingOfTheOthers", alsoHere.Lacks("/data/elsewhere")).
		Assess("TheOtherNodesFileIsItsOwn", elsewhere.Reads("/data/token", other)).
		Assess("TheFirstNodesFileIsUnchanged", here.Reads("/data/token", token)))
}

// copiedBetweenNodes is how long a file is looked for on the other node: no program
// of Kubernetes copies hostPaths, and one of the cluster's own that does it every
// few seconds has come by some times.
const copiedBetweenNodes = 10 * time.Second

func TestHostPathRescheduledPodLosesData(t *testing.T) {
	untyped, typed := steps.Deployment("untyped"), steps.Deployment("typed")
	token := steps.NewToken()
	reads := func(p steps.PodRef) steps.Step { return p.Reads("/data/token", token) }
	waits := func(p steps.PodRef) steps.Step { return p.StaysStuckFor(mountIsTriedAgain) }

	harness.Test(t, claims.HostPathRescheduledPodLosesData, harness.Feature().
		Setup("UntypedIsCreated", steps.Create("untyped.yaml", untyped.PinnedTo(steps.FirstWorker))).
		Setup("UntypedIsReady", untyped.IsReadyOn(steps.FirstWorker)).
		Setup("DataIsWritten", untyped.InItsPod(func(p steps.PodRef) steps.Step { return p.Writes("/data/token", token) })).
		Setup("TypedIsCreated", steps.Create("typed.yaml", typed.PinnedTo(steps.FirstWorker))).
		Setup("TypedIsReady", typed.IsReadyOn(steps.FirstWorker)).
		Control("DataIsThereBeforeTheMove", typed.InItsPod(reads)).
		Act("TypedIsMoved", typed.MovesTo(steps.SecondWorker)).
		Assess("TypedDoesNotStart", steps.InOrder(
			typed.IsStuckOn(steps.SecondWorker, "FailedMount", "hostPath type check failed"), typed.InItsPod(waits))).
		Act("UntypedIsMoved", untyped.MovesTo(steps.SecondWorker)).
		Assess("UntypedRunsAllTheSame", untyped.IsReadyOn(steps.SecondWorker)).
		Assess("TheFolderOnTheOtherNodeIsEmpty", untyped.InItsPod(func(p steps.PodRef) steps.Step { return p.DirIsEmpty("/data") })).
		Assess("TypedStartsWhereTheFolderWasMade", typed.IsReadyOn(steps.SecondWorker)).
		Act("UntypedIsMovedBack", untyped.MovesTo(steps.FirstWorker)).
		Act("ItIsReadyThere", untyped.IsReadyOn(steps.FirstWorker)).
		Assess("DataIsThereAgain", untyped.InItsPod(reads)))
}

// mountIsTriedAgain is a time in which the kubelet tries a mount that failed some
// times more: after 0.5 s, and after twice as long each time
// (pkg/util/goroutinemap/exponentialbackoff, v1.37).
const mountIsTriedAgain = 8 * time.Second

func TestOrdinaryPodCannotSeeNodeFiles(t *testing.T) {
	ordinary, looking := steps.Pod("ordinary"), steps.Pod("looking")
	token := steps.NewToken()

	harness.Test(t, claims.OrdinaryPodCannotSeeNodeFiles, harness.Feature().
		Setup("TheNodeHasAFile", steps.NodeGetsFile(steps.FirstWorker, "/given/file", token)).
		Setup("PodsAreReadyOnThatNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("TheOrdinaryOneHasNoHostPath", ordinary.HasNoHostPath()).
		Control("AHostPathShowsIt", looking.Reads("/given/file", token)).
		Assess("WithoutAHostPathTheNodesFileIsNotThere", ordinary.LacksOfTheNode("/given/file")).
		Act("ItWritesIntoItsRoot", ordinary.Writes("/volconf-made-here", token)).
		Control("TheOrdinaryPodReadsItsOwnFile", ordinary.Reads("/volconf-made-here", token)).
		Assess("TheRootIsNotTheNodes", looking.Lacks("/node/volconf-made-here")).
		Control("AHostPathShowsTheKubeletsFolder", looking.HasPlacesBelow("/node", claim.KubeletRoot)).
		Assess("TheKubeletsFolderIsNotThere", ordinary.LacksPlaces(claim.KubeletRoot)).
		Control("AHostPathIsAMount", looking.MountsOfItsOwn("/given")).
		Assess("NoMountIsOfTheNode", ordinary.MountsOnlyWhatEveryPodIsGiven()))
}

func TestHostPathExposesNodeFileOrDirectory(t *testing.T) {
	looking, without := steps.Pod("looking").Named("main"), steps.Pod("looking").Named("without")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.HostPathExposesNodeFileOrDirectory, harness.Feature().
		Setup("TheNodeHasAFolderWithAFile", steps.NodeGetsFile(steps.FirstWorker, "/folder/file", one)).
		Setup("APodIsReadyOnThatNode", steps.Apply("pod.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("TheContainerWithoutHostPathSeesNothing", without.Lacks("/folder/file", "/one-file")).
		Assess("TheFolderIsThere", looking.Reads("/folder/file", one)).
		Assess("TheFileIsThereByItself", looking.Reads("/one-file", one)).
		Act("ItIsWrittenTo", looking.Appends("/one-file", two)).
		Assess("TheFileIsTheNodes", looking.Reads("/folder/file", one+two)).
		Assess("TheDeviceIsOne", looking.IsOfType("/device", "character special file")).
		Assess("TheDeviceWorks", looking.Prints("4", "sh", "-c", "head -c 4 /device | wc -c")).
		Assess("ADeviceThatNotEveryContainerMayUseIsOne", looking.IsOfType("/guarded-device", "character special file")).
		Assess("TheGuardedDeviceCannotBeOpened", looking.CannotOpen("/guarded-device")).
		Assess("TheSocketIsOne", looking.IsOfType("/socket", "socket")))
}

func TestSystemPodsUseHostPath(t *testing.T) {
	harness.Test(t, claims.SystemPodsUseHostPath, harness.Feature().
		Setup("AnOrdinaryPodIsReady", steps.Apply("pod.yaml")).
		Control("TheOrdinaryPodHasNoHostPath", steps.Pod("ordinary").HasNoHostPath()).
		Assess("SystemPodsDo", steps.SystemPodsUseTheNode()))
}

func TestHostPathTypeChecks(t *testing.T) {
	met, missing := steps.Pod("met"), steps.Pod("nothing-there")

	harness.Test(t, claims.HostPathTypeChecks, harness.Feature().
		Setup("TheNodeHasAFile", steps.NodeGetsFile(steps.FirstWorker, "/there/file", "x")).
		Setup("TheNodeHasAFolder", steps.NodeGetsFolder(steps.FirstWorker, "/there/folder")).
		Act("PodsWithSomethingElseInPlaceAreCreated", steps.Create("unmet.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("ThePodWhoseTypesAreMetIsReady", steps.Apply("met.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Assess("WithoutATypeAFolderIsMade", steps.NodeHasA(steps.FirstWorker, "directory", "/made/untyped")).
		Assess("AFolderIsMadeWithLeave", steps.NodeHasA(steps.FirstWorker, "directory", "/made/folder-or-create")).
		Assess("AFileIsMadeWithLeave", steps.NodeHasA(steps.FirstWorker, "file", "/there/file-or-create")).
		Assess("WhatIsThereIsFound", steps.InOrder(met.IsOfType("/folder", "directory"), met.Reads("/file", "x"),
			met.IsOfType("/socket", "socket"), met.IsOfType("/device", "character special file"))).
		Assess("AMissingFolderIsNotMade", steps.Pod("no-folder").IsStuck("FailedMount", "hostPath type check failed")).
		Assess("AMissingFileIsNotMade", missing.IsStuck("FailedMount", "/there/none is not a file")).
		Assess("AMissingSocketIsNotMade", missing.IsStuck("FailedMount", "/there/none is not a socket")).
		Assess("AMissingDeviceIsNotMade", missing.IsStuck("FailedMount", "/there/none is not a character device")).
		Assess("AMissingDiskIsNotMade", missing.IsStuck("FailedMount", "/there/none is not a block device")).
		Assess("AFileIsNoFolder", steps.Pod("file-as-folder").IsStuck("FailedMount", "is not a directory")).
		Assess("AFolderIsNoFile", steps.Pod("folder-as-file").IsStuck("FailedMount", "is not a file")).
		Assess("AFileIsNoSocket", steps.Pod("file-as-socket").IsStuck("FailedMount", "is not a socket")).
		Assess("AFileIsNoDevice", steps.Pod("file-as-device").IsStuck("FailedMount", "is not a character device")).
		Assess("AFileIsNoDisk", steps.Pod("file-as-disk").IsStuck("FailedMount", "is not a block device")).
		Assess("AFileIsNotMadeWithoutItsFolder", steps.Pod("no-parent").IsStuck("FailedMount", "no such file or directory")).
		Assess("APodGoesOnWaiting", missing.StaysStuckFor(mountTries)).
		Assess("NothingWasMade", steps.NodeLacks(steps.FirstWorker, "/there/none")))
}

// mountTries is long enough for the kubelet to try a mount again: after 0.5 s, and then
// after twice the time before (pkg/util/goroutinemap/exponentialbackoff, v1.37).
const mountTries = 10 * time.Second

func TestHostPathIdenticalTemplateDiffersByNode(t *testing.T) {
	reader := steps.DaemonSet("reader")
	one, two := steps.NewToken(), steps.NewToken()
	fromAPI := func(p steps.PodRef) steps.Step { return p.Reads("/api/config", "same-everywhere") }

	harness.Test(t, claims.HostPathIdenticalTemplateDiffersByNode, harness.Feature().
		Setup("EachNodeHasAFile", steps.InOrder(steps.NodeGetsFile(steps.FirstWorker, "/etc/config", one),
			steps.NodeGetsFile(steps.SecondWorker, "/etc/config", two))).
		Setup("TheDaemonSetIsCreated", steps.Create("reader.yaml")).
		Setup("ItIsReadyOnBothNodes", reader.IsReadyOn(steps.FirstWorker, steps.SecondWorker)).
		Control("BothPodsHaveOneTemplate", reader.HasOneTemplateOn(steps.FirstWorker, steps.SecondWorker)).
		Control("FromTheAPIBothReadTheSame", steps.InOrder(reader.InItsPodOn(steps.FirstWorker, fromAPI), reader.InItsPodOn(steps.SecondWorker, fromAPI))).
		Assess("OneReadsItsNodesFile", reader.InItsPodOn(steps.FirstWorker, func(p steps.PodRef) steps.Step { return p.Reads("/node/config", one) })).
		Assess("TheOtherReadsItsOwn", reader.InItsPodOn(steps.SecondWorker, func(p steps.PodRef) steps.Step { return p.Reads("/node/config", two) })))
}

func TestHostPathNotCountedAsEphemeralStorage(t *testing.T) {
	onTheNode, ofItsOwn := steps.Pod("on-the-node"), steps.Pod("of-its-own")

	harness.Test(t, claims.HostPathNotCountedAsEphemeralStorage, harness.Feature().
		Setup("ThePodThatFillsAHostPathRuns", steps.Apply("host.yaml", onTheNode.PinnedTo(steps.FirstWorker))).
		Setup("TheFileIsWhole", onTheNode.ComesToPrint("62914560", "stat", "-c", "%s", "/data/filled")).
		Setup("ThePodThatFillsAnEmptyDirIsCreated", steps.Create("own.yaml", ofItsOwn.PinnedTo(steps.FirstWorker))).
		Assess("TheHostPathsPodRunsOnWhileTheOtherIsEvicted", onTheNode.StaysReadyWhile(
			ofItsOwn.ComesToBeEvicted("ephemeral", steps.LocalEviction), evictionPeriod)).
		Assess("TheFileInTheHostPathIsStillThere", onTheNode.Prints("62914560", "stat", "-c", "%s", "/data/filled")))
}

// evictionPeriod is the longest the kubelet takes to see what a Pod has written
// and to act on it: statistics every minute (volumeStatsAggPeriod), a look at
// them every ten seconds (pkg/kubelet/eviction, v1.37).
const evictionPeriod = 75 * time.Second

func TestHostPathExposesPrivilegedInterfaces(t *testing.T) {
	ordinary, looking := steps.Pod("looking"), steps.Pod("looking").Named("looking") // the first container, and the second

	harness.Test(t, claims.HostPathExposesPrivilegedInterfaces, harness.Feature().
		Setup("APodIsReadyOnANode", steps.Apply("pod.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("AnOrdinaryContainerHasNeither", ordinary.LacksPlaces(claim.RuntimeSocket, claim.KubeletPKI)).
		Control("WhatIsNoSocketTakesNoConnection", looking.CannotConnect("/kubelet-pki")).
		Assess("TheRuntimesSocketTakesAConnection", looking.Connects("/runtime.sock")).
		Assess("TheKubeletsCertificatesAreRead", looking.ReadsACertificateIn("/kubelet-pki")))
}

func TestHostPathReadwriteSubvertsPathAllowlist(t *testing.T) {
	linking, following, reading := steps.Pod("linking"), steps.Pod("following"), steps.Pod("reading").In("strict")
	secret := steps.NewToken()

	harness.Test(t, claims.HostPathReadwriteSubvertsPathAllowlist, harness.Feature().
		Setup("TheNodeHasTheAllowedFolder", steps.NodeGetsFolder(steps.FirstWorker, "/allowed")).
		Setup("AndAFileOutside", steps.NodeGetsFile(steps.FirstWorker, "/outside/secret", secret)).
		Setup("ThereIsAStricterNamespace", steps.NamespaceAt("strict", claim.Privileged)).
		Setup("ThePoliciesAreMade", steps.Create("policies.yaml")).
		Control("ThePolicyKeepsPodsInTheFolder", steps.Offer("outside.yaml").ComesToBeRejected(422, "hostPath only below the allowed folder")).
		Control("AFolderWhoseNameBeginsAlikeIsOutside", steps.Offer("beside.yaml").IsRejected(422, "hostPath only below the allowed folder")).
		Control("TheStricterOneWantsReadOnlyMounts", steps.Offer("strict-writing.yaml").ComesToBeRejected(422, "only read-only mounts")).
		Act("AReadingPodIsReady", steps.Apply("strict-reading.yaml", reading.PinnedTo(steps.FirstWorker))).
		Control("TheReadingPodMakesALinkWhereItMayWrite", reading.Prints("../outside", "sh", "-c", "ln -sfn ../outside /tmp/link && readlink /tmp/link")).
		Assess("TheReadingPodCannotMakeALinkInTheVolume", reading.CannotRun("Read-only file system", "ln", "-s", "../outside", "/data/link")).
		Act("AWritingPodIsReady", steps.Apply("linking.yaml", linking.PinnedTo(steps.FirstWorker))).
		Control("TheWritingPodDoesNotSeeWhatIsOutside", linking.DirIsEmpty("/data")).
		Act("ItMakesALink", linking.Runs("ln", "-sfn", "../outside", "/data/link")).
		Assess("APodThatNamesTheLinkIsAdmitted", steps.Offer("following.yaml").IsAdmitted()).
		Act("ItIsReady", steps.Apply("following.yaml", following.PinnedTo(steps.FirstWorker))).
		Assess("ThePodThatNamesTheLinkSeesWhatIsOutside", following.Reads("/data/secret", secret)))
}

func TestHostPathRejectedByPodSecurityBaseline(t *testing.T) {
	harness.Test(t, claims.HostPathRejectedByPodSecurityBaseline, harness.Feature().
		Setup("ThereIsANamespaceOfLevelBaseline", steps.NamespaceAt("baseline", claim.Baseline)).
		Setup("AndOneOfLevelRestricted", steps.NamespaceAt("restricted", claim.Restricted)).
		Control("APrivilegedNamespaceAdmitsIt", steps.Offer("privileged.yaml").IsAdmitted()).
		Control("AnEmptyDirIsAdmittedByBoth", steps.InOrder(steps.Offer("baseline-emptydir.yaml").IsAdmitted(), steps.Offer("restricted-emptydir.yaml").IsAdmitted())).
		Assess("BaselineRefusesIt", steps.Offer("baseline.yaml").IsRejected(403, `hostPath volumes (volume "data")`)).
		Assess("RestrictedRefusesIt", steps.Offer("restricted.yaml").IsRejected(403, `restricted volume types (volume "data" uses restricted volume type "hostPath")`)))
}

func TestLocalPVIsTheRecommendedAlternative(t *testing.T) {
	first, next, away := steps.Pod("first"), steps.Pod("local-next"), steps.Pod("local-away")
	hostAway := steps.Pod("host-away")
	token := steps.NewToken()

	harness.Test(t, claims.LocalPVIsTheRecommendedAlternative, harness.Feature().
		Setup("TheNodeHasTheFolders", steps.InOrder(steps.NodeGetsFolder(steps.FirstWorker, "/local"), steps.NodeGetsFolder(steps.FirstWorker, "/host"))).
		Setup("TheVolumesAreMade", steps.Create("storage.yaml", steps.PersistentVolume("local").SaysItIsOn(steps.FirstWorker))).
		Setup("APodUsesBoth", steps.Apply("first.yaml", first.PinnedTo(steps.FirstWorker))).
		Act("ItWritesIntoBoth", steps.InOrder(first.Writes("/local/token", token), first.Writes("/host/token", token))).
		Control("OfTheHostPathItReadsWhatItsNodeHas", steps.InOrder(first.Reads("/host/token", token), steps.NodeKeeps(steps.FirstWorker, "/host/token"))).
		Act("ItIsDeleted", first.Delete()).
		Act("TheHostPathsNextPodAsksForTheOtherNode", steps.Create("host-away.yaml", hostAway.PinnedTo(steps.SecondWorker))).
		Assess("TheHostPathsNextPodRunsElsewhere", hostAway.ComesToRunOn(steps.SecondWorker)).
		Assess("OnTheOtherNodeTheHostPathIsEmpty", hostAway.DirIsEmpty("/data")).
		Control("OneThatSaysSoIsAdmitted", steps.Offer("somewhere.yaml").IsAdmitted()).
		Assess("ALocalVolumeMustSayWhereItIs", steps.Offer("anywhere.yaml").IsRejected(422, "Local volume requires node affinity")).
		Act("TheLocalOnesNextPodIsReady", steps.Apply("local-next.yaml")).
		Assess("TheNextPodIsOnTheNodeOfTheData", next.RunsOn(steps.FirstWorker)).
		Assess("TheNextPodReadsTheData", next.Reads("/data/token", token)).
		Act("APodAsksForTheOtherNode", steps.Create("local-away.yaml", away.PinnedTo(steps.SecondWorker))).
		Assess("ThePodThatMustBeElsewhereIsNotScheduled", away.IsUnschedulable("volume node affinity conflict", "didn't match PersistentVolume's node affinity")))
}

func TestHostPathDrainLeavesDataBehind(t *testing.T) {
	host, local := steps.Deployment("host"), steps.Deployment("local")
	token := steps.NewToken()
	writes := func(p steps.PodRef) steps.Step { return p.Writes("/data/token", token) }
	reads := func(p steps.PodRef) steps.Step { return p.Reads("/data/token", token) }
	empty := func(p steps.PodRef) steps.Step { return p.DirIsEmpty("/data") }
	waits := func(p steps.PodRef) steps.Step {
		return p.IsUnschedulable("volume node affinity conflict", "didn't match PersistentVolume's node affinity")
	}

	harness.Test(t, claims.HostPathDrainLeavesDataBehind, harness.Feature().
		Setup("TheNodeHasAFolderForTheVolume", steps.NodeGetsFolder(steps.FirstWorker, "/local")).
		Setup("TheVolumeIsMade", steps.Create("storage.yaml", steps.PersistentVolume("local").SaysItIsOn(steps.FirstWorker))).
		Setup("OneNodeIsCordoned", steps.SecondWorker.IsCordoned()).
		Setup("TheDeploymentsAreCreated", steps.Create("deployments.yaml",
			host.MayRunOn(steps.FirstWorker, steps.SecondWorker), local.MayRunOn(steps.FirstWorker, steps.SecondWorker))).
		Setup("BothAreReadyOnTheOtherNode", steps.InOrder(host.IsReadyOn(steps.FirstWorker), local.IsReadyOn(steps.FirstWorker))).
		Act("BothWrite", steps.InOrder(host.InItsPod(writes), local.InItsPod(writes))).
		Act("TheNodesChangeRoles", steps.InOrder(steps.SecondWorker.IsUncordoned(), steps.FirstWorker.IsCordoned())).
		Control("ACordonAloneMovesNothing", steps.InOrder(host.InItsPod(reads), local.InItsPod(reads))).
		Act("TheHostPathsPodIsEvicted", host.IsEvicted()).
		Assess("TheHostPathsPodRunsOnTheOtherNode", host.IsReadyOn(steps.SecondWorker)).
		Assess("TheFolderOnTheOtherNodeIsEmpty", host.InItsPod(empty)).
		Act("TheLocalVolumesPodIsEvicted", local.IsEvicted()).
		Assess("TheLocalVolumesPodWaitsForItsNode", local.InItsPod(waits)).
		Act("TheNodesChangeRolesAgain", steps.InOrder(steps.FirstWorker.IsUncordoned(), steps.SecondWorker.IsCordoned())).
		Control("TheLocalVolumesPodIsReadyThereAndReads", steps.InOrder(local.IsReadyOn(steps.FirstWorker), local.InItsPod(reads))).
		Act("TheHostPathsPodIsEvictedToo", host.IsEvicted()).
		Act("ItIsBack", host.IsReadyOn(steps.FirstWorker)).
		Assess("OnTheFirstNodeTheDataAreThereAgain", host.InItsPod(reads)))
}

func TestTypeHostPathNodeFilesystem(t *testing.T) {
	pod := steps.Pod("looking")
	token := steps.NewToken()

	harness.Test(t, claims.TypeHostPathNodeFilesystem, harness.Feature().
		Setup("TheNodeHasAFolder", steps.NodeGetsFile(steps.FirstWorker, "/folder/given", token)).
		Setup("APodIsReadyOnThatNode", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Act("ItWritesIntoBoth", steps.InOrder(pod.Writes("/data/written", token), pod.Writes("/own/elsewhere", token))).
		Control("AnEmptyDirHasNothingOfTheNode", pod.Lacks("/own/given")).
		Control("TheNodeHasNothingOfTheEmptyDir", steps.NodeLacks(steps.FirstWorker, "/folder/elsewhere")).
		Assess("TheNodesFileIsThere", pod.Reads("/data/given", token)).
		Assess("TheNodeHasWhatWasWritten", steps.NodeKeeps(steps.FirstWorker, "/folder/written")))
}
