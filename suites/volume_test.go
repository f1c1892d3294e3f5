package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestVolumeSurvivesContainerRestart(t *testing.T) {
	main := steps.Pod("restarted").Named("main")
	token := steps.NewToken()

	harness.Test(t, claim.VolumeSurvivesContainerRestart, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWrittenIntoTheVolume", main.Writes("/data/token", token)).
		Act("TokenIsWrittenOutsideIt", main.Writes("/tmp/token", token)).
		Control("FirstStartLeftALine", main.Reads("/data/starts", "started\n")).
		Act("ContainerRestarts", main.Restarts()).
		Control("FileOutsideTheVolumeIsLost", main.Lacks("/tmp/token")).
		Assess("TokenIsStillThere", main.Reads("/data/token", token)).
		Assess("BothStartsLeftALine", main.Reads("/data/starts", "started\nstarted\n")).
		Act("ContainerRestartsAgain", main.Restarts()).
		Assess("TokenIsThereAfterTheSecondRestart", main.Reads("/data/token", token)).
		Assess("AllStartsLeftALine", main.Reads("/data/starts", "started\nstarted\nstarted\n")))
}
