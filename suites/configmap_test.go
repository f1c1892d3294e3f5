package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeConfigMapExposesResource(t *testing.T) {
	reader, late := steps.Pod("reader"), steps.Pod("late")

	harness.Test(t, claims.TypeConfigMapExposesResource, harness.Feature().
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Act("APodAsksForAConfigMapThatIsNotThere", steps.Create("late.yaml")).
		Control("TheConfigMapIsNotThereAndCouldBe", steps.Offer("later.yaml").IsAdmitted()).
		Assess("AnOptionalOneIsNotWaitedFor", reader.ComesUpWithout("FailedMount", `configmap "later" not found`)).
		Act("ThatPodIsReady", reader.IsReady()).
		Control("CommandsRunAsRoot", reader.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", reader.CanChange("/own")).
		Assess("KeysAreFiles", steps.InOrder(reader.Reads("/all/kept", "kept-value"), reader.Reads("/all/other", "other-value"))).
		Assess("BytesAreKept", reader.Prints("00010203", "xxd", "-p", "/all/bytes")).
		Assess("EachKeyIsAFileAndNothingElse", reader.HoldsExactly("/all", "bytes", "kept", "other")).
		Assess("AKeyMayHaveAnotherName", reader.Reads("/some/renamed", "kept-value")).
		Assess("OnlyTheChosenKeysAreThere", reader.HoldsExactly("/some", "renamed")).
		Assess("NothingCanBeChanged", reader.CannotChange("/all")).
		Assess("ThePodWithoutItsConfigMapWaits", late.IsStuck("FailedMount", `configmap "later" not found`)).
		Assess("AnOptionalOneIsAnEmptyFolder", reader.HoldsExactly("/maybe")).
		Act("TheConfigMapIsMade", steps.Create("later.yaml")).
		Act("ThePodComesUp", late.IsReady()).
		Assess("ThePodReadsItsConfigMap", late.Reads("/data/kept", "kept-value")))
}

func TestConfigMapSizeLimit1MiB(t *testing.T) {
	const mebibyte, refusal = 1 << 20, "may not be more than 1048576 bytes"

	harness.Test(t, claims.ConfigMapSizeLimit1MiB, harness.Feature().
		Control("AConfigMapWithoutDataIsTaken", steps.Offer("configmap.yaml").IsAdmitted()).
		Assess("AMebibyteOfDataIsTakenWithItsKey", steps.Offer("configmap.yaml").Filled("data", mebibyte).IsAdmitted()).
		Assess("AByteMoreIsRefused", steps.Offer("configmap.yaml").Filled("data", mebibyte+1).IsRejected(422, refusal)).
		Assess("AMebibyteInBothFieldsIsTaken", steps.Offer("beside.yaml").Filled("data", mebibyte-1).IsAdmitted()).
		Assess("AByteMoreInBothFieldsIsRefused", steps.Offer("beside.yaml").Filled("data", mebibyte).IsRejected(422, refusal)).
		Assess("ASecretOfAMebibyteIsTaken", steps.Offer("secret.yaml").Filled("stringData", mebibyte).IsAdmitted()).
		Assess("ASecretOfAByteMoreIsRefused", steps.Offer("secret.yaml").Filled("stringData", mebibyte+1).IsRejected(422, refusal)))
}

func TestConfigMapImmutableIsOneWay(t *testing.T) {
	changing, fixed := steps.ConfigMap("changing"), steps.ConfigMap("fixed")
	secretChanging, secretFixed := steps.Secret("changing"), steps.Secret("fixed")
	const refusal = "field is immutable when `immutable` is set"

	harness.Test(t, claims.ConfigMapImmutableIsOneWay, harness.Feature().
		Setup("TheObjectsAreMade", steps.Create("objects.yaml")).
		Control("AnOrdinaryConfigMapTakesEachChange", steps.InOrder(changing.Takes(steps.Patch("changed-bytes.yaml")),
			changing.Takes(steps.Patch("another-key.yaml")), changing.Takes(steps.Patch("changed.yaml")))).
		Control("AnOrdinarySecretTakesEachChange", steps.InOrder(secretChanging.Takes(steps.Patch("another-secret-key.yaml")),
			secretChanging.Takes(steps.Patch("changed-secret.yaml")))).
		Assess("ImmutabilityCannotBeTakenBack", steps.InOrder(fixed.Refuses(steps.Patch("mutable.yaml"), refusal), fixed.Refuses(steps.Patch("unsaid.yaml"), refusal),
			secretFixed.Refuses(steps.Patch("mutable.yaml"), refusal), secretFixed.Refuses(steps.Patch("unsaid.yaml"), refusal))).
		Assess("NoValueCanBeChanged", steps.InOrder(fixed.Refuses(steps.Patch("changed.yaml"), refusal), fixed.Refuses(steps.Patch("changed-bytes.yaml"), refusal),
			secretFixed.Refuses(steps.Patch("changed-secret.yaml"), refusal))).
		Assess("NoKeyCanBeAdded", steps.InOrder(fixed.Refuses(steps.Patch("another-key.yaml"), refusal),
			secretFixed.Refuses(steps.Patch("another-secret-key.yaml"), refusal))).
		Assess("LabelsCanBeChanged", steps.InOrder(fixed.Takes(steps.Patch("labelled.yaml")), secretFixed.Takes(steps.Patch("labelled.yaml")))).
		Assess("AnOrdinaryObjectCanBeMadeImmutable", steps.InOrder(changing.Takes(steps.Patch("immutable.yaml")), secretChanging.Takes(steps.Patch("immutable.yaml")))).
		Assess("AnObjectMadeImmutableStaysSo", steps.InOrder(changing.Refuses(steps.Patch("mutable.yaml"), refusal), secretChanging.Refuses(steps.Patch("mutable.yaml"), refusal))))
}

func TestConfigMapKeysAreOfOneKind(t *testing.T) {
	harness.Test(t, claims.ConfigMapKeysAreOfOneKind, harness.Feature().
		Control("DifferentKeysInBothFieldsAreTaken", steps.Offer("apart.yaml").IsAdmitted()).
		Assess("EachKindOfCharacterIsTaken", steps.Offer("characters.yaml").IsAdmitted()).
		Assess("AKeyInBothFieldsIsRefused", steps.Offer("both.yaml").IsRejected(422, "duplicate of key present in binaryData")).
		Assess("OtherCharactersAreRefused", steps.Offer("other-characters.yaml").
			IsRejected(422, "a valid config key must consist of alphanumeric characters, '-', '_' or '.'")))
}
