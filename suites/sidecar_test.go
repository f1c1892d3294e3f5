package suites

import (
	"net/http"
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestSidecarRemovalLeavesMainWorking(t *testing.T) {
	site, deployment := steps.Repo("site"), steps.Deployment("site")
	first, second, third := steps.NewToken(), steps.NewToken(), steps.NewToken()
	serves := func(token string) steps.Step {
		return deployment.InItsPod(func(p steps.PodRef) steps.Step { return p.Serves("/", token) })
	}

	harness.Test(t, claims.SidecarRemovalLeavesMainWorking, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": first})).
		Setup("DeploymentIsCreated", steps.Create("site.yaml")).
		Setup("ItIsReady", deployment.IsReadyWith("git-sync", "web-server")).
		Act("ACommitIsPushed", site.Commit("master", steps.Files{"index.html": second})).
		Control("WithTheSidecarItIsServed", serves(second)).
		Control("OtherChangesOfALivePodAreAllowed", deployment.InItsPod(func(p steps.PodRef) steps.Step {
			return p.Takes(steps.Patch("label.yaml"))
		})).
		Assess("TheSidecarCannotBeTakenOutOfALivePod", deployment.InItsPod(func(p steps.PodRef) steps.Step {
			return p.Refuses(steps.Patch("without-sidecar.yaml"), "may not add or remove containers")
		})).
		Act("ItIsTakenOutOfTheTemplate", deployment.Loses("git-sync")).
		Assess("APodWithoutItIsReady", deployment.IsReadyWith("web-server")).
		Assess("ThePodWithoutTheSidecarServesTheContent", serves(second)).
		Assess("TheContentNoLongerChanges", deployment.InItsPod(func(p steps.PodRef) steps.Step {
			return p.StaysWhileOther("/", steps.InOrder(
				site.Commit("master", steps.Files{"index.html": third}),
				steps.Apply("twin.yaml"),
				steps.Pod("twin").Serves("/", third)))
		})))
}

func TestSidecarCrashLeavesMainRunning(t *testing.T) {
	site, service := steps.Repo("site"), steps.Service("site")
	pod, client := steps.Pod("site"), steps.Pod("client")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.SidecarCrashLeavesMainRunning, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": before})).
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Setup("ContentIsServed", pod.Serves("/", before)).
		Control("TheServiceListsThePod", service.ListsAsReady(pod)).
		Control("TheServiceAnswers", service.AnswersWithin(client, "/", before, 0)).
		Act("TheRepositoryVanishes", site.Vanishes()).
		Act("TheSidecarCrashesAgainAndAgain", pod.Named("git-sync").HasBeenRestarted(2)).
		Assess("ThePodIsNotReadyForWantOfIt", pod.HasReady("web-server")).
		Assess("TheServiceDropsIt", service.ListsAsReady()).
		Control("ThePodAnswersTheClientByItsAddress", pod.AnswersByItsAddress(client, "/")).
		Assess("TheServiceFallsSilent", service.FallsSilent(client, "/")).
		Assess("ThePageIsStillServed", pod.Serves("/", before)).
		Assess("TheServerIsTheSame", pod.Named("web-server").WasNotRestarted()).
		Act("TheRepositoryIsBack", site.Exists(steps.Files{"index.html": after})).
		Assess("TheServiceAnswersAgain", service.AnswersWithin(client, "/", after, backOff)).
		Assess("TheServerIsStillTheSame", pod.Named("web-server").WasNotRestarted()))
}

func TestNativeSidecarOrdering(t *testing.T) {
	site := steps.Repo("site")
	native, ordinary := steps.Pod("native"), steps.Pod("ordinary")
	nativeEnding, ordinaryEnding := steps.Pod("native-ending"), steps.Pod("ordinary-ending")
	token := steps.NewToken()

	harness.Test(t, claims.NativeSidecarOrdering, harness.Feature().
		Setup("RepositoryIsNotThere", site.Vanishes()).
		Setup("PodsAreCreatedBeforeTheRepository", steps.Create("pods.yaml")).
		Setup("PodsThatWillEndAreReady", steps.Apply("ending.yaml")).
		Setup("ThePodThatWillBeDeletedIsReady", steps.Apply("deleted.yaml")).
		Setup("TheSidecarsRun", steps.InOrder(native.Named("git-sync").IsRunning(), ordinary.Named("git-sync").IsRunning())).
		Control("BesideAnOrdinarySidecarTheServerStartsTooEarly", ordinary.ServesStatus("/", http.StatusNotFound)).
		Assess("AfterANativeOneItIsNotStarted", native.Named("web-server").HasNotStartedFor(steps.Starts)).
		Act("TheRepositoryIsMade", site.Exists(steps.Files{"index.html": token})).
		Assess("AfterTheFirstSyncItServes", native.Serves("/", token)).
		Act("TheMainContainersAreToldToEnd", steps.InOrder(
			ordinaryEnding.Named("main").EndsBy("touch", "/shared/end"), nativeEnding.Named("main").EndsBy("touch", "/shared/end"))).
		Control("BothDo", steps.InOrder(ordinaryEnding.Named("main").Completes(), nativeEnding.Named("main").Completes())).
		Assess("ThePodWithANativeSidecarCompletes", nativeEnding.Ends(steps.Succeeded)).
		Assess("TheNativeSidecarWasEndedAfterTheMainContainer", nativeEnding.Named("sidecar").Logged("after-main")).
		Assess("ThePodWithAnOrdinaryOneDoesNotComplete", ordinaryEnding.HasPhase(steps.Running)).
		Control("OnDeletionAnOrdinaryOneIsToldAtOnce", ordinary.DeletedSaying(steps.LastWords{"main": "ended", "first": "before-main"})).
		Assess("OnDeletionNativeOnesAreToldAfterMainAndInReverse", steps.Pod("native-deleted").DeletedSaying(steps.LastWords{
			"main": "ended", "second": "after-main", "first": "after-main and after-second",
		})))
}
