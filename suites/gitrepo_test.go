package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

const gitRepoPod = "gitrepo-volume-pod"

func TestGitRepoIsEmptyDirPrefilledByClone(t *testing.T) {
	pod, missing := steps.Pod(gitRepoPod), steps.Pod("no-such-revision")
	branch, commit, beside := steps.Pod("another-branch"), steps.Pod("one-commit"), steps.Pod("beside")
	repo := steps.Repo("site")
	older, token, other := steps.NewToken(), steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.GitRepoIsEmptyDirPrefilledByClone, harness.Feature().
		Setup("TheRepositoryHasTwoBranches", steps.InOrder(repo.Exists(steps.Files{"index.html": older}),
			repo.Commit("master", steps.Files{"index.html": token}), repo.Commit("other", steps.Files{"index.html": other}))).
		Setup("ThePodIsReady", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Setup("PodsThatAskForOthersAreReady", steps.Apply("others.yaml", steps.AllPinnedTo(steps.FirstWorker), commit.AsksForTheFirstCommitOf(repo))).
		Act("APodThatAsksForNoneThereIsIsCreated", steps.Create("no-such-revision.yaml", missing.PinnedTo(steps.FirstWorker))).
		Control("ARevisionThatIsNotThereKeepsItWaiting", missing.IsStuck("FailedMount", "failed to exec 'git checkout")).
		Control("TheNodeHasTheFolder", pod.VolumeIsOnItsNode("kubernetes.io~git-repo", "html")).
		Assess("TheBranchIsServed", pod.Serves("/index.html", token)).
		Assess("TheVolumeIsAtTheServersCommit", pod.Named("web-server").HasCheckedOut(repo, "master", "/usr/share/nginx/html")).
		Assess("AnotherBranchIsServedWhereItIsAskedFor", branch.Serves("/index.html", other)).
		Assess("ACommitIsServedWhereItIsAskedFor", commit.Serves("/index.html", older)).
		Act("APodWritesIntoItsVolume", beside.Writes("/html/own.html", token)).
		Control("TheOtherPodReadsWhatItWrote", beside.Reads("/html/own.html", token)).
		Assess("AnotherPodsVolumeLacksIt", pod.Named("web-server").Lacks("/usr/share/nginx/html/own.html")).
		Assess("TheFolderGoesWithThePod", pod.DeletedWithItsVolume("kubernetes.io~git-repo", "html")))
}

func TestGitRepoPopulatedBeforeContainersStart(t *testing.T) {
	pod := steps.Pod("early")
	token := steps.NewToken()

	harness.Test(t, claims.GitRepoPopulatedBeforeContainersStart, harness.Feature().
		Setup("TheRepositoryIsThere", steps.Repo("site").Exists(steps.Files{"index.html": token})).
		Setup("ThePodIsReady", steps.Apply("pod.yaml")).
		Control("TheFileIsStillThere", pod.Named("web-server").Reads("/html/index.html", token)).
		Assess("TheFirstContainerPrintedIt", pod.Named("first").Logged(token)).
		Assess("TheNextContainerPrintedItToo", pod.Named("web-server").Logged(token)))
}

func TestGitRepoDeprecatedWarning(t *testing.T) {
	harness.Test(t, claims.GitRepoDeprecatedWarning, harness.Feature().
		Control("ThePodThatClonesByItselfIsNotWarnedAbout", steps.Offer("rewritten.yaml").IsAdmittedWithoutWarning()).
		Assess("ThePodIsWarnedAbout", steps.Offer("pod.yaml").IsAdmittedWithWarning("spec.volumes[0].gitRepo: deprecated in v1.11")).
		Assess("TemplatesAreWarnedAbout", steps.Offer("templates.yaml").IsAdmittedWithWarning("spec.template.spec.volumes[0].gitRepo: deprecated in v1.11")).
		Assess("APodTemplateIsWarnedAbout", steps.Offer("podtemplate.yaml").IsAdmittedWithWarning("template.spec.volumes[0].gitRepo: deprecated in v1.11")).
		Assess("ATemplateOfTemplatesIsWarnedAbout", steps.Offer("cronjob.yaml").IsAdmittedWithWarning("spec.template.spec.volumes[0].gitRepo: deprecated in v1.11")))
}

func TestGitRepoAdmittedButNeverRuns(t *testing.T) {
	pod, cloned, later := steps.Pod(gitRepoPod), steps.Pod("cloned"), steps.Pod("later")
	token := steps.NewToken()

	harness.Test(t, claims.GitRepoAdmittedButNeverRuns, harness.Feature().
		Setup("TheRepositoryIsThere", steps.Repo("site").Exists(steps.Files{"index.html": token})).
		Setup("ThePodThatClonesByItselfIsReady", steps.Apply("cloned.yaml", cloned.PinnedTo(steps.FirstWorker))).
		Control("TheClonedPodServes", cloned.Serves("/", token)).
		Assess("ThePodIsAdmitted", steps.Offer("pod.yaml").KeepsSource("html", "gitRepo")).
		Act("ThePodIsCreated", steps.Create("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Assess("TheKubeletRefusesItsVolume", pod.IsStuck("FailedMount", "git-repo volume plugin has been disabled")).
		Assess("ThePodGoesOnWaiting", pod.StaysStuckWhile(steps.InOrder(steps.Apply("later.yaml", later.PinnedTo(steps.FirstWorker)), later.Serves("/", token)), steps.MountAttempts)).
		Act("ThePodCanBeDeleted", pod.Delete()).
		Assess("TheOtherServesOn", cloned.Serves("/", token)))
}

func TestGitRepoNoCredentialsInAPI(t *testing.T) {
	harness.Test(t, claims.GitRepoNoCredentialsInAPI, harness.Feature().
		Control("ThePodWithoutIsAdmitted", steps.Offer("plain.yaml").IsAdmitted()).
		Control("AnotherTypeTakesThem", steps.Offer("iscsi-with-secret.yaml").IsAdmitted()).
		Control("TheSchemaOfThatTypeHasAFieldForThem", steps.SchemaHasField("io.k8s.api.core.v1.ISCSIVolumeSource", "secretRef")).
		Assess("ThisTypeHasThreeFields", steps.SchemaHasOnly("io.k8s.api.core.v1.GitRepoVolumeSource", "directory", "repository", "revision")).
		Assess("ASecretIsAnUnknownField", steps.Offer("with-secret.yaml").IsRejected(400, `unknown field "spec.volumes[0].gitRepo.secretRef"`)).
		Assess("APasswordInTheAddressIsAdmitted", steps.Offer("password-in-url.yaml").KeepsSource("html", "gitRepo")))
}

func TestGitRepoBlockedByPolicy(t *testing.T) {
	changed := steps.Deployment("changed-later").In("guarded")

	harness.Test(t, claims.GitRepoBlockedByPolicy, harness.Feature().
		Setup("ThereIsANamespaceOfLevelRestricted", steps.NamespaceAt("restricted", claim.Restricted)).
		Setup("AndOneWithAPolicy", steps.NamespaceAt("guarded", claim.Baseline)).
		Setup("ADeploymentWithoutOneIsThere", steps.Create("deployment.yaml")).
		Setup("ThePoliciesAreMade", steps.Create("policies.yaml")).
		Control("BothAdmitAnEmptyDir", steps.Offer("emptydirs.yaml").IsAdmitted()).
		Control("ADeploymentMayBeChanged", changed.Takes(steps.Patch("label.yaml"))).
		Assess("ThePolicyRefusesThePod", steps.Offer("guarded.yaml").ComesToBeRejected(422, "no gitRepo volumes")).
		Assess("ThePolicyRefusesTemplates", steps.Offer("guarded-templates.yaml").ComesToBeRejected(422, "no gitRepo volumes in templates")).
		Assess("ThePolicyRefusesOneThatIsAddedLater", changed.Refuses(steps.Patch("to-gitrepo.yaml"), "no gitRepo volumes in templates")).
		Assess("ThePolicyInForceAdmitsAnEmptyDir", steps.Offer("emptydirs.yaml").IsAdmitted()).
		Assess("LevelRestrictedRefusesAGitRepo", steps.Offer("restricted.yaml").IsRejected(403, `uses restricted volume type "gitRepo"`)).
		Assess("LevelBaselineAdmitsAGitRepo", steps.Offer("baseline.yaml").KeepsSource("html", "gitRepo")))
}

func TestGitRepoGateLocked(t *testing.T) {
	pod := steps.Pod("kubelet")
	kubelet := steps.KubeletOf(pod, "/node")
	const noConfiguration = "/volconf-has-no-such-file"
	const without, on, off = "--config=" + noConfiguration, "--feature-gates=GitRepoVolumeDriver=true", "--feature-gates=GitRepoVolumeDriver=false"

	harness.Test(t, claims.GitRepoGateLocked, harness.Feature().
		Setup("ThePodIsReady", steps.Apply("kubelet.yaml")).
		Control("WithoutTheGateItLooksForItsConfiguration", kubelet.CannotStart(noConfiguration, without)).
		Control("WithTheGateOffTheKubeletSaysTheSame", kubelet.CannotStart(noConfiguration, without, off)).
		Assess("WithTheGateOnItEndsBeforeThat", kubelet.EndsBefore("cannot set feature gate GitRepoVolumeDriver to true, feature is locked to false",
			noConfiguration, without, on)))
}

func TestTypeGitRepoInventory(t *testing.T) {
	harness.Test(t, claims.TypeGitRepoInventory, harness.Feature().
		Control("AnotherTypeIsNotWarnedAbout", steps.Offer("emptydir.yaml").IsAdmittedWithoutWarning()).
		Assess("GitRepoIsKept", steps.Offer("gitrepo.yaml").KeepsSource("data", "gitRepo")).
		Assess("GitRepoIsWarnedAbout", steps.Offer("gitrepo.yaml").IsAdmittedWithWarning("deprecated in v1.11")))
}
