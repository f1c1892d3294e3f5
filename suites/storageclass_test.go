package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestClassDefaultsDeleteAndImmediate(t *testing.T) {
	harness.Test(t, claims.ClassDefaultsDeleteAndImmediate, harness.Feature().
		Control("AGivenPolicyIsKept", steps.Offer("explicit.yaml").HasField("{.reclaimPolicy}", "Retain")).
		Control("AGivenModeIsKept", steps.Offer("explicit.yaml").HasField("{.volumeBindingMode}", "WaitForFirstConsumer")).
		Assess("ThePolicyIsDelete", steps.Offer("silent.yaml").HasField("{.reclaimPolicy}", "Delete")).
		Assess("TheModeIsImmediate", steps.Offer("silent.yaml").HasField("{.volumeBindingMode}", "Immediate")).
		Assess("AClassWithoutProvisionerIsRefused", steps.Offer("unprovisioned.yaml").IsRejected(422, "provisioner: Required value")).
		Assess("AClassThatRecyclesIsRefused", steps.Offer("recycle.yaml").IsRejected(422, "reclaimPolicy: Unsupported value")))
}

func TestClassIsFixedOnceMade(t *testing.T) {
	class := steps.StorageClass("made")

	harness.Test(t, claims.ClassIsFixedOnceMade, harness.Feature().
		Setup("AClassIsMade", steps.Create("class.yaml")).
		Control("ALabelIsTaken", class.Takes(steps.Patch("label.yaml"))).
		Assess("GrowthIsTaken", class.Takes(steps.Patch("growth.yaml"))).
		Assess("AnotherProvisionerIsRefused", class.Refuses(steps.Patch("provisioner.yaml"), "provisioner")).
		Assess("OtherParametersAreRefused", class.Refuses(steps.Patch("parameters.yaml"), "parameters")).
		Assess("AnotherPolicyIsRefused", class.Refuses(steps.Patch("policy.yaml"), "reclaimPolicy")).
		Assess("AnotherModeIsRefused", class.Refuses(steps.Patch("binding.yaml"), "volumeBindingMode")))
}

func TestImmediateBindsWithoutAPod(t *testing.T) {
	volume := steps.PersistentVolume

	harness.Test(t, claims.ImmediateBindsWithoutAPod, harness.Feature().
		Setup("ClassesAndVolumesAreMade", steps.InOrder(steps.Create("classes.yaml"), steps.Create("volumes.yaml"))).
		Setup("TheVolumesAreAvailable", steps.AreAvailable(volume("at-once"), volume("later"), volume("silent"))).
		Control("TheVolumeOfTheOtherClassIsFree", volume("later").Has("{.status.phase}", "Available")).
		Act("TheClaimsAreMade", steps.Create("claims.yaml")).
		Assess("TheImmediateClaimIsBound", steps.VolumeClaim("at-once").IsBoundTo(volume("at-once"))).
		Assess("AClassThatDoesNotSayIsImmediate", steps.VolumeClaim("silent").IsBoundTo(volume("silent"))).
		Assess("TheOtherClaimWaitsForAPod", steps.VolumeClaim("later").StaysUnbound("WaitForFirstConsumer", "waiting for first consumer")))
}

func TestInternalProvisionersAreGone(t *testing.T) {
	data := steps.VolumeClaim

	harness.Test(t, claims.InternalProvisionersAreGone, harness.Feature().
		Setup("TheClassesAreMade", steps.Create("classes.yaml")).
		Act("AClaimOfEachIsMade", steps.Create("claims.yaml")).
		Control("AClaimIsLeftToAnOutsideProvisioner", data("outside").IsToldOf("ExternalProvisioning", "volconf.example/none")).
		Assess("AzureFileIsLeftToItsCSIDriver", data("azure-file").IsToldOf("ExternalProvisioning", "file.csi.azure.com")).
		Assess("PortworxIsLeftToItsCSIDriver", data("portworx").IsToldOf("ExternalProvisioning", "pxd.portworx.com")).
		Assess("VSphereIsLeftToItsCSIDriver", data("vsphere").IsToldOf("ExternalProvisioning", "csi.vsphere.vmware.com")).
		Assess("RBDIsLeftToNobody", data("rbd").IsToldOf("ProvisioningFailed", "no volume plugin matched")))
}
