package suites

import (
	"net/http"
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestInitRunsBeforeAppContainers(t *testing.T) {
	gated, free := steps.Pod("gated"), steps.Pod("side-by-side")

	harness.Test(t, claims.InitRunsBeforeAppContainers, harness.Feature().
		Setup("GatedPodIsCreated", steps.Create("gated.yaml")).
		Setup("FreePodIsCreated", steps.Create("side-by-side.yaml")).
		Setup("GatekeeperRuns", gated.Named("gatekeeper").IsRunning()).
		Control("TheAppWithoutAnInitContainerStartsTooEarly", steps.InOrder(
			free.Named("gatekeeper").IsRunning(), free.Named("app").IsRunning(), free.Named("app").ComesToLog("too-early"))).
		Assess("AppIsNotStarted", gated.Named("app").HasNotStartedFor(steps.Starts)).
		Act("GateIsOpened", gated.Named("gatekeeper").EndsBy("touch", "/gate/open")).
		Act("PodIsReady", gated.IsReady()).
		Assess("AppFoundWhatTheInitContainerLeft", gated.Named("app").ComesToLog("done")).
		Assess("TheInitContainerHadEndedWhenTheAppStarted", gated.Named("gatekeeper").EndedBefore("app")))
}

func TestInitClonePopulatesVolume(t *testing.T) {
	site := steps.Repo("site")
	master, none := steps.Pod("master"), steps.Pod("no-such-branch")
	index, sub, elsewhere := steps.NewToken(), steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.InitClonePopulatesVolume, harness.Feature().
		Setup("RepositoryHasMaster", site.Exists(steps.Files{"index.html": index, "subdir/index.html": sub})).
		Setup("RepositoryHasAnotherBranch", site.Commit("other", steps.Files{"index.html": elsewhere})).
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Setup("PodForAMissingBranchIsCreated", steps.Create("no-such-branch.yaml")).
		Control("TheOtherBranchHasOtherContent", master.Named("web-server").Reads("/other/index.html", elsewhere)).
		Control("WithoutTheBranchTheCloneFails", none.Named("git-cloner").FailsWith(128)).
		Control("TheServerNeverStarts", none.Named("web-server").NeverStarted()).
		Assess("MasterIsServed", master.Serves("/", index)).
		Assess("TheFoldersOfTheCommitAreServed", master.Serves("/subdir/", sub)).
		Assess("VolumeIsAtTheServersCommit",
			master.Named("web-server").HasCheckedOut(site, "master", "/usr/share/nginx/html")))
}

func TestInitRunsInOrder(t *testing.T) {
	ordered, swapped := steps.Pod("ordered"), steps.Pod("swapped")

	harness.Test(t, claims.InitRunsInOrder, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Setup("FirstRuns", ordered.Named("first").IsRunning()).
		Control("TheOtherWayRoundSecondRunsAtOnce", steps.InOrder(
			swapped.Named("first").IsRunning(), swapped.Named("second").Logged("nothing"))).
		Assess("SecondIsNotStarted", ordered.Named("second").HasNotStartedFor(steps.Starts)).
		Assess("ThirdIsNotStarted", ordered.Named("third").NeverStarted()).
		Assess("TheAppIsNotStarted", ordered.Named("app").NeverStarted()).
		Act("FirstIsLetGo", ordered.Named("first").EndsBy("touch", "/gate/open")).
		Act("PodIsReady", ordered.IsReady()).
		Assess("SecondFoundWhatFirstLeft", ordered.Named("second").Logged("done")).
		Assess("ThirdFoundWhatSecondLeft", ordered.Named("third").Logged("done-too")).
		Assess("EachHadEndedWhenTheNextStarted", steps.InOrder(ordered.Named("first").EndedBefore("second"),
			ordered.Named("second").EndedBefore("third"), ordered.Named("third").EndedBefore("app"))))
}

func TestInitFailureBlocksApp(t *testing.T) {
	pod, site := steps.Pod("blocked"), steps.Repo("site")
	token := steps.NewToken()

	harness.Test(t, claims.InitFailureBlocksApp, harness.Feature().
		Setup("RepositoryIsNotThere", site.Vanishes()).
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Control("AnOrdinaryContainerThatFailsBlocksNone", steps.InOrder(
			steps.Pod("neighbours").Named("fails").FailsWith(1), steps.Pod("neighbours").Named("runs").IsRunning())).
		Assess("TheCloneFails", pod.Named("git-cloner").ComesToFailWith(128, "not found")).
		Assess("TheInitContainerIsTriedAgainAndAgain", pod.Named("git-cloner").HasBeenRestarted(2)).
		Assess("ServerWasNeverStarted", pod.Named("web-server").NeverStarted()).
		Act("RepositoryIsMade", site.Exists(steps.Files{"index.html": token})).
		Assess("TheSamePodServesInTheEnd", pod.StaysItselfThrough(pod.ServesWithin("/", token, backOff))))
}

// backOff is the longest that a container which has failed four times waits for its
// next try, and as much again: 10 s, doubled each time (pkg/kubelet/kubelet.go,
// v1.37).
const backOff = 160 * time.Second

func TestInitFailureFailsPodWhenNever(t *testing.T) {
	never, again, well := steps.Pod("never"), steps.Pod("on-failure"), steps.Pod("goes-well")

	harness.Test(t, claims.InitFailureFailsPodWhenNever, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Control("WithoutAFailureTheAppRuns", steps.InOrder(well.Named("app").Completes(), well.Ends(steps.Succeeded))).
		Control("ThePodThatRestartsOnFailureTriesAgain", again.Named("first").HasBeenRestarted(1)).
		Assess("PodFails", never.Ends(steps.Failed)).
		Assess("TheInitContainerFails", never.Named("first").FailsWith(1)).
		Assess("OnlyOnce", never.Named("first").WasNotRestarted()).
		Assess("AppWasNeverStarted", never.Named("app").NeverStarted()))
}

func TestInitCloneNotIdempotentAfterSandboxRestart(t *testing.T) {
	site := steps.Repo("site")
	cloned, repeatable := steps.Pod("cloned"), steps.Pod("repeatable")
	token := steps.NewToken()

	harness.Test(t, claims.InitCloneNotIdempotentAfterSandboxRestart, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": token})).
		Setup("PodsAreReady", steps.Apply("pods.yaml", steps.AllPinnedTo(steps.FirstWorker))).
		Control("BothServe", steps.InOrder(cloned.Serves("/", token), repeatable.Serves("/", token))).
		Act("TheServerAloneRestarts", cloned.Named("web-server").RestartsBy("sh", "-c", "kill -TERM $(cat /run/nginx.pid)")).
		Control("ARestartOfTheContainerHarmsNothing", steps.InOrder(cloned.Named("git-cloner").WasNotRestarted(), cloned.Serves("/", token))).
		Act("BothSandboxesEnd", steps.InOrder(
			cloned.Named("web-server").EndsItsSandbox(), repeatable.Named("web-server").EndsItsSandbox())).
		Control("ARepeatableInitContainerRunsAgain", repeatable.Named("git-cloner").HasBeenRestarted(1)).
		Control("TheRepeatablePodServesAgain", steps.InOrder(repeatable.IsReady(), repeatable.Serves("/", token))).
		Assess("TheCloneFails", cloned.Named("git-cloner").ComesToFailWith(128, "already exists and is not an empty directory")).
		Assess("TheCloneFailsAgainAndAgain", cloned.Named("git-cloner").HasBeenRestarted(2)).
		Assess("ThePodServesNothing", cloned.IsSilentBeside(repeatable, "/", silence)).
		Act("PodIsDeletedAndMadeAnew", steps.InOrder(cloned.Delete(), cloned.ComesBack())).
		Assess("ThePodMadeAnewServes", cloned.Serves("/", token)))
}

func TestInitCloneNotIdempotentAfterRestartOfAll(t *testing.T) {
	site := steps.Repo("site")
	cloned, repeatable := steps.Pod("cloned"), steps.Pod("repeatable")
	token := steps.NewToken()

	harness.Test(t, claims.InitCloneNotIdempotentAfterRestartOfAll, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": token})).
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("BothServe", steps.InOrder(cloned.Serves("/", token), repeatable.Serves("/", token))).
		Act("TheTriggersEnd", steps.InOrder(
			cloned.Named("trigger").EndsBy("touch", "/tmp/end"), repeatable.Named("trigger").EndsBy("touch", "/tmp/end"))).
		Control("ARepeatableInitContainerRunsAgain", repeatable.Named("git-cloner").HasBeenRestarted(1)).
		Control("TheRepeatablePodServesAgain", steps.InOrder(repeatable.IsReady(), repeatable.Serves("/", token))).
		Assess("TheCloneFails", cloned.Named("git-cloner").ComesToFailWith(128, "already exists and is not an empty directory")).
		Assess("TheCloneFailsAgainAndAgain", cloned.Named("git-cloner").HasBeenRestarted(2)).
		Assess("ThePodServesNothing", cloned.IsSilentBeside(repeatable, "/", silence)))
}

// silence is how long a Pod is asked in vain: its server takes 1 s to start.
const silence = 5 * time.Second

func TestInitClonePublishesDotGit(t *testing.T) {
	site := steps.Repo("site")
	pod := steps.Pod("site")
	token := steps.NewToken()

	harness.Test(t, claims.InitClonePublishesDotGit, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": token})).
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("TheContentOfBothIsServed", steps.InOrder(pod.Serves("/cloned/", token), pod.Serves("/exported/", token))).
		Control("WithoutTheCloneThereIsNoDotGit", pod.ServesStatus("/exported/.git/config", http.StatusNotFound)).
		Assess("TheConfigurationIsServed", pod.ServesText("/cloned/.git/config", "[remote \"origin\"]")).
		Assess("TheHeadOfTheRepositoryIsServed", pod.Serves("/cloned/.git/HEAD", "ref: refs/heads/master")))
}

func TestInitRefusesProbesAndLifecycle(t *testing.T) {
	const refusal = "may not be set for init containers without restartPolicy=Always"

	harness.Test(t, claims.InitRefusesProbesAndLifecycle, harness.Feature().
		Control("APlainInitContainerIsTaken", steps.Offer("plain.yaml").IsAdmitted()).
		Control("AnOrdinaryContainerMayHaveEach", steps.Offer("containers.yaml").IsAdmitted()).
		Assess("ASidecarMayHaveEach", steps.Offer("sidecars.yaml").IsAdmitted()).
		Assess("ALivenessProbeIsRefused", steps.Offer("liveness.yaml").IsRejected(422, "spec.initContainers[0].livenessProbe: Forbidden: "+refusal)).
		Assess("AReadinessProbeIsRefused", steps.Offer("readiness.yaml").IsRejected(422, "spec.initContainers[0].readinessProbe: Forbidden: "+refusal)).
		Assess("AStartupProbeIsRefused", steps.Offer("startup.yaml").IsRejected(422, "spec.initContainers[0].startupProbe: Forbidden: "+refusal)).
		Assess("ALifecycleHookIsRefused", steps.Offer("lifecycle.yaml").IsRejected(422, "spec.initContainers[0].lifecycle: Forbidden: "+refusal)))
}
