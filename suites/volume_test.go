package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestVolumeSurvivesContainerRestart(t *testing.T) {
	main := steps.Pod("restarted").Named("main")
	token := steps.NewToken()

	harness.Test(t, claims.VolumeSurvivesContainerRestart, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWrittenIntoTheVolume", main.Writes("/data/token", token)).
		Act("TokenIsWrittenOutsideIt", main.Writes("/tmp/token", token)).
		Control("FirstStartLeftALine", main.Reads("/data/starts", "started\n")).
		Act("ContainerRestarts", main.Restarts()).
		Control("FileOutsideTheVolumeIsLost", main.Lacks("/tmp/token")).
		Assess("TokenIsStillThere", main.Reads("/data/token", token)).
		Assess("BothStartsLeftALine", main.Reads("/data/starts", "started\nstarted\n")).
		Act("ContainerRestartsAgain", main.Restarts()).
		Assess("TokenIsThereAfterTheSecondRestart", main.Reads("/data/token", token)).
		Assess("ThreeStartsLeftALine", main.Reads("/data/starts", "started\nstarted\nstarted\n")))
}

func TestVolumeDeclaredInPodSpec(t *testing.T) {
	harness.Test(t, claims.VolumeDeclaredInPodSpec, harness.Feature().
		Control("ADeclaredVolumeMayBeMounted", steps.Offer("declared.yaml").IsAdmitted()).
		Assess("AnUndeclaredOneMayNot", steps.Offer("undeclared.yaml").
			IsRejected(422, `spec.containers[0].volumeMounts[0].name: Not found: "data"`)).
		Assess("ADeclaredOneMayBeLeftUnmounted", steps.Offer("unmounted.yaml").IsAdmitted()).
		Assess("ANameStandsForOneVolume", steps.Offer("declared-twice.yaml").
			IsRejected(422, `spec.volumes[1].name: Duplicate value: "data"`)).
		Assess("APathTakesOneVolume", steps.Offer("mounted-twice.yaml").IsRejected(422, "must be unique")))
}

func TestVolumeWithoutSourceDefaultsToEmptyDir(t *testing.T) {
	pod := steps.Pod("misspelt")

	harness.Test(t, claims.VolumeWithoutSourceDefaultsToEmptyDir, harness.Feature().
		Control("AStatedTypeIsKept", steps.Offer("spelt-right.yaml").KeepsSource("data", "configMap")).
		Control("TwoTypesAreTooMany", steps.Offer("two-sources.yaml").IsRejected(422, "may not specify more than 1 volume type")).
		Control("StrictValidationFindsTheMisspeltType", steps.Offer("misspelt.yaml").IsRejected(400, `unknown field "spec.volumes[1].hostpath"`)).
		Control("WithoutATypeAPodIsAdmitted", steps.Offer("without-source.yaml").IsAdmitted()).
		Assess("AMisspeltTypeIsTaken", steps.Offer("misspelt.yaml").Leniently().IsCreated()).
		Assess("AVolumeWithoutATypeIsReadBackAsEmptyDir", pod.HasVolumeOfType("data", "emptyDir")).
		Assess("AMisspeltTypeIsAnEmptyDir", pod.HasVolumeOfType("misspelt", "emptyDir")).
		Act("ThePodIsReady", pod.IsReady()).
		Control("AFolderOfTheImageIsNotEmpty", pod.HoldsExactly(steps.ImageFolder, steps.ImageFileName)).
		Assess("AVolumeWithoutATypeIsEmpty", pod.DirIsEmpty("/data")).
		Assess("AMisspeltTypeHasNothingOfTheNode", pod.DirIsEmpty("/misspelt")))
}

func TestVolumeIsNotAnAPIObject(t *testing.T) {
	plain, ephemeral := steps.Pod("with-emptydir"), steps.Pod("with-ephemeral")

	harness.Test(t, claims.VolumeIsNotAnAPIObject, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("PersistentVolumesAreAResource", steps.APIHas("persistentvolumes")).
		Control("PersistentVolumeClaimsAreInTheAPI", steps.APIHas("persistentvolumeclaims")).
		Control("AClaimCanBeMadeByItself", steps.Offer("claim.yaml").IsAdmitted()).
		Assess("VolumesAreNot", steps.APIHasNo("volumes")).
		Assess("AVolumeCannotBeMade", steps.Offer("volume.yaml").IsRejected(404, "could not find the requested resource")).
		Act("APodWithAnEphemeralVolumeIsMade", steps.Create("ephemeral.yaml")).
		Control("AClaimIsMadeForIt", ephemeral.OwnsAClaim()).
		Assess("AnEmptyDirOwnsNoObject", plain.OwnsNoStorage()))
}

func TestVolumeSetImmutableAfterCreation(t *testing.T) {
	pod := steps.Pod("live")
	token := steps.NewToken()

	harness.Test(t, claims.VolumeSetImmutableAfterCreation, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWritten", pod.Writes("/data/token", token)).
		Control("ALabelCanBeChanged", pod.Takes(steps.Patch("label.yaml"))).
		Assess("NoVolumeCanBeAdded", pod.Refuses(steps.Patch("add-volume.yaml"), "pod updates may not change fields other than")).
		Assess("NoVolumeCanBeRemoved", pod.Refuses(steps.Patch("remove-volume.yaml"), "pod updates may not change fields other than")).
		Assess("NoVolumeCanBeChanged", pod.Refuses(steps.Patch("change-volume.yaml"), "pod updates may not change fields other than")).
		Assess("NoMountCanBeAdded", pod.Refuses(steps.Patch("add-mount.yaml"), "pod updates may not change fields other than")).
		Assess("NoMountCanBeRemoved", pod.Refuses(steps.Patch("remove-mount.yaml"), "pod updates may not change fields other than")).
		Assess("NoMountCanBeMoved", pod.Refuses(steps.Patch("move-mount.yaml"), "pod updates may not change fields other than")).
		Assess("NoMountCanBeMadeReadOnly", pod.Refuses(steps.Patch("readonly-mount.yaml"), "pod updates may not change fields other than")).
		Assess("AnEphemeralContainerBringsNoVolume", pod.Refuses(steps.Patch("look-into-another.yaml").Of("ephemeralcontainers"),
			`volumeMounts[0].name: Not found: "more"`)).
		Act("AnEphemeralContainerIsAdded", pod.Takes(steps.Patch("look-into-it.yaml").Of("ephemeralcontainers"))).
		Act("ItRuns", pod.Named("looker").IsRunning()).
		Assess("TheEphemeralContainerMountsTheVolumeThatIsThere", pod.Named("looker").Reads("/seen/token", token)))
}

func TestVolumeLifecycleEqualsPod(t *testing.T) {
	keeper, twin, imageless := steps.Pod("keeper"), steps.Pod("twin"), steps.Pod("imageless")
	gate, main := keeper.Named("gate"), keeper.Named("main")
	token := steps.NewToken()

	harness.Test(t, claims.VolumeLifecycleEqualsPod, harness.Feature().
		Setup("PodIsHeldAtItsGate", steps.Create("keeper.yaml", keeper.PinnedTo(steps.FirstWorker))).
		Setup("TheGateRuns", gate.IsRunning()).
		Control("NoContainerHasStarted", main.NeverStarted()).
		Assess("TheNodeHasTheVolumeAlready", keeper.EmptyDirIsOnItsNode("data")).
		Act("APodIsMadeWhoseImageIsMissing", steps.Create("imageless.yaml", imageless.LacksItsImage())).
		Assess("TheNodeHasTheVolumeWithoutAnyContainer", imageless.HasItsEmptyDirWithoutAContainer("data")).
		Act("TheGateOpens", gate.EndsBy("touch", "/data/go-on")).
		Act("PodIsReady", keeper.IsReady()).
		Act("TokenIsWritten", steps.InOrder(main.Writes("/data/token", token), main.Writes("/host/token", token))).
		Assess("ARestartKeepsTheFolder", keeper.KeepsItsEmptyDirThrough("data", main.Restarts())).
		Assess("ARestartKeepsTheContent", main.Reads("/data/token", token)).
		Assess("TheFolderGoesWithThePod", keeper.DeletedWithItsEmptyDir("data")).
		Act("ANewPodIsMade", steps.Apply("twin.yaml", twin.PinnedTo(steps.FirstWorker))).
		Control("TheHostPathHasKeptItsToken", twin.Reads("/host/token", token)).
		Assess("TheNewVolumeIsEmpty", twin.DirIsEmpty("/data")))
}

func TestVolumeInvisibleUnlessMounted(t *testing.T) {
	pod := steps.Pod("two-mount")
	here, there, third, fourth := pod.Named("here"), pod.Named("there"), pod.Named("third"), pod.Named("fourth")
	token := steps.NewToken()

	harness.Test(t, claims.VolumeInvisibleUnlessMounted, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("OneWrites", here.Writes("/here/token", token)).
		Control("WithAMountTheFourthSeesIt", fourth.Reads("/data/token", token)).
		Control("TheFourthsMountIsInItsTable", fourth.MountsWith("/data", "rw")).
		Assess("TheOtherReadsItAtItsOwnPath", there.Reads("/deep/down/there/token", token)).
		Assess("BothPathsLeadToOneFile", steps.InOrder(here.SeesTheFileOf("/here/token", there, "/deep/down/there/token"),
			there.SeesTheFileOf("/deep/down/there/token", here, "/here/token"))).
		Assess("NoContainerHasTheOthersPath", steps.InOrder(here.Lacks("/deep/down/there/token"), there.Lacks("/here/token"))).
		Assess("TheThirdSeesTheFileNowhere", third.Lacks("/data/token", "/here/token", "/deep/down/there/token")).
		Assess("TheThirdHasNoSuchMount", third.MountsNothingAt("/data", "/here", "/deep")).
		Assess("NoMountOfTheThirdLeadsToTheVolume", third.HasNoMountOfTheEmptyDir("data", fourth)))
}

func TestNoVolumeNoSharingThreeContainer(t *testing.T) {
	with, without := steps.Pod("with"), steps.Pod("without")
	page := steps.NewToken()

	harness.Test(t, claims.NoVolumeNoSharingThreeContainer, harness.Feature().
		Setup("TheVariantWithVolumesIsReady", steps.Apply("with.yaml")).
		Setup("TheOneWithoutIsReady", steps.Apply("without.yaml")).
		Act("BothAgentsWriteAPage", steps.InOrder(
			with.Named("content-agent").Writes("/var/html/index.html", page),
			without.Named("content-agent").Writes("/var/html/index.html", page))).
		Control("WithVolumesThePageIsServed", with.Serves("/", page)).
		Control("WithVolumesTheRotatorSeesTheRequest", with.Named("log-rotator").ComesToRead("/var/logs/access.log", "GET / ")).
		Control("TheAgentHasItsPage", without.Named("content-agent").Reads("/var/html/index.html", page)).
		Assess("WithoutVolumesThePageIsNotServed", without.ServesStatus("/", 403)).
		Control("TheServerHasLoggedThat", without.Named("web-server").ComesToRead("/var/logs/access.log", "GET / ")).
		Assess("TheServersFolderIsEmpty", without.Named("web-server").DirIsEmpty("/var/htdocs")).
		Assess("TheRotatorSeesNoLog", without.Named("log-rotator").DirIsEmpty("/var/logs")))
}

func TestTwoVolumesThreeContainers(t *testing.T) {
	site := steps.Pod("site")
	server, agent := site.Named("web-server"), site.Named("content-agent")
	rotator, misled := site.Named("log-rotator"), site.Named("misled-rotator")
	page := steps.NewToken()

	harness.Test(t, claims.TwoVolumesThreeContainers, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TheAgentWritesAPage", agent.Writes("/var/html/index.html", page)).
		Control("TheServerServes", site.Serves("/", page)).
		Control("WithTheWrongMountThereIsNoLog", misled.Lacks("/var/logs/access.log")).
		Control("WithTheWrongMountTheRotatorSeesThePage", misled.Reads("/var/logs/index.html", page)).
		Control("TheAgentSeesItsPage", agent.Reads("/var/html/index.html", page)).
		Assess("TheRotatorSeesTheRequest", rotator.ComesToRead("/var/logs/access.log", "GET / ")).
		Act("TheRotatorCopiesAndTruncates", rotator.Runs("sh", "-c", "cd /var/logs && cat access.log >> access.log.1 && : > access.log")).
		Control("TheServersLogIsEmpty", server.Reads("/var/logs/access.log", "")).
		Act("AnotherPageIsAskedFor", site.ServesStatus("/after-rotation", 404)).
		Assess("TheServerGoesOnLogging", rotator.ComesToRead("/var/logs/access.log", "/after-rotation")).
		Assess("TheOldLogIsKept", rotator.ComesToRead("/var/logs/access.log.1", "GET / ")).
		Assess("TheAgentSeesNoLogs", agent.Lacks("/var/logs/access.log")).
		Assess("TheRotatorSeesNoPage", rotator.Lacks("/var/html/index.html", "/var/logs/index.html")))
}

func TestVolumeMountHidesImageContent(t *testing.T) {
	bare, covered, oneFile := steps.Pod("bare"), steps.Pod("covered"), steps.Pod("one-file")

	harness.Test(t, claims.VolumeMountHidesImageContent, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("TheImageBringsAPage", bare.ServesText("/", "Welcome to nginx")).
		Control("AMountBesideItLeavesIt", steps.InOrder(oneFile.Serves("/added.html", "from-the-volume"), oneFile.ServesText("/", "Welcome to nginx"))).
		Control("ThePageOfTheImageLiesInItsFolder", bare.ComesToRead("/usr/share/nginx/html/index.html", "Welcome to nginx")).
		Assess("UnderAVolumeThePageIsNotServed", covered.ServesStatus("/", 403)).
		Assess("TheVolumeHasNoCopyOfThePage", covered.DirIsEmpty("/usr/share/nginx/html")).
		Act("AFileIsWritten", covered.Writes("/usr/share/nginx/html/index.html", "from-the-volume")).
		Assess("TheVolumesFileIsServed", covered.Serves("/", "from-the-volume")))
}

func TestVolumeNameIsADNSLabel(t *testing.T) {
	harness.Test(t, claims.VolumeNameIsADNSLabel, harness.Feature().
		Control("LowerCaseDigitsAndSixtyThreeCharactersAreTaken", steps.Offer("labels.yaml").IsAdmitted()).
		Assess("AnUpperCaseNameIsRefused", steps.Offer("upper-case.yaml").IsRejected(422, `spec.volumes[0].name: Invalid value: "volA"`)).
		Assess("AnUnderscoreIsRefused", steps.Offer("underscore.yaml").IsRejected(422, `spec.volumes[0].name: Invalid value: "vol_a"`)).
		Assess("ADotIsRefused", steps.Offer("dot.yaml").IsRejected(422, `spec.volumes[0].name: Invalid value: "vol.a"`)).
		Assess("ASixtyFourthCharacterIsRefused", steps.Offer("too-long.yaml").IsRejected(422, "must be no more than 63")))
}
