package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestEnvFileEmptyDirOnly(t *testing.T) {
	const refusal = "referenced volume must be of type emptyDir"

	harness.Test(t, claims.EnvFileEmptyDirOnly, harness.Feature().
		Control("TheReferenceIsKept", steps.Offer("emptydir.yaml").HasField("{.spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName}", "config")).
		Assess("AnEmptyDirInMemoryIsTaken", steps.Offer("memory.yaml").IsAdmitted()).
		Assess("OtherTypesOfVolumeAreRefused", steps.Offer("others.yaml").IsRejected(422, refusal)).
		Assess("OtherTypesAreRefusedToAnInitContainer", steps.Offer("init.yaml").IsRejected(422, refusal)).
		Assess("AVolumeThatIsNotThereIsRefused", steps.Offer("undeclared.yaml").IsRejected(422, `fileKeyRef.volumeName: Not found: "config"`)))
}
