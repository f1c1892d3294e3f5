package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeImageMountsImageContent(t *testing.T) {
	pod, missing := steps.Pod("mounting"), steps.Pod("missing")

	harness.Test(t, claims.TypeImageMountsImageContent, harness.Feature().
		Setup("TheTypeIsKept", steps.Offer("pod.yaml").KeepsSource("image", "image")).
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("APodAsksForAnImageThatIsNowhere", steps.Create("missing.yaml", missing.MountsNoImage("volconf.invalid/none:1"))).
		Control("TheContainersOwnImageHasNoSuchFile", pod.Lacks("/usr/share/nginx/html/index.html")).
		Control("CommandsRunAsRoot", pod.IsRoot()).
		Control("TheContainersOwnFilesCanBeChanged", pod.Runs("touch", "/tmp/made")).
		// Where what leads outside is dropped, not refused, it takes a name server's time-outs.
		Control("WithoutTheImageItsContainerIsNotMade", missing.Named("main").IsKeptBackWithin("Failed", "volconf.invalid/none:1", 3*time.Minute)).
		Assess("TheImagesFileIsThere", pod.ComesToRead("/image/usr/share/nginx/html/index.html", "Welcome to nginx")).
		Assess("TheImagesFilesAreReadOnly", pod.CannotRun("Read-only file system", "touch", "/image/made")))
}
