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

func TestImageVolumeNeedsAReference(t *testing.T) {
	harness.Test(t, claims.ImageVolumeNeedsAReference, harness.Feature().
		Control("WithAReferenceTheTypeIsKept", steps.Offer("with.yaml").KeepsSource("image", "image")).
		Assess("APodWithoutAReferenceIsRefused", steps.Offer("without.yaml").IsRejected(422, "spec.volumes[0].image.reference: Required value")).
		Assess("APodWithAnEmptyReferenceIsRefused", steps.Offer("empty.yaml").IsRejected(422, "spec.volumes[0].image.reference: Required value")))
}

func TestImageVolumeOfATemplateNeedsAReference(t *testing.T) {
	harness.Test(t, claims.ImageVolumeOfATemplateNeedsAReference, harness.Feature().
		Control("WithAReferenceTheTypeIsKept", steps.Offer("with.yaml").HasField("{.spec.template.spec.volumes[0].image.reference}", "registry.example/some:1")).
		Assess("ATemplateWithoutAReferenceIsRefused", steps.Offer("without.yaml").
			IsRejected(422, "spec.template.spec.volumes[0].image.reference: Required value")))
}

func TestImageVolumeDefaultPullPolicy(t *testing.T) {
	const policy = "{.spec.volumes[0].image.pullPolicy}"

	harness.Test(t, claims.ImageVolumeDefaultPullPolicy, harness.Feature().
		Control("AStatedPolicyIsKept", steps.Offer("stated.yaml").HasField(policy, "Never")).
		Assess("TheTagLatestIsPulledAlways", steps.Offer("latest.yaml").HasField(policy, "Always")).
		Assess("AReferenceWithoutATagIsPulledAlways", steps.Offer("no-tag.yaml").HasField(policy, "Always")).
		Assess("AnotherTagIsPulledIfNotPresent", steps.Offer("tagged.yaml").HasField(policy, "IfNotPresent")).
		Assess("ADigestIsPulledIfNotPresent", steps.Offer("digest.yaml").HasField(policy, "IfNotPresent")))
}
