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
		Control("TheReadersDidNotBeginAnew", steps.InOrder(synced.WasNotRestarted(), inPlace.WasNotRestarted())).
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
		Assess("NoWebServerWasStarted", steps.InOrder(
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
		Control("ThePodKnowsTheGitServer", steps.Service("private-ssh").IsKnownTo(pod.Named("web-server"))).
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
		Control("ThePodKnowsTheGitServer", steps.Service("private-http").IsKnownTo(pod.Named("web-server"))).
		Assess("WithThePasswordTheContentArrives", pod.Serves("/", before)).
		Control("TheServerBesideReadsThePage", pod.Named("web-server").Reads(synced, before)).
		Assess("AnotherPasswordIsRefused", pod.Named("wrong-password").IsShutOut("Authentication failed", pod.Named("web-server"), "/wrong-password/html/index.html")).
		Act("ACommitIsMade", site.Commit("master", steps.Files{"index.html": after})).
		Assess("TheCommitIsServed", pod.Serves("/", after)))
}

// synced is where the web server beside git-sync has the page.
const synced = "/usr/share/nginx/html/index.html"
