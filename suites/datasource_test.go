package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestDataSourceAndRefMirrorEachOther(t *testing.T) {
	live := steps.VolumeClaim("live")

	harness.Test(t, claims.DataSourceAndRefMirrorEachOther, harness.Feature().
		Control("WithoutASourceThereIsNone", steps.Offer("neither.yaml").LacksField("{.spec.dataSource}")).
		Control("WithoutASourceThereIsNoRef", steps.Offer("neither.yaml").LacksField("{.spec.dataSourceRef}")).
		Assess("TheRefIsTakenFromTheSource", steps.Offer("source.yaml").HasField("{.spec.dataSourceRef.kind}/{.spec.dataSourceRef.name}", "PersistentVolumeClaim/origin")).
		Assess("TheSourceIsTakenFromTheRef", steps.Offer("ref.yaml").HasField("{.spec.dataSource.kind}/{.spec.dataSource.name}", "PersistentVolumeClaim/origin")).
		Assess("ASnapshotIsMirroredToo", steps.Offer("snapshot.yaml").HasField("{.spec.dataSourceRef.apiGroup}/{.spec.dataSourceRef.kind}", "snapshot.storage.k8s.io/VolumeSnapshot")).
		Assess("TwoThatAgreeAreAdmitted", steps.Offer("both.yaml").IsAdmitted()).
		Assess("TwoThatDifferAreRefused", steps.Offer("differing.yaml").IsRejected(422, "must match")).
		Act("AClaimWithASourceIsMade", steps.Create("live.yaml")).
		Control("ALabelIsTaken", live.Takes(steps.Patch("label.yaml"))).
		Assess("AnotherSourceIsRefused", live.Refuses(steps.Patch("another-source.yaml"), "immutable")).
		Assess("AnotherRefIsRefused", live.Refuses(steps.Patch("another-ref.yaml"), "immutable")))
}

func TestDataSourceDropsWhatTheRefRefuses(t *testing.T) {
	harness.Test(t, claims.DataSourceDropsWhatTheRefRefuses, harness.Feature().
		Control("AClaimIsKeptAsSource", steps.Offer("pvc-source.yaml").HasField("{.spec.dataSource.name}", "origin")).
		Control("AClaimIsKeptAsRef", steps.Offer("pvc-ref.yaml").HasField("{.spec.dataSourceRef.name}", "origin")).
		Assess("ACoreObjectIsForgottenAsSource", steps.Offer("core-source.yaml").LacksField("{.spec.dataSource}")).
		Assess("NoRefIsMadeOfTheCoreObject", steps.Offer("core-source.yaml").LacksField("{.spec.dataSourceRef}")).
		Assess("ACoreObjectIsRefusedAsRef", steps.Offer("core-ref.yaml").IsRejected(422, "must be 'PersistentVolumeClaim'")).
		Assess("AnotherAPIsObjectIsForgottenAsSource", steps.Offer("custom-source.yaml").LacksField("{.spec.dataSource}")).
		Assess("AnotherAPIsObjectIsKeptAsRef", steps.Offer("custom-ref.yaml").HasField("{.spec.dataSourceRef.kind}", "Sample")))
}

func TestDataSourceRefNamespaceIsDropped(t *testing.T) {
	harness.Test(t, claims.DataSourceRefNamespaceIsDropped, harness.Feature().
		Control("ARefWithoutNamespaceIsKept", steps.Offer("here.yaml").HasField("{.spec.dataSourceRef.name}", "origin")).
		Assess("ARefWithANamespaceIsForgotten", steps.Offer("elsewhere.yaml").LacksField("{.spec.dataSourceRef}")).
		Assess("NoSourceIsMadeOfTheForgottenRef", steps.Offer("elsewhere.yaml").LacksField("{.spec.dataSource}")))
}
