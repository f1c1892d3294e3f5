package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestInitRunsBeforeAppContainers(t *testing.T) {
	gated, free := steps.Pod("gated"), steps.Pod("side-by-side")

	harness.Test(t, claim.InitRunsBeforeAppContainers, harness.Feature().
		Setup("GatedPodIsCreated", steps.Create("gated.yaml")).
		Setup("FreePodIsCreated", steps.Create("side-by-side.yaml")).
		Setup("GatekeeperRuns", gated.Named("gatekeeper").IsRunning()).
		Control("WithoutInitTheAppStartsTooEarly", steps.InOrder(
			free.Named("gatekeeper").IsRunning(), free.Named("app").IsRunning(), free.Named("app").ComesToLog("too-early"))).
		Assess("AppIsNotStarted", gated.Named("app").HasNotStartedFor(3*time.Second)).
		Act("GateIsOpened", gated.Named("gatekeeper").Runs("touch", "/gate/open")).
		Act("PodIsReady", gated.IsReady()).
		Assess("AppFoundWhatTheInitContainerLeft", gated.Named("app").ComesToLog("done")))
}

func TestInitClonePopulatesVolume(t *testing.T) {
	site := steps.Repo("site")
	master, other, none := steps.Pod("master"), steps.Pod("other"), steps.Pod("no-such-branch")
	index, sub, elsewhere := steps.NewToken(), steps.NewToken(), steps.NewToken()

	harness.Test(t, claim.InitClonePopulatesVolume, harness.Feature().
		Setup("RepositoryHasMaster", site.Exists(steps.Files{"index.html": index, "subdir/index.html": sub})).
		Setup("RepositoryHasAnotherBranch", site.Commit("other", steps.Files{"index.html": elsewhere})).
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Setup("PodForAMissingBranchIsCreated", steps.Create("no-such-branch.yaml")).
		Control("TheOtherBranchHasOtherContent", other.Serves("/", elsewhere)).
		Control("WithoutTheBranchTheCloneFails", none.Named("git-cloner").FailsWith(128)).
		Control("AndTheServerNeverStarts", none.Named("web-server").NeverStarted()).
		Assess("MasterIsServed", master.Serves("/", index)).
		Assess("ItsFoldersToo", master.Serves("/subdir/", sub)).
		Assess("VolumeIsAtTheServersCommit",
			master.Named("web-server").HasCheckedOut(site, "master", "/usr/share/nginx/html")))
}
