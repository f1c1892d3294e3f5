package suites

import (
	"net/http"
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestFortuneWrittenByOneServedByOther(t *testing.T) {
	pod := steps.Pod("fortune")

	harness.Test(t, claims.FortuneWrittenByOneServedByOther, harness.Feature().
		Setup("PodIsReady", steps.Apply("fortune.yaml")).
		Setup("TwinsAreReady", steps.Apply("controls.yaml")).
		Control("WithoutAWriterNothingIsServed", steps.Pod("no-writer").ServesStatus("/", http.StatusForbidden)).
		Control("WithoutTheVolumeTheImagesPageIsServed", steps.Pod("no-volume").ServesText("/", "Welcome to nginx!")).
		Assess("ServedIsWhatIsWritten",
			pod.ServesWhatIsWrittenAt("/var/htdocs/index.html", pod.Named("html-generator"), "/")))
}

func TestFortuneChangesOverTime(t *testing.T) {
	pod := steps.Pod("fortune")

	harness.Test(t, claims.FortuneChangesOverTime, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		// The writer's period is 10 s, and a quote may repeat: six periods for each change.
		Assess("PageChangesAgainAndAgainWhileTheTwinsStays", pod.ChangesWhileOtherStays("/", 2, 60*time.Second, steps.Pod("once"))).
		Assess("NoContainerWasRestarted", pod.HasNoRestarts()))
}

func TestReadOnlyMountRejectsWrites(t *testing.T) {
	writer, server := steps.Pod("fortune").Named("html-generator"), steps.Pod("fortune").Named("web-server")

	harness.Test(t, claims.ReadOnlyMountRejectsWrites, harness.Feature().
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

func TestFortunePodTwoContainersReady(t *testing.T) {
	pod, half := steps.Pod("fortune"), steps.Pod("half")
	writer, server := pod.Named("html-generator"), pod.Named("web-server")

	harness.Test(t, claims.FortunePodTwoContainersReady, harness.Feature().
		Setup("PodsAreCreated", steps.Create("pods.yaml")).
		Control("ThePodWithOneContainerBrokenIsNotReady", half.HasReady("web-server")).
		Assess("BothContainersAreReady", pod.HasReady("html-generator", "web-server")).
		Assess("NoneWasRestarted", pod.HasNoRestarts()).
		Assess("BothMountTheOneVolume", server.SeesTheFolderOf("/usr/share/nginx/html", writer, "/var/htdocs")))
}

func TestReadOnlyIsPerMountNotPerVolume(t *testing.T) {
	writer, reader, both := steps.Pod("mounts").Named("writer"), steps.Pod("mounts").Named("reader"), steps.Pod("mounts").Named("both")
	one, two := steps.NewToken(), steps.NewToken()

	harness.Test(t, claims.ReadOnlyIsPerMountNotPerVolume, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("AFileIsWritten", writer.Writes("/writable/kept", one)).
		Control("AWritableMountTakesEveryChange", writer.CanChange("/writable")).
		Assess("AllMountsLeadToOneFolder", steps.InOrder(
			reader.SeesTheFolderOf("/readonly", writer, "/writable"), both.SeesTheFolderOf("/readonly", both, "/writable"))).
		Assess("TheOtherContainersMountIsReadOnly", steps.InOrder(
			reader.MountsWith("/readonly", "ro"), reader.CannotChange("/readonly"))).
		Act("TheFirstContainerWritesMeanwhile", writer.Writes("/writable/kept", two)).
		Assess("TheOtherReadsItAtOnce", reader.Reads("/readonly/kept", two)).
		Assess("OneContainerHasBothKinds", steps.InOrder(both.MountsWith("/readonly", "ro"), both.MountsWith("/writable", "rw"))).
		Assess("TheReadOnlyMountRefusesEveryChange", both.CannotChange("/readonly")).
		Assess("TheWritableMountTakesEveryChange", both.CanChange("/writable")))
}

func TestFortuneServedThroughPortForward(t *testing.T) {
	pod := steps.Pod("fortune")

	harness.Test(t, claims.FortuneServedThroughPortForward, harness.Feature().
		Setup("PodIsReady", steps.Apply("fortune.yaml")).
		Control("NoServiceLeadsThere", steps.NoServiceExists()).
		Control("APortWithoutAServerIsRefused", pod.RefusesPort(81)).
		Assess("ServedIsWhatIsWritten",
			pod.ServesByPortForward("/var/htdocs/index.html", pod.Named("html-generator"), "/")))
}

func TestFortuneServedThroughService(t *testing.T) {
	pod, client := steps.Pod("fortune"), steps.Pod("client")
	service := steps.Service("fortune")

	harness.Test(t, claims.FortuneServedThroughService, harness.Feature().
		Setup("PodsAreReady", steps.Apply("pods.yaml")).
		Control("TheClientReachesThePodItself", pod.AnswersByItsAddress(client, "/")).
		Control("AServiceOfNobodyIsSilent", steps.Service("nobody").FallsSilent(client, "/")).
		Assess("TheServiceListsThePod", service.ListsAsReady(pod)).
		Assess("TheServiceGivesWhatIsWritten",
			service.AnswersWhatIsWrittenAt("/var/htdocs/index.html", pod.Named("html-generator"), client, "/")))
}
