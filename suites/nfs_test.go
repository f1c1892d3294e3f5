package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeNFSMountsShare(t *testing.T) {
	here, there, later := steps.Pod("here"), steps.Pod("there"), steps.Pod("later")
	token := steps.NewToken()

	harness.Test(t, claims.TypeNFSMountsShare, harness.Feature().
		Setup("TheServerIsReady", steps.Apply("server.yaml")).
		Setup("ClientsAreReadyOnTwoNodes", steps.Apply("clients.yaml", here.PinnedTo(steps.FirstWorker), there.PinnedTo(steps.SecondWorker))).
		Act("OneWrites", steps.InOrder(here.Writes("/data/token", token), here.Writes("/own/token", token))).
		Act("APodAsksForAnotherShare", steps.Create("wrong.yaml")).
		Control("AnEmptyDirIsNotShared", there.Lacks("/own/token")).
		Control("AShareThatIsNotThereIsNotMounted", steps.Pod("wrong").IsStuck("FailedMount", "MountVolume.SetUp failed")).
		Assess("TheOtherNodesPodReadsIt", there.Reads("/data/token", token)).
		Act("AllClientsAreDeleted", steps.InOrder(here.Delete(), there.Delete(), steps.Pod("wrong").Delete())).
		Act("AnotherIsReady", steps.Apply("later.yaml")).
		Assess("ALaterPodReadsItToo", later.Reads("/data/token", token)).
		Act("ItIsDeletedBeforeTheServer", later.Delete()).
		Assess("TheServerHasTheFile", steps.Pod("server").Reads("/export/token", token)))
}
