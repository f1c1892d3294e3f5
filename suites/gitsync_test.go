package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestGitContentNotAutoSynced(t *testing.T) {
	site := steps.Repo("site")
	cloned, synced, newcomer := steps.Pod("cloned"), steps.Pod("synced"), steps.Pod("newcomer")
	before, after := steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.GitContentNotAutoSynced, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": before})).
		Setup("ClonedPodIsReady", steps.Apply("cloned.yaml")).
		Setup("SyncedPodIsReady", steps.Apply("synced.yaml")).
		Setup("ClientIsReady", steps.Apply("client.yaml")).
		Setup("BothServeTheFirstCommit", steps.InOrder(cloned.Serves("/", before), synced.Serves("/", before))).
		// In one window: the commit is pushed, the network shows it, the synced
		// twin serves it and so does a new Pod. The cloned Pod is watched throughout.
		Assess("ClonedContentStaysWhileTheTwinsChanges", cloned.StaysWhileOther("/", steps.InOrder(
			site.Commit("master", steps.Files{"index.html": after}),
			steps.Pod("client").Named("client").ServerOffers(site, "master"),
			synced.Serves("/", after),
			steps.Apply("newcomer.yaml"),
			newcomer.Serves("/", after),
		))).
		Act("WebServerRestarts", cloned.Named("web-server").Restarts()).
		Assess("ARestartDoesNotBringIt", cloned.Serves("/", before)))
}

func TestGitSyncSidecarPropagatesCommits(t *testing.T) {
	site := steps.Repo("site")
	synced, once := steps.Pod("synced"), steps.Pod("once")
	first, second, third := steps.NewToken(), steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.GitSyncSidecarPropagatesCommits, harness.Feature().
		Setup("RepositoryExists", site.Exists(steps.Files{"index.html": first})).
		Setup("SyncedPodIsReady", steps.Create("pods.yaml")).
		Assess("FirstCommitIsServed", synced.Serves("/", first)).
		Control("ASingleSyncServesItToo", once.Serves("/", first)).
		Act("ACommitIsPushed", site.Commit("master", steps.Files{"index.html": second})).
		Assess("CommitIsServed", synced.ServesWithin("/", second, 15*time.Second)).
		Assess("LinkNamesTheCommit", synced.Named("git-sync").LinkNames("/git/html", site, "master")).
		Control("ASingleSyncDoesNotFollow", once.Serves("/", first)).
		Act("AnotherCommitIsPushed", site.Commit("master", steps.Files{"index.html": third})).
		Assess("ItIsServedToo", synced.ServesWithin("/", third, 15*time.Second)))
}
