package suites

import (
	"net/http"
	"testing"
	"time"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestFortuneWrittenByOneServedByOther(t *testing.T) {
	pod := steps.Pod("fortune")

	harness.Test(t, claim.FortuneWrittenByOneServedByOther, harness.Feature().
		Setup("PodIsReady", steps.Apply("fortune.yaml")).
		Setup("TwinsAreReady", steps.Apply("controls.yaml")).
		Control("WithoutAWriterNothingIsServed", steps.Pod("no-writer").ServesStatus("/", http.StatusForbidden)).
		Control("WithoutTheVolumeTheImagesPageIsServed", steps.Pod("no-volume").ServesText("/", "Welcome to nginx!")).
		Assess("ServedIsWhatIsWritten",
			pod.ServesWhatIsWrittenAt("/var/htdocs/index.html", pod.Named("html-generator"), "/")))
}

func TestFortuneChangesOverTime(t *testing.T) {
	pod := steps.Pod("fortune")

	harness.Test(t, claim.FortuneChangesOverTime, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		// The writer's period is 10 s, and a quote may repeat: six periods.
		Assess("PageChangesWhileTheTwinsStays", pod.ChangesWhileOtherStays("/", 60*time.Second, steps.Pod("once"))).
		Assess("NothingWasRestarted", pod.HasNoRestarts()))
}

func TestReadOnlyMountRejectsWrites(t *testing.T) {
	writer, server := steps.Pod("fortune").Named("html-generator"), steps.Pod("fortune").Named("web-server")

	harness.Test(t, claim.ReadOnlyMountRejectsWrites, harness.Feature().
		Setup("PodIsReady", steps.Apply("fortune.yaml")).
		Act("AFileIsWritten", writer.Writes("/var/htdocs/kept", "kept\n")).
		Control("TheServerSeesTheFile", server.Reads("/usr/share/nginx/html/kept", "kept\n")).
		Control("BothAreRoot", steps.InOrder(writer.IsRoot(), server.IsRoot())).
		Control("TheOtherMountIsWritable", writer.MountsWith("/var/htdocs", "rw")).
		Control("TheOtherContainerCanChangeEverything", writer.CanChange("/var/htdocs")).
		Assess("MountIsReadOnly", server.MountsWith("/usr/share/nginx/html", "ro")).
		Assess("EveryChangeIsRefused", server.CannotChange("/usr/share/nginx/html")).
		Assess("ContentIsUnchanged", server.Reads("/usr/share/nginx/html/kept", "kept\n")))
}
