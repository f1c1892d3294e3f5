package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestHostPathSameNodeSamePathShared(t *testing.T) {
	here, there, beside := steps.Pod("here"), steps.Pod("there").In("other"), steps.Pod("beside")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.HostPathSameNodeSamePathShared, harness.Feature().
		Setup("PodsAreReadyOnOneNode", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Act("OneWrites", here.Writes("/data/one", one)).
		Act("AndIntoItsEmptyDir", here.Writes("/own/one", one)).
		Control("AnotherPathIsNotShared", beside.Lacks("/data/one")).
		Control("AnEmptyDirIsNotShared", there.Lacks("/own/one")).
		Assess("TheOtherReadsIt", there.Reads("/data/one", one)).
		Act("TheOtherWrites", there.Writes("/data/two", two)).
		Assess("TheFirstReadsIt", here.Reads("/data/two", two)).
		Assess("ItIsOneFolder", here.SeesTheFileOf("/data", there.Container, "/data")))
}

func TestHostPathSurvivesPodDeletion(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.HostPathSurvivesPodDeletion, harness.Feature().
		Setup("FirstPodIsReady", steps.Apply("first.yaml", first.PinnedTo(steps.FirstWorker))).
		Act("ItWritesARecord", first.Writes("/data/records", one)).
		Act("AndIntoItsEmptyDir", first.Writes("/own/records", one)).
		Control("NodeHasTheRecord", steps.NodeKeeps(steps.FirstWorker, "/kept/records")).
		Control("NodeHasTheEmptyDir", first.EmptyDirIsOnItsNode("own")).
		Act("FirstPodIsDeleted", first.Delete()).
		Assess("NodeKeepsTheRecord", steps.NodeKeeps(steps.FirstWorker, "/kept/records")).
		Act("SecondPodIsReady", steps.Apply("second.yaml", second.PinnedTo(steps.FirstWorker))).
		Control("ItsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("ItReadsTheRecord", second.Reads("/data/records", one)).
		Act("ItAddsARecord", second.Appends("/data/records", two)).
		Assess("BothRecordsAreInOrder", second.Reads("/data/records", one+two)))
}

func TestHostPathOtherNodeHasDifferentData(t *testing.T) {
	here, alsoHere, elsewhere := steps.Pod("here"), steps.Pod("also-here"), steps.Pod("elsewhere")
	token, other := steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.HostPathOtherNodeHasDifferentData, harness.Feature().
		Setup("PodsAreReadyOnTwoNodes", steps.Apply("pods.yaml", here.PinnedTo(steps.FirstWorker),
			alsoHere.PinnedTo(steps.FirstWorker), elsewhere.PinnedTo(steps.SecondWorker))).
		Setup("TheyAreOnTwoNodes", steps.InOrder(here.RunsOn(steps.FirstWorker), elsewhere.RunsOn(steps.SecondWorker))).
		Act("OneNodesPodWrites", here.Writes("/data/token", token)).
		Control("AnotherPodOnThatNodeReadsIt", alsoHere.Reads("/data/token", token)).
		Control("TheFileIsOnThatNode", steps.NodeKeeps(steps.FirstWorker, "/data/token")).
		Assess("TheOtherNodesPodDoesNotSeeIt", elsewhere.DirIsEmpty("/data")).
		Assess("TheOtherNodeDoesNotHaveIt", steps.NodeLacks(steps.SecondWorker, "/data/token")).
		Act("TheOtherNodesPodWritesItsOwn", elsewhere.Writes("/data/token", other)).
		Control("ItReadsItsOwn", elsewhere.Reads("/data/token", other)).
		Assess("TheFirstIsUnchanged", here.Reads("/data/token", token)))
}

func TestHostPathRescheduledPodLosesData(t *testing.T) {
	untyped, typed := steps.Deployment("untyped"), steps.Deployment("typed")
	token := steps.NewToken()
	reads := func(p steps.PodRef) steps.Step { return p.Reads("/data/token", token) }

	harness.Test(t, claim.HostPathRescheduledPodLosesData, harness.Feature().
		Setup("UntypedIsCreated", steps.Create("untyped.yaml", untyped.PinnedTo(steps.FirstWorker))).
		Setup("UntypedIsReady", untyped.IsReadyOn(steps.FirstWorker)).
		Setup("DataIsWritten", untyped.InItsPod(func(p steps.PodRef) steps.Step { return p.Writes("/data/token", token) })).
		Setup("TypedIsCreated", steps.Create("typed.yaml", typed.PinnedTo(steps.FirstWorker))).
		Setup("TypedIsReady", typed.IsReadyOn(steps.FirstWorker)).
		Control("DataIsThereBeforeTheMove", typed.InItsPod(reads)).
		Act("TypedIsMoved", typed.MovesTo(steps.SecondWorker)).
		Assess("TypedDoesNotStart", typed.IsStuckOn(steps.SecondWorker, "FailedMount", "hostPath type check failed")).
		Act("UntypedIsMoved", untyped.MovesTo(steps.SecondWorker)).
		Assess("UntypedRunsAllTheSame", untyped.IsReadyOn(steps.SecondWorker)).
		Assess("ItsFolderIsEmpty", untyped.InItsPod(func(p steps.PodRef) steps.Step { return p.DirIsEmpty("/data") })).
		Act("UntypedIsMovedBack", untyped.MovesTo(steps.FirstWorker)).
		Act("ItIsReadyThere", untyped.IsReadyOn(steps.FirstWorker)).
		Assess("DataIsThereAgain", untyped.InItsPod(reads)))
}
