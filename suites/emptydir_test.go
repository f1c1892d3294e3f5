package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestEmptyDirStartsEmpty(t *testing.T) {
	pod := steps.Pod("fresh")

	harness.Test(t, claims.EmptyDirStartsEmpty, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("TheImagesFileIsSeenWithoutTheVolume", pod.Named("look-without-volume").Logged("1")).
		Assess("OnDiskItStartsEmpty", pod.Named("look-at-disk").Logged("0")).
		Assess("InMemoryItStartsEmpty", pod.Named("look-at-memory").Logged("0")).
		Act("AFileIsWritten", pod.Named("main").Writes("/disk/file", "content")).
		Control("AFileWouldBeSeen", pod.Named("main").Reads("/disk/file", "content")).
		Assess("TheOtherVolumeStaysEmpty", pod.Named("main").DirIsEmpty("/memory")))
}

func TestEmptyDirSharedWithinPod(t *testing.T) {
	left, right := steps.Pod("sharing").Named("left"), steps.Pod("sharing").Named("right")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.EmptyDirSharedWithinPod, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("LeftWrites", left.Writes("/left/one", one)).
		Act("RightWrites", right.Writes("/right/two", two)).
		Act("LeftWritesOutsideTheVolume", left.Writes("/tmp/outside", one)).
		Control("RightDoesNotSeeWhatIsOutside", right.Lacks("/tmp/outside")).
		Assess("RightReadsWhatLeftWrote", right.Reads("/right/one", one)).
		Assess("LeftReadsWhatRightWrote", left.Reads("/left/two", two)).
		Assess("BothReadWhatTheInitContainerWrote", steps.InOrder(
			left.Reads("/left/init", "from-init\n"), right.Reads("/right/init", "from-init\n"))).
		Assess("BothPathsLeadToOneFile", steps.InOrder(
			left.SeesTheFileOf("/left/one", right, "/right/one"), right.SeesTheFileOf("/right/two", left, "/left/two"))).
		Act("RightAppends", right.Appends("/right/one", two)).
		Assess("LeftReadsWhatWasAppended", left.Reads("/left/one", one+two)).
		Act("RightRenames", right.Renames("/right/one", "/right/renamed")).
		Assess("LeftSeesTheNewName", left.Reads("/left/renamed", one+two)).
		Assess("LeftNoLongerSeesTheOldName", left.Lacks("/left/one")).
		Act("RightDeletes", right.Runs("rm", "-f", "/right/renamed")).
		Assess("LeftNoLongerSeesTheFile", left.Lacks("/left/renamed")))
}

func TestEmptyDirNotSharedAcrossPods(t *testing.T) {
	left, right := steps.Pod("left"), steps.Pod("right")
	token, other := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.EmptyDirNotSharedAcrossPods, harness.Feature().
		Setup("BothPodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Setup("TheyAreOnOneNode", steps.InOrder(left.RunsOn(steps.FirstWorker), right.RunsOn(steps.FirstWorker))).
		Act("LeftWritesIntoItsEmptyDir", left.Writes("/own/token", token)).
		Act("LeftWritesIntoTheHostPath", left.Writes("/host/token", token)).
		Control("LeftReadsItsOwn", left.Reads("/own/token", token)).
		Control("RightSeesTheHostPath", right.Reads("/host/token", token)).
		Assess("RightsEmptyDirIsEmpty", right.DirIsEmpty("/own")).
		Act("RightWritesToo", right.Writes("/own/other", other)).
		Control("RightReadsItsOwn", right.Reads("/own/other", other)).
		Assess("LeftDoesNotSeeWhatRightWrote", left.Lacks("/own/other")).
		Assess("TheNodeHasAFolderForEach", steps.InOrder(
			left.EmptyDirIsOnItsNode("own"), right.EmptyDirIsOnItsNode("own"), left.HasAnEmptyDirApartFrom(right, "own"))))
}

func TestEmptyDirLostWithPod(t *testing.T) {
	pod := steps.Pod("keeper")
	token := steps.NewToken()

	harness.Test(t, claims.EmptyDirLostWithPod, harness.Feature().
		Setup("PodIsReady", steps.Apply("keeper.yaml", pod.PinnedTo(steps.FirstWorker))).
		Act("TokenIsWritten", pod.Writes("/data/token", token)).
		Control("NodeHasTheVolumesFolder", pod.EmptyDirIsOnItsNode("data")).
		Control("ContainerRestartKeepsIt", steps.InOrder(pod.Restarts(), pod.Reads("/data/token", token))).
		Assess("NodeLosesTheFolderWithThePod", pod.DeletedWithItsEmptyDir("data")).
		Act("PodIsMadeAnewOnTheSameNode", pod.ComesBack()).
		Assess("VolumeIsEmpty", pod.DirIsEmpty("/data")))
}

func TestEmptyDirGoneWhenPodTerminates(t *testing.T) {
	succeeds, fails, half := steps.Pod("succeeds"), steps.Pod("fails"), steps.Pod("half-done")
	token := steps.NewToken()

	harness.Test(t, claims.EmptyDirGoneWhenPodTerminates, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("NodeHasTheFolders", steps.InOrder(
			succeeds.EmptyDirIsOnItsNode("data"), fails.EmptyDirIsOnItsNode("data"), half.EmptyDirIsOnItsNode("data"))).
		Act("TokenIsWritten", half.Named("long").Writes("/data/token", token)).
		Act("TheyAreToldToEnd", steps.InOrder(
			succeeds.EndsBy("touch", "/data/end"), fails.EndsBy("touch", "/data/end"), half.Named("short").EndsBy("touch", "/data/end"))).
		Control("OneContainerOfThreeHasEnded", half.Named("short").Completes()).
		Assess("OnePodHasSucceeded", succeeds.Ends(steps.Succeeded)).
		Assess("OnePodHasFailed", fails.Ends(steps.Failed)).
		Assess("TheSucceededLosesItsFolder", succeeds.LosesItsEmptyDirWhileListed("data")).
		Assess("TheFailedLosesItsFolder", fails.LosesItsEmptyDirWhileListed("data")).
		Assess("WhereAContainerRunsTheFolderStays", half.EmptyDirIsOnItsNode("data")).
		Assess("WhereAContainerRunsTheContentStays", half.Named("long").Reads("/data/token", token)))
}

func TestEmptyDirSingleContainerScratchLargerThanMemory(t *testing.T) {
	scratch := steps.Pod("scratch").Named("main")

	harness.Test(t, claims.EmptyDirSingleContainerScratchLargerThanMemory, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Control("InMemoryTheDataCannotBeSorted", steps.Pod("scratch").Named("in-memory").RunsOutOfMemory()).
		Control("ByWayOfAVolumeInMemoryNeither", steps.Pod("memory-volume").EndsInFailure()).
		Assess("ByWayOfTheVolumeTheDataAreSorted", scratch.Completes()).
		Assess("AllLinesAreSorted", scratch.Logged("sorted 524288 lines")))
}

func TestEmptyDirMemoryMediumCountsAgainstMemory(t *testing.T) {
	memory, disk := steps.Pod("fills-memory").Named("main"), steps.Pod("two-limits").Named("fills-disk")

	harness.Test(t, claims.EmptyDirMemoryMediumCountsAgainstMemory, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Setup("TheyRun", steps.InOrder(memory.IsRunning(), disk.IsRunning())).
		Control("OnDiskAsMuchCanBeWritten", steps.InOrder(
			disk.ComesToLog("wrote-part"), steps.Pod("two-limits").Named("overfills-disk").Completes())).
		Control("OnDiskItIsNotCharged", disk.IsNotChargedForFilesInMemory()).
		Assess("InMemoryItCanBeWrittenBelowTheLimit", memory.ComesToLog("wrote-part")).
		Assess("FilesInMemoryAreCharged", memory.IsChargedForFilesInMemory(16)).
		Assess("TheVolumeIsAsLargeAsThePodsLimit", memory.HasAFileSystemAsLargeAsItsPod("/data")).
		Assess("TheVolumeIsAsLargeAsAllLimitsTogether", disk.HasAFileSystemAsLargeAsItsPod("/memory")).
		Assess("MoreThanTheLimitCannotBeWritten", steps.Pod("overfills-memory").RunsOutOfMemoryOrSpace()))
}

func TestEmptyDirMode0777(t *testing.T) {
	plain, grouped := steps.Pod("plain"), steps.Pod("grouped")

	harness.Test(t, claims.EmptyDirMode0777, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("TheUserMayNotWriteElsewhere", plain.IsDeniedToWriteIn("/etc/volconf")).
		Assess("OnDiskTheModeIs0777", plain.HasMode("/data", "777")).
		Assess("InMemoryTheModeIs1777", plain.HasMode("/memory", "1777")).
		Assess("TheUserMayWrite", steps.InOrder(plain.IsAllowedToWriteIn("/data"), plain.IsAllowedToWriteIn("/memory"))).
		Assess("AnFSGroupIsPassedOn", grouped.HasMode("/data", "2777")).
		Act("AFileIsWritten", grouped.Writes("/data/file", "one")).
		Assess("ANewFileBelongsToTheGroup", grouped.BelongsToGroup("/data/file", "4242")))
}

func TestEmptyDirOverSizeLimitEvicted(t *testing.T) {
	limited, roomy, memory := steps.Pod("limited"), steps.Pod("roomy"), steps.Pod("in-memory")

	harness.Test(t, claims.EmptyDirOverSizeLimitEvicted, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("NodeHasTheFolder", limited.EmptyDirIsOnItsNode("data")).
		Act("TheSameIsWrittenIntoBoth", steps.InOrder(
			roomy.Runs("dd", "if=/dev/urandom", "of=/data/fill", "bs=20M", "count=1"),
			limited.Runs("dd", "if=/dev/urandom", "of=/data/fill", "bs=20M", "count=1"))).
		Assess("OverTheLimitThePodIsEvicted", limited.IsEvictedWhileOtherRuns(
			`Usage of EmptyDir volume "data" exceeds the limit "10Mi"`, steps.LocalEviction, roomy)).
		Assess("TheEvictedLosesItsFolder", limited.LosesItsEmptyDirWhileListed("data")).
		Assess("TheTwinKeepsItsFolder", roomy.EmptyDirIsOnItsNode("data")).
		Assess("InMemoryTheLimitIsTheEndOfTheVolume", memory.CannotRun("No space left on device",
			"dd", "if=/dev/urandom", "of=/data/fill", "bs=1M", "count=20")).
		Assess("InMemoryThePodIsNotEvicted", memory.HasPhase(steps.Running)))
}

func TestEmptyDirSurvivesKubeletRestart(t *testing.T) {
	pod, token := steps.Pod("keeper"), steps.NewToken()

	harness.Test(t, claims.EmptyDirSurvivesKubeletRestart, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Act("TokensAreWritten", steps.InOrder(
			pod.Writes("/disk/token", token), pod.Writes("/memory/token", token), pod.Writes("/tmp/token", token))).
		Control("BothTokensAreThere", steps.InOrder(pod.Reads("/disk/token", token), pod.Reads("/memory/token", token))).
		// A kubelet that gets a new Pod ready has looked after those that it found.
		Assess("ThePodIsAsItWas", pod.StaysAsItIsThrough(steps.InOrder(
			steps.Pod("operator").RestartsTheKubelet(), steps.Apply("next.yaml", steps.AllPinnedTo(steps.FirstWorker))))).
		Assess("BothVolumesKeepTheirTokens", steps.InOrder(pod.Reads("/disk/token", token), pod.Reads("/memory/token", token))).
		Act("ThenTheContainerRestarts", pod.Restarts()).
		Control("WhatIsOutsideTheVolumesIsLost", pod.Lacks("/tmp/token")).
		Assess("TheNewContainerFindsTheTokens", steps.InOrder(pod.Reads("/disk/token", token), pod.Reads("/memory/token", token))).
		Assess("TheContainerWasRestartedOnce", pod.WasRestarted(1)))
}

func TestEmptyDirSurvivesNodeRestart(t *testing.T) {
	pod, elsewhere := steps.Pod("keeper"), steps.Pod("elsewhere")
	token := steps.NewToken()

	harness.Test(t, claims.EmptyDirSurvivesNodeRestart, harness.Feature().
		Setup("PodsAreReadyOnTwoNodes", steps.Apply("pods.yaml", pod.PinnedTo(steps.FirstWorker), elsewhere.PinnedTo(steps.SecondWorker))).
		Act("TokensAreWritten", steps.InOrder(pod.Writes("/disk/token", token), pod.Writes("/memory/token", token),
			pod.Writes("/tmp/token", token), elsewhere.Writes("/memory/token", token))).
		Control("BothTokensAreThere", steps.InOrder(pod.Reads("/disk/token", token), pod.Reads("/memory/token", token))).
		Act("TheNodeRestarts", steps.FirstWorker.Restarts()).
		Control("ThePodWasRestartedWithIt", pod.HasRestarted()).
		Control("WhatIsOutsideTheVolumesIsLost", pod.Lacks("/tmp/token")).
		Control("AnotherNodesMemoryIsAsItWas", elsewhere.Reads("/memory/token", token)).
		Assess("OnDiskTheTokenIsThere", pod.Reads("/disk/token", token)).
		Assess("InMemoryTheVolumeIsEmpty", pod.DirIsEmpty("/memory")))
}

func TestTypeEmptyDirEphemeral(t *testing.T) {
	pod := steps.Pod("brief")
	token := steps.NewToken()

	harness.Test(t, claims.TypeEmptyDirEphemeral, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Control("AFolderOfTheImageIsNotEmpty", pod.HoldsExactly(steps.ImageFolder, steps.ImageFileName)).
		Assess("TheEmptyDirStartsEmpty", pod.DirIsEmpty("/data")).
		Act("TokenIsWritten", steps.InOrder(pod.Writes("/data/token", token), pod.Writes("/host/token", token))).
		Control("TokenIsThere", pod.Reads("/data/token", token)).
		Act("PodIsMadeAnewOnTheSameNode", steps.InOrder(pod.Delete(), pod.ComesBack())).
		Control("TheNodesFolderHasIt", pod.Reads("/host/token", token)).
		Assess("TheEmptyDirHasNot", pod.DirIsEmpty("/data")))
}
