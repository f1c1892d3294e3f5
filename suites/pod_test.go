package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestPodContainersDoNotShareFilesystem(t *testing.T) {
	left, right := steps.Pod("twins").Named("left"), steps.Pod("twins").Named("right")
	token := steps.NewToken()

	harness.Test(t, claims.PodContainersDoNotShareFilesystem, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("LeftWritesIntoTheVolume", left.Writes("/shared/token", token)).
		Act("LeftWritesIntoItsOwnFileSystem", left.Writes("/tmp/token", token)).
		Act("LeftWritesIntoSharedMemory", left.Writes("/dev/shm/token", token)).
		Control("BothRunTheSameImage", steps.Pod("twins").ContainersRunOneImage("left", "right")).
		Control("LeftFindsItsOwnFile", left.Reads("/tmp/token", token)).
		Control("RightSeesTheVolumesFile", right.Reads("/shared/token", token)).
		Assess("RightDoesNotSeeLeftsFile", right.Lacks("/tmp/token")).
		Assess("SharedMemoryIsThePods", right.Reads("/dev/shm/token", token)).
		Assess("FilesOfOneNameAreTwo", right.HasAFolderApartFrom("/tmp", left, "/tmp")))
}

func TestContainerRootfsLostOnContainerRestart(t *testing.T) {
	main := steps.Pod("restarted").Named("main")
	token := steps.NewToken()

	harness.Test(t, claims.ContainerRootfsLostOnContainerRestart, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWrittenOutsideTheVolume", main.Writes("/kept/token", token)).
		Act("FileOfTheImageIsOverwritten", main.Writes(steps.ImageFile, token)).
		Act("TokenIsWrittenIntoTheVolume", main.Writes("/data/token", token)).
		Act("TokenIsWrittenIntoSharedMemory", main.Writes("/dev/shm/token", token)).
		Control("TokenIsThereBeforeTheRestart", main.Reads("/kept/token", token)).
		Control("FileOfTheImageIsChanged", main.Reads(steps.ImageFile, token)).
		Act("ContainerRestarts", main.Restarts()).
		Control("VolumeKeepsItsToken", main.Reads("/data/token", token)).
		Assess("TokenIsGone", main.Lacks("/kept/token")).
		Assess("FileOfTheImageIsBack", main.Reads(steps.ImageFile, steps.ImageFileContent)).
		Assess("SharedMemoryIsKept", main.Reads("/dev/shm/token", token)))
}

func TestPodContainersShareNetwork(t *testing.T) {
	server, client := steps.Pod("pair").Named("server"), steps.Pod("pair").Named("client")
	another, beside := steps.Pod("another").Named("one"), steps.Pod("another").Named("two")
	token := steps.NewToken()

	harness.Test(t, claims.PodContainersShareNetwork, harness.Feature().
		Setup("PodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Act("TheServersPageIsWritten", server.Writes("/tmp/page", token)).
		Act("TheServerListensOnLoopback", server.ListensOnLoopback(8081)).
		Control("TheServerReachesItself", server.GetsFromLoopback(8081, "/page", token)).
		Control("AnotherPodDoesNotReachIt", another.IsRefusedByLoopback(8081)).
		Control("AnotherPodMayListenOnThatPort", another.ListensOnLoopback(8081)).
		Control("AnotherPodHasAnotherNameAndAddress", another.HasNameAndAddressApartFrom(server)).
		Control("AnotherPodHasAnotherIPC", another.HasIPCApartFrom(server)).
		Assess("TheOtherContainerReachesIt", client.GetsFromLoopback(8081, "/page", token)).
		Assess("TheOtherContainerFindsThePortTaken", client.CannotListenOnLoopback(8081)).
		Assess("ContainersShareNameAndAddress", client.SharesNameAndAddressWith(server)).
		Assess("ContainersShareIPC", client.SharesIPCWith(server)).
		Control("WhereThePodAsksForItTheyShareProcesses", another.SharesProcessesWith(beside)).
		Assess("OtherwiseProcessesAreTheirOwn", client.HasProcessesApartFrom(server)).
		Act("TheServerWritesIntoItsMount", server.Writes("/mounted/token", token)).
		Control("TheServerSeesItsMount", server.Reads("/mounted/token", token)).
		Assess("MountsAreTheirOwn", client.Lacks("/mounted/token")))
}

func TestPodContainersShareCompute(t *testing.T) {
	pair, another := steps.Pod("pair"), steps.Pod("another")
	witness := steps.Witness{Container: steps.Pod("witness").Named("main")}

	harness.Test(t, claims.PodContainersShareCompute, harness.Feature().
		Setup("PodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("TheWitnessIsInAGroupOfItsOwn", witness.SeesItsOwnCgroup()).
		Assess("TheContainersHaveOneGroup", witness.SeesOneParentCgroup(pair, "left", "right")).
		Assess("TheContainersOfAnotherPodHaveOne", witness.SeesOneParentCgroup(another, "left", "right")).
		Assess("ThePodsHaveTwo", witness.SeesTwoParentCgroups(pair, another, "left")))
}

func TestPodLevelLimitIsOneBudget(t *testing.T) {
	budget, separate := steps.Pod("budget"), steps.Pod("separate")
	const much = 128 // MiB; each container may have 192, and so may the Pod

	harness.Test(t, claims.PodLevelLimitIsOneBudget, harness.Feature().
		Setup("ThePodWithOneLimitIsReady", steps.Apply("budget.yaml")).
		Setup("ThePodWithALimitForEachIsReady", steps.Apply("separate.yaml")).
		Act("OneTakesMemory", budget.Named("left").TakesMemory(much)).
		Act("WithLimitsOfTheirOwnBothDo", steps.InOrder(separate.Named("left").TakesMemory(much), separate.Named("right").TakesMemory(much))).
		Control("BothHoldThem", steps.InOrder(separate.Named("left").HoldsMemory(much), separate.Named("right").HoldsMemory(much))).
		Control("OneAloneHoldsIt", budget.Named("left").HoldsMemory(much)).
		Assess("TheOtherCannotHoldAsMuchAsWell", budget.Named("right").CannotHoldAsMuchAsWell(much, budget.Named("left"))))
}

func TestContainerRootfsComesFromImage(t *testing.T) {
	pod := steps.Pod("images")
	shell, nginx := pod.Named("shell"), pod.Named("nginx")

	harness.Test(t, claims.ContainerRootfsComesFromImage, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("TwoRunOneImage", pod.ContainersRunOneImage("shell", "again")).
		Control("UnderAVolumeTheImagesFileIsNotSeen", pod.Named("covered").Lacks(steps.ImageFile)).
		Control("AFileThatNobodyMadeIsNotThere", shell.Lacks("/etc/volconf/no-such-file")).
		Assess("TheImagesFileIsThere", shell.Reads(steps.ImageFile, steps.ImageFileContent)).
		Assess("InEachContainerOfTheImage", pod.Named("again").Reads(steps.ImageFile, steps.ImageFileContent)).
		Assess("AnotherImageBringsItsOwn", nginx.ComesToRead("/usr/share/nginx/html/index.html", "Welcome to nginx")).
		Assess("TheFirstImageLacksTheOthersFile", shell.Lacks("/usr/share/nginx/html/index.html")))
}

func TestContainerRestartReusesSameImage(t *testing.T) {
	restarted, changed := steps.Pod("restarted").Named("main"), steps.Pod("changed").Named("main")

	harness.Test(t, claims.ContainerRestartReusesSameImage, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("BothHaveTheImagesFile", steps.InOrder(
			restarted.Reads(steps.ImageFile, steps.ImageFileContent), changed.Reads(steps.ImageFile, steps.ImageFileContent))).
		Control("TheOtherImagesFileIsNotThere", changed.Lacks("/usr/share/nginx/html/index.html")).
		Assess("ARestartKeepsTheImage", restarted.RestartsFromTheSameImage()).
		Assess("TheNextRestartKeepsTheImage", restarted.RestartsFromTheSameImage()).
		Assess("AnotherReferenceBringsAnotherImage", changed.ComesToRunAnotherImage("nginx")).
		Assess("TheFilesAreThoseOfTheOtherImage", changed.ComesToRead("/usr/share/nginx/html/index.html", "Welcome to nginx")))
}
