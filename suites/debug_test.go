package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestDebugContainerRefusesPortsProbesResources(t *testing.T) {
	pod := steps.Pod("held")
	added := func(file string) steps.PatchFile { return steps.Patch(file).Of("ephemeralcontainers") }
	const refusal = ": Forbidden: cannot be set for an Ephemeral Container"

	harness.Test(t, claims.DebugContainerRefusesPortsProbesResources, harness.Feature().
		Setup("ThereIsAPod", steps.Create("pod.yaml")).
		Control("WithoutTheFieldsAContainerIsAdded", pod.Takes(added("plain.yaml"))).
		Assess("PortsAreRefused", pod.Refuses(added("ports.yaml"), "ports"+refusal)).
		Assess("ALivenessProbeIsRefused", pod.Refuses(added("liveness.yaml"), "livenessProbe"+refusal)).
		Assess("AReadinessProbeIsRefused", pod.Refuses(added("readiness.yaml"), "readinessProbe"+refusal)).
		Assess("AStartupProbeIsRefused", pod.Refuses(added("startup.yaml"), "startupProbe"+refusal)).
		Assess("ALifecycleHookIsRefused", pod.Refuses(added("lifecycle.yaml"), "lifecycle"+refusal)).
		Assess("ResourcesAreRefused", pod.Refuses(added("resources.yaml"), "resources"+refusal)))
}

func TestDebugContainerRefusesSubPaths(t *testing.T) {
	pod := steps.Pod("live")
	added := func(file string) steps.PatchFile { return steps.Patch(file).Of("ephemeralcontainers") }
	token := steps.NewToken()
	const refusal = ": Forbidden: cannot be set for an Ephemeral Container"

	harness.Test(t, claims.DebugContainerRefusesSubPaths, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Act("TokenIsWritten", pod.Writes("/data/token", token)).
		Control("AnOrdinaryContainerMayHaveEither", steps.Offer("sub-path-of-container.yaml").IsAdmitted()).
		Act("AContainerWithTheWholeVolumeIsAdded", pod.Takes(added("whole.yaml"))).
		Act("TheContainerRuns", pod.Named("looker").IsRunning()).
		Assess("TheWholeVolumeIsMounted", pod.Named("looker").Reads("/seen/token", token)).
		Assess("ASubPathIsRefused", pod.Refuses(added("sub-path.yaml"), "volumeMounts[0].subPath"+refusal)).
		Assess("AnExpressionIsRefused", pod.Refuses(added("expression.yaml"), "volumeMounts[0].subPathExpr"+refusal)))
}

func TestDebugContainerByItsOwnDoor(t *testing.T) {
	pod := steps.Pod("held")

	harness.Test(t, claims.DebugContainerByItsOwnDoor, harness.Feature().
		Setup("ThereIsAPod", steps.Create("pod.yaml")).
		Control("APodWithoutItCanBeMade", steps.Offer("without.yaml").IsAdmitted()).
		Control("ThePodTakesAnOrdinaryChange", pod.Takes(steps.Patch("label.yaml"))).
		Assess("APodCannotBeMadeWithOne", steps.Offer("from-the-start.yaml").IsRejected(422, "spec.ephemeralContainers: Forbidden: cannot be set on create")).
		Assess("AnOrdinaryChangeCannotAddOne", pod.Refuses(steps.Patch("looker.yaml"), "pod updates may not change fields other than")).
		Assess("TheSubresourceAddsOne", pod.Takes(steps.Patch("looker.yaml").Of("ephemeralcontainers"))))
}
