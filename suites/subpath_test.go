package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeUpdatesReachVolumesNotSubpath(t *testing.T) {
	pod := steps.Pod("consumer")
	// The kubelet looks at a Pod's volumes every minute, with up to half as much
	// on top (pkg/kubelet/pod_workers.go, v1.37).
	const refresh = 3 * time.Minute

	harness.Test(t, claims.TypeUpdatesReachVolumesNotSubpath, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("EveryMountReadsTheFirstValue", steps.InOrder(pod.Reads("/map/key", "before"), pod.Reads("/secret/key", "before"),
			pod.Reads("/sub/from-map", "before"), pod.Reads("/sub/from-secret", "before"),
			pod.Reads("/joined/from-map", "before"), pod.Reads("/joined/from-secret", "before"), pod.Reads("/joined/colour", "red"),
			pod.Prints("before before", "sh", "-c", "echo $FROM_MAP $FROM_SECRET"))).
		Act("TheObjectsAreChanged", steps.InOrder(steps.ConfigMap("settings").Takes(steps.Patch("changed.yaml")),
			steps.Secret("settings").Takes(steps.Patch("changed-secret.yaml")), pod.Takes(steps.Patch("repaint.yaml")))).
		Assess("AnImmutableObjectCannotBeChanged", steps.InOrder(steps.ConfigMap("fixed").Refuses(steps.Patch("changed.yaml"), "immutable"),
			steps.Secret("fixed").Refuses(steps.Patch("changed-secret.yaml"), "immutable"))).
		Assess("TheConfigMapsFileChanges", pod.ComesToReadWithin("/map/key", "after", refresh)).
		Assess("TheSecretsFileChanges", pod.ComesToReadWithin("/secret/key", "after", refresh)).
		Assess("TheJoinedFilesChange", steps.InOrder(pod.ComesToReadWithin("/joined/from-map", "after", refresh),
			pod.ComesToReadWithin("/joined/from-secret", "after", refresh), pod.ComesToReadWithin("/joined/colour", "blue", refresh))).
		Assess("SubPathsDoNotChange", steps.InOrder(pod.Reads("/sub/from-map", "before"), pod.Reads("/sub/from-secret", "before"))).
		Assess("VariablesDoNotChange", pod.Prints("before before", "sh", "-c", "echo $FROM_MAP $FROM_SECRET")).
		Act("TheContainerRestarts", pod.Restarts()).
		Assess("AfterARestartSubPathsHaveChanged", steps.InOrder(pod.Reads("/sub/from-map", "after"), pod.Reads("/sub/from-secret", "after"))).
		Assess("AfterARestartVariablesHaveChanged", pod.Prints("after after", "sh", "-c", "echo $FROM_MAP $FROM_SECRET")))
}

func TestSubpathAndExprExcludeEachOther(t *testing.T) {
	harness.Test(t, claims.SubpathAndExprExcludeEachOther, harness.Feature().
		Control("EachAloneIsTaken", steps.Offer("each-alone.yaml").IsAdmitted()).
		Assess("AMountWithBothIsRefused", steps.Offer("both.yaml").
			IsRejected(422, "subPathExpr and subPath are mutually exclusive")).
		Assess("AnInitContainersMountWithBothIsRefused", steps.Offer("both-in-init.yaml").
			IsRejected(422, "subPathExpr and subPath are mutually exclusive")))
}
