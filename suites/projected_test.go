package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestProjectedCollidingPathsAreRefused(t *testing.T) {
	const refusal = "conflicting duplicate paths"
	oneThenTwo, twoThenOne, tokenThenOne := steps.Pod("one-then-two"), steps.Pod("two-then-one"), steps.Pod("token-then-one")

	harness.Test(t, claims.ProjectedCollidingPathsAreRefused, harness.Feature().
		Control("DifferentPathsAreTaken", steps.Offer("apart.yaml").IsAdmitted()).
		Assess("AConfigMapAndASecretMayNotNameOnePath", steps.Offer("configmap-and-secret.yaml").IsRejected(422, refusal)).
		Assess("AConfigMapAndTheDownwardAPIMayNotNameOnePath", steps.Offer("configmap-and-downwardapi.yaml").IsRejected(422, refusal)).
		Control("DifferentPathsAreNotWarnedAbout", steps.Offer("apart.yaml").IsNotWarnedAbout("overlapping paths")).
		Assess("ATokensPathIsWarnedAboutAndNotRefused", steps.Offer("secret-and-token.yaml").IsWarnedAbout("overlapping paths")).
		Act("PodsWithWholeSourcesAreReady", steps.Apply("keys.yaml")).
		Control("BothSourcesAreThere", steps.InOrder(oneThenTwo.Reads("/data/first", "only-in-one"), oneThenTwo.Reads("/data/second", "only-in-two"),
			twoThenOne.Reads("/data/first", "only-in-one"), twoThenOne.Reads("/data/second", "only-in-two"))).
		Assess("OfACommonKeyTheLaterSourceCounts", steps.InOrder(oneThenTwo.Reads("/data/key", "of-two"), twoThenOne.Reads("/data/key", "of-one"))).
		Assess("AConfigMapAfterATokenCounts", tokenThenOne.Reads("/data/key", "of-one")))
}

func TestProjectedSourcesAreOfThePodsNamespace(t *testing.T) {
	waiting, reading := steps.Pod("waiting"), steps.Pod("reading")

	harness.Test(t, claims.ProjectedSourcesAreOfThePodsNamespace, harness.Feature().
		Setup("AnotherNamespaceHasTheConfigMap", steps.Create("elsewhere.yaml")).
		Control("SourcesWithoutANamespaceAreTaken", steps.Offer("without-namespace.yaml").IsAdmitted()).
		Assess("ASecretMayNotNameANamespace", steps.Offer("secret-with-namespace.yaml").IsRejected(400, `unknown field "spec.volumes[0].projected.sources[0].secret.namespace"`)).
		Assess("AConfigMapMayNotNameANamespace", steps.Offer("configmap-with-namespace.yaml").IsRejected(400, `unknown field "spec.volumes[0].projected.sources[0].configMap.namespace"`)).
		Act("ThePodsAreMade", steps.Create("pods.yaml")).
		Act("ThePodWhoseConfigMapIsBesideItIsReady", reading.IsReady()).
		Control("ThePodOfItsNamespaceReadsIt", reading.Reads("/data/key", "of-here")).
		Assess("ThePodWhoseConfigMapIsElsewhereWaits", waiting.IsStuck("FailedMount", `configmap "one" not found`)).
		Act("ItsOwnNamespaceGetsOne", steps.Create("here.yaml")).
		Act("ThePodThatWaitedIsReady", waiting.IsReady()).
		Assess("ThePodThatWaitedReadsTheOneOfItsNamespace", waiting.Reads("/data/key", "of-its-own")))
}

func TestTokenMountCanBeSwitchedOff(t *testing.T) {
	const folder = "/var/run/secrets/kubernetes.io/serviceaccount"
	const mount = `{.spec.containers[?(@.name=="main")].volumeMounts[?(@.mountPath=="` + folder + `")].mountPath}`

	harness.Test(t, claims.TokenMountCanBeSwitchedOff, harness.Feature().
		Setup("TheAccountsAreMade", steps.Create("accounts.yaml")).
		Control("APodThatAsksForItHasTheMount", steps.Offer("asking.yaml").HasField(mount, folder)).
		Assess("ByDefaultTheTokenIsMounted", steps.Offer("by-default.yaml").HasField(mount, folder)).
		Assess("APodMayDeclineIt", steps.Offer("off-by-pod.yaml").LacksField(mount)).
		Assess("AnAccountMayDeclineIt", steps.Offer("off-by-account.yaml").LacksField(mount)).
		Assess("APodThatWantsItHasItAgainstItsAccount", steps.Offer("pod-says-on.yaml").HasField(mount, folder)).
		Assess("APodThatDeclinesLacksItAgainstItsAccount", steps.Offer("pod-says-off.yaml").LacksField(mount)))
}

func TestPodCertificateBounds(t *testing.T) {
	harness.Test(t, claims.PodCertificateBounds, harness.Feature().
		Control("APodThatBoundsNothingIsTaken", steps.Offer("unsaid.yaml").IsAdmitted()).
		Assess("TheSourceIsKeptWithoutAGate", steps.Offer("unsaid.yaml").
			HasField("{.spec.volumes[0].projected.sources[0].podCertificate.signerName}", "example.com/signer")).
		Assess("AnHourAndNinetyOneDaysAreTaken", steps.Offer("bounds.yaml").IsAdmitted()).
		Assess("ASecondLessThanAnHourIsRefused", steps.Offer("below.yaml").IsRejected(422, "maxExpirationSeconds must be >= 3600")).
		Assess("ASecondMoreThanNinetyOneDaysIsRefused", steps.Offer("above.yaml").IsRejected(422, "maxExpirationSeconds must be <= 7862400")).
		Assess("ASignerOfKubernetesIsAskedForADay", steps.Offer("a-day-of-kubernetes.yaml").IsAdmitted()).
		Assess("ASignerOfKubernetesIsNotAskedForMore", steps.Offer("more-of-kubernetes.yaml").IsRejected(422, "maxExpirationSeconds must be <= 86400")).
		Assess("SixTypesOfKeyAreTaken", steps.Offer("keys.yaml").IsAdmitted()).
		Assess("AnotherTypeOfKeyIsRefused", steps.Offer("another-key.yaml").IsRejected(422, `keyType: Unsupported value: "RSA2048"`)))
}
