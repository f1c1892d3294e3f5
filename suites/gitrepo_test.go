package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

const gitRepoPod = "gitrepo-volume-pod"

func TestGitRepoIsEmptyDirPrefilledByClone(t *testing.T) {
	pod, missing := steps.Pod(gitRepoPod), steps.Pod("no-such-revision")
	repo := steps.Repo("site")
	token := steps.NewToken()

	harness.Test(t, claim.GitRepoIsEmptyDirPrefilledByClone, harness.Feature().
		Setup("TheRepositoryHasTwoBranches", steps.InOrder(repo.Exists(steps.Files{"index.html": token}), repo.Commit("other", steps.Files{"index.html": "other"}))).
		Setup("ThePodIsReady", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Act("APodThatAsksForAnotherRevisionIsCreated", steps.Create("no-such-revision.yaml", missing.PinnedTo(steps.FirstWorker))).
		Control("ARevisionThatIsNotThereKeepsItWaiting", missing.IsStuck("FailedMount", "failed to exec 'git checkout")).
		Assess("TheBranchIsServed", pod.Serves("/index.html", token)).
		Assess("ItIsTheServersCommit", pod.Named("web-server").HasCheckedOut(repo, "master", "/usr/share/nginx/html")).
		Assess("TheFolderGoesWithThePod", pod.DeletedWithItsVolume("kubernetes.io~git-repo", "html")))
}

func TestGitRepoPopulatedBeforeContainersStart(t *testing.T) {
	pod := steps.Pod("early")
	token := steps.NewToken()

	harness.Test(t, claim.GitRepoPopulatedBeforeContainersStart, harness.Feature().
		Setup("TheRepositoryIsThere", steps.Repo("site").Exists(steps.Files{"index.html": token})).
		Setup("ThePodIsReady", steps.Apply("pod.yaml")).
		Control("TheFileIsStillThere", pod.Named("web-server").Reads("/html/index.html", token)).
		Assess("TheFirstContainerPrintedIt", pod.Named("first").Logged(token)).
		Assess("SoDidTheNext", pod.Named("web-server").Logged(token)))
}

func TestGitRepoDeprecatedWarning(t *testing.T) {
	harness.Test(t, claim.GitRepoDeprecatedWarning, harness.Feature().
		Control("ThePodThatClonesByItselfIsNotWarnedAbout", steps.Offer("rewritten.yaml").IsAdmittedWithoutWarning()).
		Assess("ThePodIs", steps.Offer("pod.yaml").IsAdmittedWithWarning("spec.volumes[0].gitRepo: deprecated in v1.11")).
		Assess("SoAreTemplates", steps.Offer("templates.yaml").IsAdmittedWithWarning("spec.template.spec.volumes[0].gitRepo: deprecated in v1.11")).
		Assess("AndTemplatesOfTemplates", steps.Offer("cronjob.yaml").IsAdmittedWithWarning("spec.template.spec.volumes[0].gitRepo: deprecated in v1.11")))
}

func TestGitRepoAdmittedButNeverRuns(t *testing.T) {
	pod, cloned := steps.Pod(gitRepoPod), steps.Pod("cloned")
	token := steps.NewToken()

	harness.Test(t, claim.GitRepoAdmittedButNeverRuns, harness.Feature().
		Setup("TheRepositoryIsThere", steps.Repo("site").Exists(steps.Files{"index.html": token})).
		Assess("ThePodIsAdmitted", steps.Offer("pod.yaml").KeepsSource("html", "gitRepo")).
		Act("ItIsCreated", steps.Create("pod.yaml")).
		Assess("TheKubeletRefusesItsVolume", pod.IsStuck("FailedMount", "git-repo volume plugin has been disabled")).
		Assess("ItGoesOnWaitingWhileThePodThatClonesByItselfServes", pod.StaysStuckWhile(
			steps.InOrder(steps.Apply("cloned.yaml"), cloned.Serves("/", token)), steps.MountAttempts)).
		Act("ItCanBeDeleted", pod.Delete()).
		Assess("TheOtherServesOn", cloned.Serves("/", token)))
}

func TestGitRepoNoCredentialsInAPI(t *testing.T) {
	harness.Test(t, claim.GitRepoNoCredentialsInAPI, harness.Feature().
		Control("ThePodWithoutIsAdmitted", steps.Offer("plain.yaml").IsAdmitted()).
		Control("AnotherTypeTakesThem", steps.Offer("iscsi-with-secret.yaml").IsAdmitted()).
		Control("ItsSchemaSaysSo", steps.SchemaHasField("io.k8s.api.core.v1.ISCSIVolumeSource", "secretRef")).
		Assess("ThisTypeHasThreeFields", steps.SchemaHasOnly("io.k8s.api.core.v1.GitRepoVolumeSource", "directory", "repository", "revision")).
		Assess("ASecretIsAnUnknownField", steps.Offer("with-secret.yaml").IsRejected(400, `unknown field "spec.volumes[0].gitRepo.secretRef"`)))
}

func TestGitRepoBlockedByPolicy(t *testing.T) {
	harness.Test(t, claim.GitRepoBlockedByPolicy, harness.Feature().
		Setup("ThereIsANamespaceOfLevelRestricted", steps.NamespaceAt("restricted", claim.Restricted)).
		Setup("AndOneWithAPolicy", steps.NamespaceAt("guarded", claim.Baseline)).
		Setup("ThePoliciesAreMade", steps.Create("policies.yaml")).
		Assess("ThePolicyRefusesThePod", steps.Offer("guarded.yaml").ComesToBeRejected(422, "no gitRepo volumes")).
		Assess("AndTheTemplate", steps.Offer("guarded-template.yaml").ComesToBeRejected(422, "no gitRepo volumes in templates")).
		Control("BothAdmitAnEmptyDir", steps.Offer("emptydirs.yaml").IsAdmitted()).
		Assess("LevelRestrictedRefusesIt", steps.Offer("restricted.yaml").IsRejected(403, `uses restricted volume type "gitRepo"`)).
		Assess("LevelBaselineAdmitsIt", steps.Offer("baseline.yaml").KeepsSource("html", "gitRepo")))
}

func TestGitRepoGateLocked(t *testing.T) {
	pod := steps.Pod("kubelet")
	kubelet := steps.KubeletOf(pod, "/node")
	const noConfiguration = "/volconf-has-no-such-file"
	const without, on, off = "--config=" + noConfiguration, "--feature-gates=GitRepoVolumeDriver=true", "--feature-gates=GitRepoVolumeDriver=false"

	harness.Test(t, claim.GitRepoGateLocked, harness.Feature().
		Setup("ThePodIsReady", steps.Apply("kubelet.yaml")).
		Control("WithoutTheGateItLooksForItsConfiguration", kubelet.CannotStart(noConfiguration, without)).
		Control("SoItDoesWithTheGateOff", kubelet.CannotStart(noConfiguration, without, off)).
		Assess("WithTheGateOnItEndsBeforeThat", kubelet.EndsBefore("cannot set feature gate GitRepoVolumeDriver to true, feature is locked to false",
			noConfiguration, without, on)))
}
