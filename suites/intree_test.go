package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeCloudDiskRedirectedToCSI(t *testing.T) {
	aws, gce, azure, cinder := steps.Pod("aws"), steps.Pod("gce"), steps.Pod("azure"), steps.Pod("cinder")
	disk := steps.NewToken()

	harness.Test(t, claims.TypeCloudDiskRedirectedToCSI, harness.Feature().
		Control("ATypeThatIsGoneIsWarnedAbout", steps.Offer("cephfs.yaml").IsAdmittedWithWarning("cephfs: deprecated")).
		Assess("CloudDisksAreAdmittedWithoutAWarning", steps.Offer("pods.yaml").IsAdmittedWithoutWarning()).
		Act("TheyAreCreated", steps.Create("pods.yaml", steps.DisksAreNamed(disk))).
		Act("SoIsATypeThatIsGone", steps.Create("cephfs.yaml")).
		Control("TheSamePodWithAnEmptyDirRuns", steps.Apply("emptydir.yaml")).
		Assess("AWSIsHandedOver", aws.IsHandedTo("ebs.csi.aws.com", disk)).
		Assess("GCEIsHandedOver", gce.IsHandedTo("pd.csi.storage.gke.io", disk)).
		Assess("AzureIsHandedOver", azure.IsHandedTo("disk.csi.azure.com", disk)).
		Assess("CinderIsHandedOver", cinder.IsHandedTo("cinder.csi.openstack.org", disk)).
		Control("WhatIsGoneIsHandedToNobody", steps.Pod("cephfs").IsHandedToNobodyBut(
			"ebs.csi.aws.com", "pd.csi.storage.gke.io", "disk.csi.azure.com", "cinder.csi.openstack.org")).
		Assess("PodsWithCloudDisksWait", steps.InOrder(aws.StaysStuckFor(time.Minute), gce.StaysStuckFor(0), azure.StaysStuckFor(0), cinder.StaysStuckFor(0))).
		Assess("AWSIsNotAttached", aws.HasEventWithin("FailedAttachVolume", "ebs.csi.aws.com", 3*time.Minute)).
		Act("TheyAreDropped", steps.DropBeforeTheNextAttempt(aws, gce, azure, cinder)).
		Assess("GCEAndAzureAndCinderAreNotAttached", steps.InOrder(
			gce.HasEventWithin("FailedAttachVolume", "pd.csi.storage.gke.io", time.Minute),
			azure.HasEventWithin("FailedAttachVolume", "disk.csi.azure.com", time.Minute),
			cinder.HasEventWithin("FailedAttachVolume", "cinder.csi.openstack.org", time.Minute))).
		Assess("NoDriverIsAskedAnyMore", steps.InOrder(
			aws.IsHandedBack("ebs.csi.aws.com", disk),
			gce.IsHandedBack("pd.csi.storage.gke.io", disk),
			azure.IsHandedBack("disk.csi.azure.com", disk),
			cinder.IsHandedBack("cinder.csi.openstack.org", disk))))
}

func TestTypeNetworkStorageInventory(t *testing.T) {
	const gone = "no volume plugin matched"

	harness.Test(t, claims.TypeNetworkStorageInventory, harness.Feature().
		Control("ATypeThatNeverWasIsRefused", steps.Offer("unknown.yaml").IsRejected(400, `unknown field "spec.volumes[0].nosuch"`)).
		Control("OneThatWorksIsNotWarnedAbout", steps.Offer("emptydir.yaml").IsAdmittedWithoutWarning()).
		Assess("CephFSIsKeptWithAWarning", steps.InOrder(steps.Offer("cephfs.yaml").KeepsSource("data", "cephfs"),
			steps.Offer("cephfs.yaml").IsAdmittedWithWarning("cephfs: deprecated in v1.28, non-functional in v1.31+"))).
		Assess("FlockerIsKeptWithAWarning", steps.InOrder(steps.Offer("flocker.yaml").KeepsSource("data", "flocker"),
			steps.Offer("flocker.yaml").IsAdmittedWithWarning("flocker: deprecated in v1.22, non-functional in v1.25+"))).
		Assess("GlusterFSIsKeptWithAWarning", steps.InOrder(steps.Offer("glusterfs.yaml").KeepsSource("data", "glusterfs"),
			steps.Offer("glusterfs.yaml").IsAdmittedWithWarning("glusterfs: deprecated in v1.25, non-functional in v1.26+"))).
		Assess("QuobyteIsKeptWithAWarning", steps.InOrder(steps.Offer("quobyte.yaml").KeepsSource("data", "quobyte"),
			steps.Offer("quobyte.yaml").IsAdmittedWithWarning("quobyte: deprecated in v1.22, non-functional in v1.25+"))).
		Assess("RBDIsKeptWithAWarning", steps.InOrder(steps.Offer("rbd.yaml").KeepsSource("data", "rbd"),
			steps.Offer("rbd.yaml").IsAdmittedWithWarning("rbd: deprecated in v1.28, non-functional in v1.31+"))).
		Assess("CinderIsKeptWithoutAWarning", steps.InOrder(steps.Offer("cinder.yaml").KeepsSource("data", "cinder"), steps.Offer("cinder.yaml").IsAdmittedWithoutWarning())).
		Assess("ISCSIIsKeptWithoutAWarning", steps.InOrder(steps.Offer("iscsi.yaml").KeepsSource("data", "iscsi"), steps.Offer("iscsi.yaml").IsAdmittedWithoutWarning())).
		Act("TheirPodsAreCreated", steps.InOrder(steps.Create("cephfs.yaml"), steps.Create("flocker.yaml"), steps.Create("glusterfs.yaml"),
			steps.Create("quobyte.yaml"), steps.Create("rbd.yaml"))).
		Control("TheSamePodWithAnEmptyDirRuns", steps.Apply("emptydir.yaml")).
		Assess("WhatIsGoneIsMountedByNobody", steps.InOrder(steps.Pod("cephfs").IsStuck("FailedMount", gone), steps.Pod("flocker").IsStuck("FailedMount", gone),
			steps.Pod("glusterfs").IsStuck("FailedMount", gone), steps.Pod("quobyte").IsStuck("FailedMount", gone), steps.Pod("rbd").IsStuck("FailedMount", gone))).
		// The kubelet tries again after half a second, and each time after twice as long: some five times.
		Assess("PodsOfWhatIsGoneGoOnWaiting", steps.InOrder(steps.Pod("cephfs").StaysStuckFor(20*time.Second), steps.Pod("flocker").StaysStuckFor(0),
			steps.Pod("glusterfs").StaysStuckFor(0), steps.Pod("quobyte").StaysStuckFor(0), steps.Pod("rbd").StaysStuckFor(0))))
}
