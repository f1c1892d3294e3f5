package suites

import (
	"net/http"
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestGitContentNotAutoSynced(t *testing.T) {
	site := steps.Repo("site")
	cloned, synced, newcomer := steps.Pod("cloned"), steps.Pod("synced"), steps.Pod("newcomer")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.GitContentNotAutoSynced, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": before})).
		Setup("ClonedPodIsReady", steps.Apply("cloned.yaml")).
		Setup("SyncedPodIsReady", steps.Apply("synced.yaml")).
		Setup("BothServeTheFirstCommit", steps.InOrder(cloned.Serves("/", before), synced.Serves("/", before))).
		// In one window: the commit is pushed, the network shows it, the synced
		// twin serves it and so does a new Pod. The cloned Pod is watched throughout.
		Assess("ClonedContentStaysWhileTheTwinsChanges", cloned.StaysWhileOther("/", steps.InOrder(
			site.Commit("master", steps.Files{"index.html": after}),
			cloned.Named("client").ServerOffers(site, "master"),
			synced.Serves("/", after),
			steps.Apply("newcomer.yaml"),
			newcomer.Serves("/", after),
		))).
		Act("WebServerRestarts", cloned.Named("web-server").Restarts()).
		Assess("ARestartDoesNotBringIt", cloned.Serves("/", before)))
}

func TestGitSyncSidecarPropagatesCommits(t *testing.T) {
	site := steps.Repo("site")
	synced := steps.Pod("synced")
	first, second, third := steps.NewToken(), steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.GitSyncSidecarPropagatesCommits, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": first})).
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("ASingleSyncServesTheFirstCommit", synced.Serves("/once/html/", first)).
		Assess("FirstCommitIsServed", synced.Serves("/synced/html/", first)).
		Act("ACommitIsPushed", site.Commit("master", steps.Files{"index.html": second})).
		Assess("CommitIsServed", synced.ServesCommit("/synced/html/", second)).
		Assess("LinkNamesTheCommit", synced.Named("git-sync").LinkNames("/git/html", site, "master")).
		Control("ASingleSyncDoesNotFollow", synced.Serves("/once/html/", first)).
		Act("AnotherCommitIsPushed", site.Commit("master", steps.Files{"index.html": third})).
		Assess("TheNextCommitIsServed", synced.ServesCommit("/synced/html/", third)))
}

func TestGitSyncUpdateIsAtomicSymlink(t *testing.T) {
	site := steps.Repo("site")
	synced, inPlace := steps.Pod("synced").Named("reader"), steps.Pod("in-place").Named("reader")

	harness.Test(t, claims.GitSyncUpdateIsAtomicSymlink, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"first": "0\n", "second": "0\n"})).
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Setup("BothReadersSeeTheFirstCommit", steps.InOrder(synced.ComesToLog("whole 0"), inPlace.ComesToLog("whole 0"))).
		Act("EachCommitIsPushedOnceTheOneBeforeIsSeen", site.CommitsInTurn(6, synced, "first", "second")).
		Act("TheOtherReaderSeesTheLast", inPlace.ComesToLog("whole 6")).
		Control("WithoutALinkTheReaderSeesMixtures", inPlace.LoggedALine("mixed")).
		Control("NeitherReaderBeganAnew", steps.InOrder(synced.WasNotRestarted(), inPlace.WasNotRestarted())).
		Assess("LinkLeadsToTheCommit", steps.Pod("synced").Named("git-sync").LinkNames("/git/html", site, "master")).
		Assess("NoMixtureWasSeen", synced.NeverLogged("mixed")).
		Assess("AnAbsenceWasNeverSeen", synced.NeverLogged("missing")))
}

func TestGitSyncNeedsItsOwnRoot(t *testing.T) {
	site := steps.Repo("site")
	prefilled, plain, own := steps.Pod("prefilled"), steps.Pod("plain-files"), steps.Pod("own-root")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.GitSyncNeedsItsOwnRoot, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": before})).
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("TheCopiedFileWasThere", plain.Named("copier").Logged("from-before")).
		Control("WithARootOfItsOwnItSyncs", own.Serves("/", before)).
		Assess("OtherFilesAreWiped", plain.ServesStatus("/kept.html", http.StatusNotFound)).
		Assess("BesideTheLink", plain.Serves("/html/", before)).
		// In one window: the commit is pushed, the twin serves it, and so does the
		// link beside the old clone. The old clone is watched throughout.
		Assess("TheOldCloneStaysWhileTheLinkChanges", prefilled.StaysWhileOther("/", steps.InOrder(
			site.Commit("master", steps.Files{"index.html": after}),
			own.Serves("/", after),
			prefilled.Serves("/html/", after),
		))))
}

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
		Assess("ItServesTheContent", serves(second)).
		Assess("WhichNoLongerChanges", deployment.InItsPod(func(p steps.PodRef) steps.Step {
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
		Assess("ItsSidecarWasEndedAfterTheMainContainer", nativeEnding.Named("sidecar").Logged("after-main")).
		Assess("ThePodWithAnOrdinaryOneDoesNotComplete", ordinaryEnding.HasPhase(steps.Running)).
		Control("OnDeletionAnOrdinaryOneIsToldAtOnce", ordinary.DeletedSaying(steps.LastWords{"main": "ended", "first": "before-main"})).
		Assess("OnDeletionNativeOnesAreToldAfterMainAndInReverse", steps.Pod("native-deleted").DeletedSaying(steps.LastWords{
			"main": "ended", "second": "after-main", "first": "after-main and after-second",
		})))
}

func TestPrivateRepoAnonymousCloneFails(t *testing.T) {
	byHTTP, bySSH := steps.Pod("anonymous-http"), steps.Pod("anonymous-ssh")
	servers, with := steps.Pod("private"), steps.Pod("with-credentials")
	token := steps.NewToken()

	harness.Test(t, claims.PrivateRepoAnonymousCloneFails, harness.Feature().
		Setup("CredentialsAreMade", steps.InOrder(steps.PasswordSecrets(), steps.SSHSecrets("private-ssh"))).
		Setup("ServersAreReady", steps.Apply("servers.yaml")).
		Setup("BothHaveTheRepository", steps.InOrder(
			steps.Repo("site").On(servers.Named("http")).Commit("master", steps.Files{"index.html": token}),
			steps.Repo("site").On(servers.Named("ssh")).Commit("master", steps.Files{"index.html": token}))).
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Control("WithThePasswordItIsCloned", with.Serves("/by-http/", token)).
		Control("WithTheKeyItIsCloned", with.Serves("/by-ssh/", token)).
		Assess("ByHTTPItCannotBeCloned", byHTTP.Named("git-cloner").ComesToFailWith(128, "could not read Username")).
		Assess("BySSHItCannotBeCloned", bySSH.Named("git-cloner").ComesToFailWith(128, "Permission denied (publickey)")).
		Assess("NeitherServerWasStarted", steps.InOrder(
			byHTTP.Named("web-server").NeverStarted(), bySSH.Named("web-server").NeverStarted())))
}

func TestPrivateRepoSSHSidecarWorks(t *testing.T) {
	site := steps.Repo("site").On(steps.Pod("private-ssh").Named("main"))
	pod, missing := steps.Pod("synced"), steps.Pod("no-secret")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.PrivateRepoSSHSidecarWorks, harness.Feature().
		Setup("KeysAreMade", steps.SSHSecrets("private-ssh")).
		Setup("ServerIsReady", steps.Apply("server.yaml")).
		Setup("ItHasTheRepository", site.Commit("master", steps.Files{"index.html": before})).
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Setup("TheServerBesideGitSyncRuns", pod.Named("web-server").IsRunning()).
		Control("WithoutTheSecretThePodWaits", steps.InOrder(
			missing.HasEvent("FailedMount", `secret "not-there" not found`), missing.Named("git-sync").NeverStarted())).
		Control("ItsPodKnowsTheGitServer", steps.Service("private-ssh").IsKnownTo(pod.Named("web-server"))).
		Assess("WithTheKeyTheContentArrives", pod.Serves("/", before)).
		Control("TheServerBesideReadsThePage", pod.Named("web-server").Reads(synced, before)).
		Assess("AnotherKeyIsRefused", pod.Named("wrong-key").IsShutOut("Permission denied (publickey)", pod.Named("web-server"), "/wrong-key/html/index.html")).
		Assess("AnotherServerIsRefused", pod.Named("wrong-host").IsShutOut("Host key verification failed", pod.Named("web-server"), "/wrong-host/html/index.html")).
		Act("ACommitIsMade", site.Commit("master", steps.Files{"index.html": after})).
		Assess("TheCommitIsServed", pod.Serves("/", after)))
}

func TestPrivateRepoHTTPBasicSidecarWorks(t *testing.T) {
	site := steps.Repo("site").On(steps.Pod("private-http").Named("main"))
	pod := steps.Pod("synced")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.PrivateRepoHTTPBasicSidecarWorks, harness.Feature().
		Setup("PasswordsAreMade", steps.PasswordSecrets()).
		Setup("ServerIsReady", steps.Apply("server.yaml")).
		Setup("ItHasTheRepository", site.Commit("master", steps.Files{"index.html": before})).
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Setup("TheServerBesideGitSyncRuns", pod.Named("web-server").IsRunning()).
		Control("TheGitServerAnswers", steps.Pod("private-http").ServesStatus("/healthz", http.StatusOK)).
		Control("ItsPodKnowsTheGitServer", steps.Service("private-http").IsKnownTo(pod.Named("web-server"))).
		Assess("WithThePasswordTheContentArrives", pod.Serves("/", before)).
		Control("TheServerBesideReadsThePage", pod.Named("web-server").Reads(synced, before)).
		Assess("AnotherPasswordIsRefused", pod.Named("wrong-password").IsShutOut("Authentication failed", pod.Named("web-server"), "/wrong-password/html/index.html")).
		Act("ACommitIsMade", site.Commit("master", steps.Files{"index.html": after})).
		Assess("TheCommitIsServed", pod.Serves("/", after)))
}

// synced is where the web server beside git-sync has the page.
const synced = "/usr/share/nginx/html/index.html"
