package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestPodContainersDoNotShareFilesystem(t *testing.T) {
	left, right := steps.Pod("twins").Named("left"), steps.Pod("twins").Named("right")
	token := steps.NewToken()

	harness.Test(t, claim.PodContainersDoNotShareFilesystem, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("LeftWritesIntoTheVolume", left.Writes("/shared/token", token)).
		Act("LeftWritesIntoItsOwnFileSystem", left.Writes("/tmp/token", token)).
		Control("BothRunTheSameImage", steps.Pod("twins").ContainersRunOneImage("left", "right")).
		Control("LeftFindsItsOwnFile", left.Reads("/tmp/token", token)).
		Control("RightSeesTheVolumesFile", right.Reads("/shared/token", token)).
		Assess("RightDoesNotSeeLeftsFile", right.Lacks("/tmp/token")).
		Assess("TheirRootsAreTwo", right.SeesAnotherFileThan("/", left, "/")))
}

func TestContainerRootfsLostOnContainerRestart(t *testing.T) {
	main := steps.Pod("restarted").Named("main")
	token := steps.NewToken()

	harness.Test(t, claim.ContainerRootfsLostOnContainerRestart, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWrittenOutsideTheVolume", main.Writes("/kept/token", token)).
		Act("FileOfTheImageIsOverwritten", main.Writes(steps.ImageFile, token)).
		Act("TokenIsWrittenIntoTheVolume", main.Writes("/data/token", token)).
		Control("TokenIsThereBeforeTheRestart", main.Reads("/kept/token", token)).
		Control("FileOfTheImageIsChanged", main.Reads(steps.ImageFile, token)).
		Act("ContainerRestarts", main.Restarts()).
		Control("VolumeKeepsItsToken", main.Reads("/data/token", token)).
		Assess("TokenIsGone", main.Lacks("/kept/token")).
		Assess("FileOfTheImageIsBack", main.Reads(steps.ImageFile, steps.ImageFileContent)))
}
