package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestEmptyDirStartsEmpty(t *testing.T) {
	pod := steps.Pod("fresh")

	harness.Test(t, claim.EmptyDirStartsEmpty, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("WithoutVolumeTheImagesFileIsSeen", pod.Named("look-without-volume").Logged("1")).
		Assess("OnDiskItStartsEmpty", pod.Named("look-at-disk").Logged("0")).
		Assess("InMemoryItStartsEmpty", pod.Named("look-at-memory").Logged("0")).
		Act("AFileIsWritten", pod.Named("main").Writes("/disk/file", "content")).
		Control("AFileWouldBeSeen", pod.Named("main").Reads("/disk/file", "content")).
		Assess("TheOtherVolumeStaysEmpty", pod.Named("main").DirIsEmpty("/memory")))
}

func TestEmptyDirSharedWithinPod(t *testing.T) {
	left, right := steps.Pod("sharing").Named("left"), steps.Pod("sharing").Named("right")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.EmptyDirSharedWithinPod, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("LeftWrites", left.Writes("/left/one", one)).
		Act("RightWrites", right.Writes("/right/two", two)).
		Act("LeftWritesOutsideTheVolume", left.Writes("/tmp/outside", one)).
		Control("RightDoesNotSeeWhatIsOutside", right.Lacks("/tmp/outside")).
		Assess("RightReadsWhatLeftWrote", right.Reads("/right/one", one)).
		Assess("LeftReadsWhatRightWrote", left.Reads("/left/two", two)).
		Assess("BothReadWhatTheInitContainerWrote", steps.InOrder(
			left.Reads("/left/init", "from-init\n"), right.Reads("/right/init", "from-init\n"))).
		Assess("ItIsOneFile", left.SeesTheFileOf("/left/one", right, "/right/one")).
		Act("RightAppends", right.Appends("/right/one", two)).
		Assess("LeftReadsWhatWasAppended", left.Reads("/left/one", one+two)).
		Act("RightRenames", right.Runs("mv", "/right/one", "/right/renamed")).
		Assess("LeftSeesTheNewName", left.Reads("/left/renamed", one+two)).
		Assess("LeftNoLongerSeesTheOldName", left.Lacks("/left/one")).
		Act("RightDeletes", right.Runs("rm", "/right/renamed")).
		Assess("LeftNoLongerSeesTheFile", left.Lacks("/left/renamed")))
}

func TestEmptyDirNotSharedAcrossPods(t *testing.T) {
	left, right := steps.Pod("left"), steps.Pod("right")
	token := steps.NewToken()

	harness.Test(t, claim.EmptyDirNotSharedAcrossPods, harness.Feature().
		Setup("BothPodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Setup("TheyAreOnOneNode", steps.InOrder(left.RunsOn(steps.FirstWorker), right.RunsOn(steps.FirstWorker))).
		Act("LeftWritesIntoItsEmptyDir", left.Writes("/own/token", token)).
		Act("LeftWritesIntoTheHostPath", left.Writes("/host/token", token)).
		Control("LeftReadsItsOwn", left.Reads("/own/token", token)).
		Control("RightSeesTheHostPath", right.Reads("/host/token", token)).
		Assess("RightsEmptyDirIsEmpty", right.DirIsEmpty("/own")).
		Assess("TheyAreTwoFolders", right.SeesAnotherFileThan("/own", left.Container, "/own")).
		Assess("TheNodeHasAFolderForEach", steps.InOrder(
			left.EmptyDirIsOnItsNode("own"), right.EmptyDirIsOnItsNode("own"))))
}

func TestEmptyDirLostWithPod(t *testing.T) {
	pod := steps.Pod("keeper")
	token := steps.NewToken()

	harness.Test(t, claim.EmptyDirLostWithPod, harness.Feature().
		Setup("PodIsReady", steps.Apply("keeper.yaml", pod.PinnedTo(steps.FirstWorker))).
		Act("TokenIsWritten", pod.Writes("/data/token", token)).
		Control("NodeHasTheVolumesFolder", pod.EmptyDirIsOnItsNode("data")).
		Control("ContainerRestartKeepsIt", steps.InOrder(pod.Restarts(), pod.Reads("/data/token", token))).
		Assess("NodeLosesTheFolderWithThePod", pod.DeletedWithItsEmptyDir("data")).
		Act("PodIsMadeAnewOnTheSameNode", pod.ComesBack()).
		Assess("VolumeIsEmpty", pod.DirIsEmpty("/data")))
}
