package suites

import (
	"testing"
	"time"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeEmptyDirEphemeral(t *testing.T) {
	pod := steps.Pod("brief")
	token := steps.NewToken()

	harness.Test(t, claims.TypeEmptyDirEphemeral, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Control("AFolderOfTheImageIsNotEmpty", pod.HoldsExactly(steps.ImageFolder, steps.ImageFileName)).
		Assess("TheEmptyDirStartsEmpty", pod.DirIsEmpty("/data")).
		Act("TokenIsWritten", steps.InOrder(pod.Writes("/data/token", token), pod.Writes("/host/token", token))).
		Control("TokenIsThere", pod.Reads("/data/token", token)).
		Act("PodIsMadeAnewOnTheSameNode", steps.InOrder(pod.Delete(), pod.ComesBack())).
		Control("TheNodesFolderHasIt", pod.Reads("/host/token", token)).
		Assess("TheEmptyDirHasNot", pod.DirIsEmpty("/data")))
}

func TestTypeHostPathNodeFilesystem(t *testing.T) {
	pod := steps.Pod("looking")
	token := steps.NewToken()

	harness.Test(t, claims.TypeHostPathNodeFilesystem, harness.Feature().
		Setup("TheNodeHasAFolder", steps.NodeGetsFile(steps.FirstWorker, "/folder/given", token)).
		Setup("APodIsReadyOnThatNode", steps.Apply("pod.yaml", pod.PinnedTo(steps.FirstWorker))).
		Act("ItWritesIntoBoth", steps.InOrder(pod.Writes("/data/written", token), pod.Writes("/own/elsewhere", token))).
		Control("AnEmptyDirHasNothingOfTheNode", pod.Lacks("/own/given")).
		Control("TheNodeHasNothingOfTheEmptyDir", steps.NodeLacks(steps.FirstWorker, "/folder/elsewhere")).
		Assess("TheNodesFileIsThere", pod.Reads("/data/given", token)).
		Assess("TheNodeHasWhatWasWritten", steps.NodeKeeps(steps.FirstWorker, "/folder/written")))
}

func TestTypeGitRepoInventory(t *testing.T) {
	harness.Test(t, claims.TypeGitRepoInventory, harness.Feature().
		Control("AnotherTypeIsNotWarnedAbout", steps.Offer("emptydir.yaml").IsAdmittedWithoutWarning()).
		Assess("GitRepoIsKept", steps.Offer("gitrepo.yaml").KeepsSource("data", "gitRepo")).
		Assess("GitRepoIsWarnedAbout", steps.Offer("gitrepo.yaml").IsAdmittedWithWarning("deprecated in v1.11")))
}

func TestTypeNFSMountsShare(t *testing.T) {
	here, there, later := steps.Pod("here"), steps.Pod("there"), steps.Pod("later")
	token := steps.NewToken()

	harness.Test(t, claims.TypeNFSMountsShare, harness.Feature().
		Setup("TheServerIsReady", steps.Apply("server.yaml")).
		Setup("ClientsAreReadyOnTwoNodes", steps.Apply("clients.yaml", here.PinnedTo(steps.FirstWorker), there.PinnedTo(steps.SecondWorker))).
		Act("OneWrites", steps.InOrder(here.Writes("/data/token", token), here.Writes("/own/token", token))).
		Act("APodAsksForAnotherShare", steps.Create("wrong.yaml")).
		Control("AnEmptyDirIsNotShared", there.Lacks("/own/token")).
		Control("AShareThatIsNotThereIsNotMounted", steps.Pod("wrong").IsStuck("FailedMount", "MountVolume.SetUp failed")).
		Assess("TheOtherNodesPodReadsIt", there.Reads("/data/token", token)).
		Act("AllClientsAreDeleted", steps.InOrder(here.Delete(), there.Delete(), steps.Pod("wrong").Delete())).
		Act("AnotherIsReady", steps.Apply("later.yaml")).
		Assess("ALaterPodReadsItToo", later.Reads("/data/token", token)).
		Act("ItIsDeletedBeforeTheServer", later.Delete()).
		Assess("TheServerHasTheFile", steps.Pod("server").Reads("/export/token", token)))
}

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

func TestTypeConfigMapExposesResource(t *testing.T) {
	reader, late := steps.Pod("reader"), steps.Pod("late")

	harness.Test(t, claims.TypeConfigMapExposesResource, harness.Feature().
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Act("APodAsksForAConfigMapThatIsNotThere", steps.Create("late.yaml")).
		Control("TheConfigMapIsNotThereAndCouldBe", steps.Offer("later.yaml").IsAdmitted()).
		Assess("AnOptionalOneIsNotWaitedFor", reader.ComesUpWithout("FailedMount", `configmap "later" not found`)).
		Act("ThatPodIsReady", reader.IsReady()).
		Control("CommandsRunAsRoot", reader.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", reader.CanChange("/own")).
		Assess("KeysAreFiles", steps.InOrder(reader.Reads("/all/kept", "kept-value"), reader.Reads("/all/other", "other-value"))).
		Assess("BytesAreKept", reader.Prints("00010203", "xxd", "-p", "/all/bytes")).
		Assess("EachKeyIsAFileAndNothingElse", reader.HoldsExactly("/all", "bytes", "kept", "other")).
		Assess("AKeyMayHaveAnotherName", reader.Reads("/some/renamed", "kept-value")).
		Assess("OnlyTheChosenKeysAreThere", reader.HoldsExactly("/some", "renamed")).
		Assess("NothingCanBeChanged", reader.CannotChange("/all")).
		Assess("ThePodWithoutItsConfigMapWaits", late.IsStuck("FailedMount", `configmap "later" not found`)).
		Assess("AnOptionalOneIsAnEmptyFolder", reader.HoldsExactly("/maybe")).
		Act("TheConfigMapIsMade", steps.Create("later.yaml")).
		Act("ThePodComesUp", late.IsReady()).
		Assess("ThePodReadsItsConfigMap", late.Reads("/data/kept", "kept-value")))
}

func TestTypeSecretExposesResource(t *testing.T) {
	reader, late := steps.Pod("reader"), steps.Pod("late")

	harness.Test(t, claims.TypeSecretExposesResource, harness.Feature().
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Act("APodAsksForASecretThatIsNotThere", steps.Create("late.yaml")).
		Control("TheSecretIsNotThereAndCouldBe", steps.Offer("later.yaml").IsAdmitted()).
		Assess("AnOptionalOneIsNotWaitedFor", reader.ComesUpWithout("FailedMount", `secret "later" not found`)).
		Act("ThatPodIsReady", reader.IsReady()).
		Control("CommandsRunAsRoot", reader.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", reader.CanChange("/own")).
		Control("AConfigMapIsNotInMemory", reader.HasOnDisk("kubernetes.io~configmap", "map")).
		Assess("ASecretIsInMemory", reader.HasInMemory("kubernetes.io~secret", "all")).
		Assess("KeysAreFiles", steps.InOrder(reader.Reads("/all/kept", "kept-value"), reader.Reads("/all/other", "other-value"))).
		Assess("BytesAreKept", reader.Prints("00010203", "xxd", "-p", "/all/bytes")).
		Assess("EachKeyIsAFileAndNothingElse", reader.HoldsExactly("/all", "bytes", "kept", "other")).
		Assess("AKeyMayHaveAnotherName", reader.Reads("/some/renamed", "kept-value")).
		Assess("OnlyTheChosenKeysAreThere", reader.HoldsExactly("/some", "renamed")).
		Assess("NothingCanBeChanged", reader.CannotChange("/all")).
		Assess("ThePodWithoutItsSecretWaits", late.IsStuck("FailedMount", `secret "later" not found`)).
		Assess("AnOptionalOneIsAnEmptyFolder", reader.HoldsExactly("/maybe")).
		Act("TheSecretIsMade", steps.Create("later.yaml")).
		Act("ThePodComesUp", late.IsReady()).
		Assess("ThePodReadsItsSecret", late.Reads("/data/kept", "kept-value")))
}

func TestTypeDownwardAPIExposesPodMetadata(t *testing.T) {
	pod := steps.Pod("described")

	harness.Test(t, claims.TypeDownwardAPIExposesPodMetadata, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("WhatWasNotAskedForIsNotThere", pod.HoldsExactly("/info", "colour", "kept", "labels", "memory", "namespace", "uid")).
		Control("CommandsRunAsRoot", pod.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", pod.CanChange("/own")).
		Assess("ThePodReadsItsName", pod.Reads("/info/kept", "described")).
		Assess("ThePodReadsItsNamespaceAndUID", steps.InOrder(pod.ReadsItsNamespace("/info/namespace"), pod.ReadsItsUID("/info/uid"))).
		Assess("ThePodReadsALabel", pod.Reads("/info/colour", "red")).
		Assess("ThePodReadsAllItsLabels", pod.ReadsItsLabels("/info/labels")).
		Assess("ThePodReadsItsMemoryLimit", pod.Named("main").ReadsItsMemoryLimit("/info/memory")).
		Assess("NothingCanBeChanged", pod.CannotChange("/info")))
}

func TestTypeUpdatesReachVolumesNotSubpath(t *testing.T) {
	pod := steps.Pod("consumer")
	// The kubelet looks at a Pod's volumes every minute, with up to half as much
	// on top (pkg/kubelet/pod_workers.go, v1.37).
	const refresh = 3 * time.Minute

	harness.Test(t, claims.TypeUpdatesReachVolumesNotSubpath, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("AllReadTheFirstValue", steps.InOrder(pod.Reads("/map/key", "before"), pod.Reads("/secret/key", "before"),
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

func TestTypePVCPreprovisioned(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	data, unfit := steps.VolumeClaim("data"), steps.VolumeClaim("unfit")
	token := steps.NewToken()

	harness.Test(t, claims.TypePVCPreprovisioned, harness.Feature().
		Setup("TheVolumeAndTheClaimsAreMade", steps.Create("storage.yaml", steps.PersistentVolume("made-before").SaysItIsOn(steps.FirstWorker))).
		Control("AClaimThatNothingFitsGetsNothing", unfit.FindsNoVolume()).
		Assess("TheClaimGetsThatVolume", data.IsBoundTo(steps.PersistentVolume("made-before"))).
		Act("APodUsesIt", steps.Apply("first.yaml")).
		Act("ItWrites", steps.InOrder(first.Writes("/data/token", token), first.Writes("/own/token", token))).
		Control("ItReadsBoth", steps.InOrder(first.Reads("/data/token", token), first.Reads("/own/token", token))).
		Act("ItIsDeleted", first.Delete()).
		Act("AnotherIsReady", steps.Apply("second.yaml")).
		Control("ItsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("TheSecondPodReadsTheData", second.Reads("/data/token", token)).
		Assess("TheDataAreWhereTheVolumeSays", steps.NodeKeeps(steps.FirstWorker, "/made-before/token")).
		Act("TheSecondPodIsDeletedToo", second.Delete()).
		Assess("WithoutItsClaimTheVolumeIsReleased", data.LeavesItsVolumeReleased()).
		Assess("TheDataOutliveTheClaim", steps.NodeKeeps(steps.FirstWorker, "/made-before/token")))
}

func TestTypePVCDynamic(t *testing.T) {
	first, second := steps.Pod("first"), steps.Pod("second")
	data, unclassed := steps.VolumeClaim("data"), steps.VolumeClaim("unclassed")
	token := steps.NewToken()

	harness.Test(t, claims.TypePVCDynamic, harness.Feature().
		Setup("TheClaimsAreMade", steps.Create("claims.yaml")).
		Control("WithoutAClassNothingIsMade", unclassed.FindsNoVolume()).
		Assess("WithoutAPodTheClaimWaitsAsItsClassSays", data.WaitsAsItsClassSays()).
		Act("APodUsesIt", steps.Create("first.yaml")).
		Act("ItHasAVolume", data.Binds()).
		Assess("TheVolumeWasMadeForTheClaim", data.HasAVolumeMadeForIt()).
		Act("ThePodIsReady", first.IsReady()).
		Act("ItWrites", steps.InOrder(first.Writes("/data/token", token), first.Writes("/own/token", token))).
		Control("ItReadsBoth", steps.InOrder(first.Reads("/data/token", token), first.Reads("/own/token", token))).
		Act("ItIsDeleted", first.Delete()).
		Act("AnotherIsReadyOnItsNode", steps.Apply("second.yaml", second.PinnedToTheNodeOf(first))).
		Control("ItsEmptyDirIsEmpty", second.DirIsEmpty("/own")).
		Assess("TheSecondPodReadsTheData", second.Reads("/data/token", token)).
		Control("TheDataAreWhereTheVolumeSays", data.LiesOnTheNodeOf(second, "token")).
		Act("TheSecondPodIsDeletedToo", second.Delete()).
		Assess("TheVolumeIsReclaimedAsItSays", data.ReclaimedAsItsVolumeSays(second, "token")))
}
