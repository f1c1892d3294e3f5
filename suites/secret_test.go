package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeSecretExposesResource(t *testing.T) {
	reader, late := steps.Pod("reader"), steps.Pod("late")

	harness.Test(t, claims.TypeSecretExposesResource, harness.Feature().
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Act("APodAsksForASecretThatIsNotThere", steps.Create("late.yaml")).
		Control("TheSecretIsNotThereAndCouldBe", steps.Offer("later.yaml").IsAdmitted()).
		Assess("AnOptionalOneIsNotWaitedFor", reader.ComesUpWithout("FailedMount", `secret "later" not found`)).
		Act("ThatPodIsReady", reader.IsReady()).
		Control("CommandsRunAsRoot", reader.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", reader.CanChange("/own")).
		Control("AConfigMapIsNotInMemory", reader.HasOnDisk("kubernetes.io~configmap", "map")).
		Assess("ASecretIsInMemory", reader.HasInMemory("kubernetes.io~secret", "all")).
		Assess("KeysAreFiles", steps.InOrder(reader.Reads("/all/kept", "kept-value"), reader.Reads("/all/other", "other-value"))).
		Assess("BytesAreKept", reader.Prints("00010203", "xxd", "-p", "/all/bytes")).
		Assess("EachKeyIsAFileAndNothingElse", reader.HoldsExactly("/all", "bytes", "kept", "other")).
		Assess("AKeyMayHaveAnotherName", reader.Reads("/some/renamed", "kept-value")).
		Assess("OnlyTheChosenKeysAreThere", reader.HoldsExactly("/some", "renamed")).
		Assess("NothingCanBeChanged", reader.CannotChange("/all")).
		Assess("ThePodWithoutItsSecretWaits", late.IsStuck("FailedMount", `secret "later" not found`)).
		Assess("AnOptionalOneIsAnEmptyFolder", reader.HoldsExactly("/maybe")).
		Act("TheSecretIsMade", steps.Create("later.yaml")).
		Act("ThePodComesUp", late.IsReady()).
		Assess("ThePodReadsItsSecret", late.Reads("/data/kept", "kept-value")))
}
