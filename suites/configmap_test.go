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
